// The newest events as lines, with a filter.
import { button, byId, el, field, select, setText } from "./dom.js";
import { describeEvent } from "./event_text.js";
import { events, eventsAdded, eventsForgotten, gapNoted } from "./events.js";
import { count } from "./format.js";
import { isSeen, viewChanged } from "./views.js";

const most = 300;
const kinds = {
    all: () => true,
    "no messages": (event) => event.event !== "forwarded" && event.event !== "delivered",
    "from clients": (event) => event.event === "received",
    "links, servers, faults": (event) => event.client === undefined,
    "not news": (event) => event.event === "stale" || event.event === "duplicate",
};

export function startEventList() {
    const kind = select(Object.keys(kinds).map((name) => [name]));
    const text = el("input", { type: "search", autocomplete: "off", placeholder: "server, client, ..." });
    const lines = el("div", { class: "lines mono", tabindex: 0, role: "region", "aria-label": "Events" });
    const note = el("p", { class: "note" });
    let paused = false;
    let left = 0;
    let due = false;
    const pause = button("Pause", () => {
        paused = !paused;
        pause.setAttribute("aria-pressed", paused);
        setText(pause, paused ? "Go on" : "Pause");
        show();
    }, { "aria-pressed": "false" });
    byId("event-list").append(el("h2", {}, "Events"), el("div", { class: "row" }, field("Which", kind), field("That say", text), pause), lines, note);

    const show = () => {
        due = false;
        if (paused || !isSeen("events")) return;
        const wanted = text.value.trim().toLowerCase();
        const found = [];
        for (let i = events.length - 1; i >= 0 && found.length < most; --i) {
            if (!kinds[kind.value](events[i])) continue;
            const line = `${events[i].seq}  ${(events[i].t_ns / 1e9).toFixed(6)} s  ${describeEvent(events[i])}`;
            if (line.toLowerCase().includes(wanted)) found.push(line);
        }
        showLines(lines, found);
        setText(note, left ? `The newest first. ${count(left)} events were left out since there are so many.` : "The newest first.");
    };
    const showSoon = () => {
        if (due || !isSeen("events")) return;
        due = true;
        setTimeout(show, 250);
    };
    kind.addEventListener("change", show);
    text.addEventListener("input", show);
    eventsAdded.subscribe(showSoon);
    eventsForgotten.subscribe(() => {
        left = 0;
        showSoon();
    });
    gapNoted.subscribe((dropped) => {
        left += dropped;
    });
    viewChanged.subscribe(show);
}

/// Lines are elements that stay; only their texts change.
export function showLines(place, texts) {
    while (place.children.length > texts.length) place.lastChild.remove();
    while (place.children.length < texts.length) place.append(el("div"));
    texts.forEach((text, i) => setText(place.children[i], text));
}
