// Paints a space-time diagram: servers from top to bottom, time to the right, a line for each message.
import { clientColour } from "./client_colour.js";
import { duration } from "./format.js";
import { colour } from "./theme_switch.js";

/// `picture`: {width, height, rows: name -> y, x: ns -> px, model, until: ns, first: ns, left, chosen: event or null}.
export function paintDiagram(canvas, picture) {
    const { width, height } = picture;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    paintRows(pen, picture);
    paintAxis(pen, picture);
    for (const mark of picture.model.marks) paintMark(pen, mark, picture);
    for (const message of picture.model.messages) paintMessage(pen, message, picture);
    for (const sign of picture.model.signs) paintSign(pen, sign, picture);
}

function paintRows(pen, { rows, width, left, dense }) {
    pen.font = `${dense ? 9 : 12.5}px system-ui, sans-serif`;
    pen.textAlign = "right";
    pen.lineWidth = 1;
    for (const [name, y] of rows) {
        pen.strokeStyle = colour("line");
        pen.beginPath();
        pen.moveTo(left, y);
        pen.lineTo(width - 8, y);
        pen.stroke();
        pen.fillStyle = colour("text");
        pen.fillText(name.length > 14 ? `${name.slice(0, 13)}…` : name, left - 10, y + (dense ? 3 : 4));
    }
    pen.textAlign = "left";
}

// Times are told where something happens, relative to the first of them, as many as there is room for.
function paintAxis(pen, { model, x, first, height, width }) {
    const times = [...model.messages.map((message) => message.sent), ...model.signs.map((sign) => sign.t_ns), ...model.marks.map((mark) => mark.t_ns)].sort((a, b) => a - b);
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    let last = -Infinity;
    for (const t of times) {
        const at = x(t);
        if (at - last < 76 || at > width - 30) continue;
        last = at;
        pen.fillStyle = colour("muted");
        pen.fillText(t === first ? "0" : `+${duration(t - first)}`, at, height - 8);
        pen.fillStyle = colour("line");
        pen.fillRect(Math.round(at), 14, 1, height - 38);
    }
    pen.textAlign = "left";
}

function paintMessage(pen, message, { rows, x, until, dense }) {
    const from = rows.get(message.from);
    const to = rows.get(message.to);
    if (from === undefined || to === undefined || message.sent > until) return;
    const arrived = message.arrived !== null && message.arrived <= until;
    const start = { x: x(message.sent), y: from };
    const end = arrived ? { x: x(message.arrived), y: to } : { x: start.x + 16, y: from + (to - from) * 0.35 };
    const news = arrived && message.verdict === "accepted";
    pen.strokeStyle = message.lost && !arrived ? colour("danger") : clientColour(message.client);
    pen.globalAlpha = news ? 1 : 0.75;
    pen.lineWidth = dense ? 1 : news ? 2 : 1.25;
    pen.setLineDash(news ? (message.resync ? [8, 3] : []) : [3, 4]);
    pen.beginPath();
    pen.moveTo(start.x, start.y);
    pen.lineTo(end.x, end.y);
    pen.stroke();
    pen.setLineDash([]);
    if (arrived && !dense) paintHead(pen, start, end);
    if (!arrived && message.lost) paintCross(pen, end.x, end.y, 5);
    pen.globalAlpha = 1;
}

function paintHead(pen, start, end) {
    const angle = Math.atan2(end.y - start.y, end.x - start.x);
    const tip = { x: end.x - 7 * Math.cos(angle), y: end.y - 7 * Math.sin(angle) };
    pen.beginPath();
    for (const turn of [-0.45, 0.45]) {
        pen.moveTo(tip.x, tip.y);
        pen.lineTo(tip.x - 8 * Math.cos(angle + turn), tip.y - 8 * Math.sin(angle + turn));
    }
    pen.lineWidth = 1.5;
    pen.stroke();
}

function paintCross(pen, x, y, size) {
    pen.beginPath();
    pen.moveTo(x - size, y - size);
    pen.lineTo(x + size, y + size);
    pen.moveTo(x + size, y - size);
    pen.lineTo(x - size, y + size);
    pen.lineWidth = 2;
    pen.stroke();
}

function paintSign(pen, sign, { rows, x, until, dense, chosen }) {
    const y = rows.get(sign.server);
    if (y === undefined || sign.t_ns > until) return;
    const at = x(sign.t_ns);
    const size = dense ? 2.5 : 6;
    pen.fillStyle = pen.strokeStyle = clientColour(sign.client);
    pen.lineWidth = 2;
    pen.beginPath();
    if (sign.event === "received") {
        pen.moveTo(at - size * 1.3, y - size * 1.3);
        pen.lineTo(at + size * 1.3, y);
        pen.lineTo(at - size * 1.3, y + size * 1.3);
        pen.closePath();
        pen.fill();
    } else if (sign.event === "stale") {
        pen.rect(at - size, y - size, 2 * size, 2 * size);
    } else {
        pen.arc(at, y, size, 0, 2 * Math.PI);
    }
    if (sign.event === "accepted") {
        pen.fill();
    } else if (sign.event !== "received") {
        pen.fillStyle = colour("surface");
        pen.fill();
        pen.stroke();
    }
    if (sign !== chosen) return;
    pen.strokeStyle = colour("text");
    pen.beginPath();
    pen.arc(at, y, size + 6, 0, 2 * Math.PI);
    pen.stroke();
}

const glyphs = { link_up: "○", link_down: "✕", fault_set: "!", fault_lifted: "✓", started: "▶", stopped: "■", crashed: "✕" };

function paintMark(pen, mark, { rows, x, until, dense }) {
    const y = rows.get(mark.server);
    if (y === undefined || mark.t_ns > until) return;
    const bad = ["link_down", "fault_set", "stopped", "crashed"].includes(mark.event);
    pen.fillStyle = colour(bad ? "danger" : "good");
    pen.font = `600 ${dense ? 9 : 13}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.fillText(glyphs[mark.event], x(mark.t_ns), y + (dense ? 3 : -10));
    pen.textAlign = "left";
}
