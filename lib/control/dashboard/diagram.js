// The space-time diagram: what happened last in the herd, or one client's newest update; a slider goes through it event by event.
import { button, byId, el, field, select, setText } from "./dom.js";
import { makeDiagramCanvas } from "./diagram_canvas.js";
import { describeEvent } from "./event_text.js";
import { events, eventsAdded, eventsForgotten, gapNoted } from "./events.js";
import { count, duration } from "./format.js";
import { herdChanged } from "./herd.js";
import { makeDiagramLegend } from "./diagram_legend.js";
import { newestUpdate } from "./newest_update.js";
import { chooseClient } from "./selection.js";
import { themeChanged } from "./theme_switch.js";
import { isSeen, showView, viewChanged } from "./views.js";

const mostEvents = 1200;  // in one picture; more is a carpet

let list = [];            // the events that the slider goes through
let paused = false;
let followed = null;      // the client whose update is shown, or null for all
let parts = null;
let frame = 0;
let asking = 0;
let left = 0;             // events that this page was not told of

/// Shows the newest update of a client: {client, client_hex?}.
export function followInDiagram(client) {
    followed = client;
    parts.name.value = client.client;
    setPaused(false);
    showView("diagram");
    refill();
}

export function startDiagram() {
    const span = select([["5", "5 updates"], ["10", "10 updates"], ["40", "40 updates"], ["1e9", "second"], ["10e9", "10 seconds"], ["60e9", "minute"]]);
    const stretch = el("input", { type: "checkbox", checked: true });
    const name = el("input", { type: "search", autocomplete: "off", placeholder: "all of them" });
    const pause = button("Pause", () => setPaused(!paused), { "aria-pressed": "false" });
    const slider = el("input", { type: "range", min: 0, max: 0, value: 0, "aria-label": "Event, from the first to the last" });
    const says = el("p", { class: "says" });
    const note = el("p", { class: "note" });
    const picture = makeDiagramCanvas((event) => {
        if (event?.client === undefined) return;
        chooseClient(event);
        followInDiagram(event);
    }, (event) => setText(says, event ? describeEvent(event) : describePlace()));
    parts = { span, stretch, name, pause, slider, says, note, picture };

    byId("diagram-body").append(
        el("div", { class: "row" }, field("Client", name), field("Show the last", span), field("Stretch where much happens", stretch, { class: "check" }), pause),
        picture.element,
        el("div", { class: "slider" }, slider),
        says,
        note,
        makeDiagramLegend(),
    );
    slider.addEventListener("input", () => {
        setPaused(true);
        draw();
    });
    span.addEventListener("change", draw);
    stretch.addEventListener("change", draw);
    name.addEventListener("change", () => {
        followed = name.value.trim() ? { client: name.value.trim() } : null;
        setPaused(false);
        refill();
    });
    eventsAdded.subscribe((batch) => {
        if (!isSeen("diagram") || paused) return;
        if (!followed || batch.some((event) => event.client === followed.client)) refill();
    });
    eventsForgotten.subscribe(() => {
        left = 0;
        refill();
    });
    gapNoted.subscribe((dropped) => {
        left += dropped;
    });
    viewChanged.subscribe((view) => view === "diagram" && !paused && refill());
    themeChanged.subscribe(draw);
    herdChanged.subscribe(draw);
    new ResizeObserver(draw).observe(byId("diagram-body"));
}

function setPaused(wanted) {
    paused = wanted;
    parts.pause.setAttribute("aria-pressed", paused);
    setText(parts.pause, paused ? "Go on" : "Pause");
    if (!paused) refill();
}

// While the page is paused, what it shows stays, whatever the herd does.
function refill() {
    if (paused || !isSeen("diagram")) return;
    if (!followed) {
        list = events.slice(-mostEvents);
        toEnd(left ? `Thinned: ${count(left)} events were left out since there are so many.` : "");
        return;
    }
    clearTimeout(asking);
    asking = setTimeout(async () => {
        const client = followed;
        try {
            const found = await newestUpdate(client);
            if (client !== followed || paused) return;
            list = found.events;
            toEnd(found.remark);
        } catch (failure) {
            if (client === followed) setText(parts.note, failure.message);
        }
    }, 150);
}

function toEnd(remark) {
    parts.slider.max = Math.max(0, list.length - 1);
    parts.slider.value = parts.slider.max;
    setText(parts.note, remark);
    draw();
}

function draw() {
    if (frame || !isSeen("diagram")) return;
    frame = requestAnimationFrame(() => {
        frame = 0;
        const last = list[Number(parts.slider.value)];
        const shown = followed ? list : lately(list, Number(parts.slider.value), Number(parts.span.value));
        parts.picture.show(shown, { until: last?.t_ns ?? 0, stretched: parts.stretch.checked });
        parts.span.disabled = Boolean(followed);
        setText(parts.says, describePlace());
    });
}

/// Of the events up to the one at `end`: those of the last so many updates, or, if `span` is larger, nanoseconds.
function lately(all, end, span) {
    let start = end;
    if (span >= 1e9) {
        while (start > 0 && all[start - 1].t_ns >= all[end].t_ns - span) --start;
    } else {
        for (let updates = 0; start > 0 && updates < span; --start) updates += all[start - 1].event === "received";
    }
    return all.slice(start, end + 1);
}

function describePlace() {
    const at = list[Number(parts.slider.value)];
    if (!at) return "Nothing has happened yet.";
    return `Event ${at.seq}, ${duration(at.t_ns)} after the herd began: ${describeEvent(at)}`;
}
