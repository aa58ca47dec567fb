// At the foot of each view: says a line to a server as a client would, and shows the raw answer.
import { post } from "./api.js";
import { tell } from "./acts.js";
import { button, byId, el, field, select, setOptions, setText } from "./dom.js";
import { herdChanged, pollNow } from "./herd.js";
import { kinds } from "./line.js";

export function startComposer() {
    const place = byId("composer");
    const values = { client: "kiwi" };
    const server = el("select", { name: "server" });
    const kind = select(Object.keys(kinds).map((name) => [name]), { name: "kind" });
    const fields = el("div", { class: "fields" });
    const said = el("p", { class: "says mono" });
    const raw = el("pre", { class: "raw", tabindex: 0, "aria-label": "Raw answer", role: "region" });
    const close = button("Hide", () => (answer.hidden = true), { class: "quiet" });
    const answer = el("div", { class: "answer", hidden: true, "aria-live": "polite" }, el("div", { class: "said" }, said, raw), close);
    const send = el("button", { type: "submit", class: "main" }, "Send");
    const form = el("form", {}, field("Say", kind), fields, field("To", server), send);
    const fold = button("Send a line to a server", () => {
        place.toggleAttribute("data-folded");
        fold.setAttribute("aria-expanded", !place.hasAttribute("data-folded"));
    }, { class: "fold", "aria-expanded": "false" });
    place.setAttribute("data-folded", "");
    place.append(fold, form, answer);

    const showFields = () => {
        const wanted = kinds[kind.value].fields;
        fields.replaceChildren(...wanted.map(([name, label, preset]) => {
            const input = el("input", { name, required: true, autocomplete: "off", value: values[name] ?? preset });
            input.addEventListener("input", () => (values[name] = input.value));
            return field(label, input, { class: wanted.length === 1 ? "wide" : null });
        }));
    };
    kind.addEventListener("change", showFields);
    showFields();
    herdChanged.subscribe((herd) => setOptions(server, herd.servers.map((one) => one.name)));

    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const given = Object.fromEntries([...fields.querySelectorAll("input")].map((input) => [input.name, input.value.trim()]));
        const line = kinds[kind.value].line(given);
        answer.hidden = false;
        tell(said, `${server.value} ← ${line}`);
        setText(raw, "…");
        send.disabled = true;
        try {
            setText(raw, (await post("/v1/send", { to: server.value, line })).answer || "(no answer)");
        } catch (failure) {
            setText(raw, failure.message);
        }
        send.disabled = false;
        pollNow();
    });
}
