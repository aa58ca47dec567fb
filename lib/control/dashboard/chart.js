// A chart of a few lines over the last minutes. Lines differ in colour and dash, and the newest values stand beside their names.
import { el, setText, svg } from "./dom.js";
import { colour } from "./theme_switch.js";

const most = 180;
const span = 120e9;
const dashes = [[], [5, 4], [2, 3]];

/// `series`: [[name, herd -> value or null], ...]; `remark`: herd -> text below the legend.
export function makeChart(title, format, series, remark) {
    const points = [];
    const values = series.map(() => el("b"));
    const legend = el("div", { class: "legend" }, series.map(([name], i) => el("span", {}, swatch(i), `${name} `, values[i])));
    const remarks = el("p", { class: "note" });
    const canvas = el("canvas", { role: "img", "aria-label": `${title}, of the last two minutes` });
    const element = el("section", { class: "chart", "aria-label": title }, el("h3", {}, title), legend, canvas, remark ? remarks : null);
    return {
        element,
        take(herd) {
            if (points.length && points[points.length - 1].t > herd.t_ns) points.length = 0;
            points.push({ t: herd.t_ns, values: series.map(([, value]) => value(herd)) });
            if (points.length > most) points.splice(0, points.length - most);
            const newest = points[points.length - 1].values;
            newest.forEach((value, i) => setText(values[i], value === null ? "–" : format(value)));
            if (remark) setText(remarks, remark(herd));
        },
        draw: () => paint(canvas, points, series.length, format),
    };
}

function swatch(i) {
    const line = svg("line", { x1: 0, y1: 6, x2: 24, y2: 6, "stroke-dasharray": dashes[i].join(" ") || null });
    line.style.stroke = `var(--series-${i + 1})`;
    line.style.strokeWidth = "2.5";
    return svg("svg", { "aria-hidden": "true" }, line);
}

function paint(canvas, points, lines, format) {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !points.length) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);

    const top = niceTop(Math.max(...points.flatMap((point) => point.values.map((value) => value ?? 0))));
    const now = points[points.length - 1].t;
    const x = (t) => width - 3 - ((now - t) / span) * (width - 3);
    const y = (value) => height - 18 - (value / top) * (height - 34);

    pen.font = "11px system-ui, sans-serif";
    pen.lineWidth = 1;
    for (const part of [0, 0.5, 1]) {
        const at = Math.round(y(top * part)) + 0.5;
        pen.strokeStyle = colour("line");
        pen.beginPath();
        pen.moveTo(0, at);
        pen.lineTo(width, at);
        pen.stroke();
        pen.fillStyle = colour("muted");
        if (part) pen.fillText(format(top * part), 0, at - 3);
    }
    pen.fillText("2 min ago", 0, height - 3);
    pen.textAlign = "right";
    pen.fillText("now", width, height - 3);
    pen.textAlign = "left";

    for (let i = 0; i < lines; ++i) {
        pen.strokeStyle = colour(`series-${i + 1}`);
        pen.lineWidth = 2;
        pen.setLineDash(dashes[i]);
        pen.beginPath();
        let broken = true;
        for (const point of points) {
            const value = point.values[i];
            if (value === null || now - point.t > span) {
                broken = true;
                continue;
            }
            if (broken) pen.moveTo(x(point.t), y(value));
            else pen.lineTo(x(point.t), y(value));
            broken = false;
        }
        pen.stroke();
    }
    pen.setLineDash([]);
}

/// The least of 1, 2, 5 times a power of ten that is not below.
function niceTop(value) {
    if (!(value > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= value);
}
