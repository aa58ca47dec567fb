// What each server holds of one client, and who is behind.
import { encodeClient, get } from "./api.js";
import { button, el, setText } from "./dom.js";
import { followInDiagram } from "./diagram.js";
import { herd } from "./herd.js";

export function makeClientRecord() {
    const name = el("h2");
    const verdict = el("p");
    const body = el("tbody");
    const table = el("table", { "aria-label": "Records of the client" }, el("thead", {}, el("tr", {}, ["Server", "By", "Client's time"].map((head) => el("th", { scope: "col" }, head)))), body);
    const line = el("pre", { class: "raw" });
    let asked = null;
    const element = el(
        "div",
        { class: "stack", hidden: true, id: "client-record" },
        name,
        verdict,
        el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Records of the client" }, table),
        line,
        button("Follow it in the diagram", () => followInDiagram(asked)),
    );
    return {
        element,
        async ask(client) {
            asked = client;
            element.hidden = false;
            setText(name, client.client);
            try {
                const record = await get(`/v1/clients/${encodeClient(client)}`);
                if (asked === client) show(record, { verdict, body, line, table });
            } catch (failure) {
                if (asked !== client) return;
                setText(verdict, failure.message);
                body.replaceChildren();
                setText(line, "");
            }
        },
    };
}

function show({ records, stale }, { verdict, body, line }) {
    const rows = Object.entries(records);
    setText(verdict, stale.length ? `Behind: ${stale.join(", ")}.` : "All servers that run hold the same record.");
    setText(line, rows.map(([server, text]) => (text && !stale.includes(server) ? text : "")).find(Boolean) ?? "");
    body.replaceChildren(
        ...rows.map(([server, text]) => {
            const [, origin = "", , , , time = ""] = (text ?? "").split(" ");
            const state = herd?.byName.get(server)?.state ?? "running";
            const missing = state === "running" ? "no record" : state;
            const behind = stale.includes(server);
            const tag = el("span", { class: "tag", "data-state": behind ? "cut" : text ? "up" : "down" }, server);
            return el("tr", { "data-stale": behind }, el("td", {}, tag), el("td", {}, text ? origin : missing), el("td", {}, text ? `${time}${behind ? " (older)" : ""}` : behind ? "(stale)" : ""));
        }),
    );
}
