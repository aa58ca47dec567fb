// What the signs of the diagram mean.
import { el, svg } from "./dom.js";

export function makeDiagramLegend() {
    const sign = (shape) => {
        shape.style.stroke = "currentcolor";
        shape.style.strokeWidth = "1.6";
        return svg("svg", { viewBox: "0 0 24 12", "aria-hidden": "true" }, shape);
    };
    const filled = (shape) => {
        shape.style.fill = "currentcolor";
        return sign(shape);
    };
    const open = (shape) => {
        shape.style.fill = "none";
        return sign(shape);
    };
    const line = (dashes) => sign(svg("line", { x1: 1, y1: 6, x2: 23, y2: 6, "stroke-dasharray": dashes }));
    const entries = [
        [filled(svg("path", { d: "M7 1 L17 6 L7 11 Z" })), "from a client"],
        [filled(svg("circle", { cx: 12, cy: 6, r: 4.5 })), "accepted"],
        [open(svg("circle", { cx: 12, cy: 6, r: 4.5 })), "duplicate"],
        [open(svg("rect", { x: 8, y: 2, width: 8, height: 8 })), "stale"],
        [line(null), "message with news"],
        [line("3 4"), "message without"],
        [line("8 3"), "resync"],
        [open(svg("path", { d: "M8 2 L16 10 M16 2 L8 10" })), "lost"],
    ];
    return el("div", { class: "legend" }, entries.map(([picture, text]) => el("span", {}, picture, text)));
}
