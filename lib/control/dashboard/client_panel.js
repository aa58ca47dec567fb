// Beside the map: looking for clients, and what each server holds of the one that is chosen.
import { get } from "./api.js";
import { byId, el, field, setText } from "./dom.js";
import { makeClientRecord } from "./client_record.js";
import { button } from "./dom.js";
import { count, plural } from "./format.js";
import { showOnMap } from "./map.js";
import { chooseClient, client, clientChosen } from "./selection.js";
import { herdChanged } from "./herd.js";
import { isSeen, viewChanged } from "./views.js";

const page = 50;

export function startClientPanel() {
    const text = el("input", { type: "search", autocomplete: "off", placeholder: "part of its name" });
    const stale = el("input", { type: "checkbox" });
    const total = el("p", { class: "note", role: "status" });
    const list = el("ul", { class: "plain-list" });
    const record = makeClientRecord();
    let turn = 0;

    const search = async () => {
        const mine = ++turn;
        try {
            const found = await get("/v1/clients", { search: text.value.trim(), stale: stale.checked || undefined, limit: page });
            if (mine !== turn) return;
            setText(total, found.total > found.clients.length ? `${count(found.total)} clients, the first ${found.clients.length} of them:` : plural(found.total, "client"));
            list.replaceChildren(...found.clients.map((one) => makeResult(one)));
        } catch (failure) {
            if (mine === turn) setText(total, failure.message);
        }
    };
    let waiting = 0;
    const searchSoon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(search, 150);
    };
    text.addEventListener("input", searchSoon);
    stale.addEventListener("change", search);
    const results = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Clients found" }, list);
    byId("client-panel").append(
        el("div", { class: "stack" }, record.element, field("Find a client", text), field("Only those that some server is behind with", stale, { class: "check" }), total, results),
    );

    let polls = 0;
    herdChanged.subscribe(() => {
        if (!isSeen("clients")) return;
        if (client) record.ask(client);
        if (++polls % 3 === 0 && !results.contains(document.activeElement)) search();
    });
    viewChanged.subscribe((view) => {
        if (view === "clients") search();
    });
    clientChosen.subscribe((chosen) => record.ask(chosen));
}

function makeResult(one) {
    const choose = () => {
        chooseClient(one);
        if (Number.isFinite(one.lat)) showOnMap(one.lat, one.lon);
    };
    const remark = one.stale?.length ? `stale at ${one.stale.length > 3 ? plural(one.stale.length, "server") : one.stale.join(", ")}` : `by ${one.server}`;
    return el("li", { class: "spread" }, button(one.client, choose, { class: "plain" }), el("span", { class: "note" }, remark));
}
