// The canvas of the diagram: lays out servers and times, and finds the event that one points at.
import { orderAround } from "./circle.js";
import { buildModel } from "./diagram_model.js";
import { paintDiagram } from "./diagram_paint.js";
import { el } from "./dom.js";
import { count } from "./format.js";
import { herd } from "./herd.js";
import { stretchedScale, trueScale } from "./time_scale.js";

/// `onChoose(event)` when one is clicked, `onPoint(event or null)` when one is pointed at.
export function makeDiagramCanvas(onChoose, onPoint) {
    const element = el("canvas", { role: "img" });
    let picture = null;
    const nearest = (event) => (picture ? findSign(picture, event.offsetX, event.offsetY) : null);
    element.addEventListener("pointermove", (event) => onPoint(nearest(event)));
    element.addEventListener("pointerleave", () => onPoint(null));
    element.addEventListener("click", (event) => onChoose(nearest(event)));
    return {
        element,
        show(events, { until, stretched }) {
            if (!herd) return;
            const names = orderAround(herd.servers, herd.links);
            const room = Math.max(300, innerHeight - 430);
            const rowHeight = Math.min(110, Math.max(names.length > 40 ? 10 : 24, room / names.length));
            const height = 40 + names.length * rowHeight;
            element.style.height = `${height}px`;
            const width = element.clientWidth;
            const left = Math.min(110, width * 0.24);
            const rows = new Map(names.map((name, i) => [name, 18 + (i + 0.5) * rowHeight]));
            const times = events.map((event) => event.t_ns);
            const first = times[0] ?? 0;
            const right = width - 26;
            const x = stretched ? stretchedScale(times, left + 18, right) : trueScale(first, times[times.length - 1] ?? 1, left + 18, right);
            const model = buildModel(events);
            picture = { width, height, left, rows, x, model, until, first, dense: rowHeight < 20 };
            paintDiagram(element, picture);
            element.setAttribute("aria-label", `Space-time diagram: ${count(model.messages.length)} messages among ${count(names.length)} servers. The list of events says the same in words.`);
        },
    };
}

function findSign({ model, rows, x, until }, px, py) {
    let best = 16;
    let found = null;
    for (const event of [...model.signs, ...model.marks]) {
        if (event.t_ns > until) continue;
        const away = Math.hypot(x(event.t_ns) - px, (rows.get(event.server) ?? -99) - py);
        if (away < best) {
            best = away;
            found = event;
        }
    }
    return found;
}
