// A link in the graph: the more it carries the wider; cut, down and faulted tell themselves apart by dashes and signs.
import { pathOf, pointOn } from "./curve.js";
import { setAttribute, setText, svg } from "./dom.js";
import { bytes, rate } from "./format.js";
import { directionRate } from "./herd.js";

export function makeWire(a, b, curve, size, onclick) {
    const shape = pathOf(curve);
    const grip = svg("path", { class: "grip", d: shape });
    const line = svg("path", { class: "line", d: shape });
    const half = pointOn(curve, 0.5);
    const mark = svg("text", { class: "mark", x: half.x, y: half.y + 5 });
    const traffic = svg("text", { class: "traffic", x: half.x, y: half.y + 21 });
    const element = svg("g", { class: "wire", role: "button", "data-link": `${a}-${b}`, "data-key": `l ${a} ${b}`, onclick }, grip, line);
    const box = svg("g", {}, element, mark, traffic);

    return {
        element,
        box,
        show(link, faults) {
            const large = size.kind === "large";
            const perSecond = directionRate(a, b) + directionRate(b, a);
            const waiting = link.directions.reduce((sum, d) => sum + d.queued_bytes + d.held_bytes, 0);
            const names = namesOf(link, faults);
            element.dataset.state = link.state;
            setAttribute(element, "data-faulted", link.state === "up" && names.length > 0);
            line.style.strokeWidth = `${(large ? 2 : 1) + Math.min(5, Math.log10(1 + perSecond) * (large ? 1.3 : 0.8))}px`;
            setText(mark, markOf(link, names, large));
            const held = waiting > 0 ? `${bytes(waiting)} waiting` : "";
            const busy = link.state === "up" && perSecond > 0 ? rate(perSecond) : "";
            setText(traffic, large ? [busy, held].filter(Boolean).join(" · ") : "");
            setAttribute(element, "aria-label", `Link ${a} to ${b}, ${link.state}${names.length ? `, faults: ${names.join(", ")}` : ""}`);
        },
    };
}

function namesOf(link, faults) {
    return [...new Set(faults.filter((fault) => link.faults.includes(fault.id)).map((fault) => Object.keys(fault.fault ?? {}).find((key) => key !== "for") ?? fault.text))];
}

function markOf(link, names, large) {
    if (link.state === "cut") return "✕";
    if (link.state === "down") return large ? "down" : "○";
    if (!names.length) return "";
    return large ? names.join(", ") : "!";
}
