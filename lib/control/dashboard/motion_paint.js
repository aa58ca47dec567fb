// Paints the scene: filled dots are news, open ones were none, squares make up for what was missed, a cross is lost.
import { clientColour } from "./client_colour.js";
import { layout } from "./graph.js";
import { colour } from "./theme_switch.js";

export function paintScene(pen, scene, now, placeOn) {
    const radius = layout.size?.kind === "large" ? 6 : 3.5;
    for (const message of scene.messages) {
        if (message.along <= 0) continue;
        const at = placeOn(message.from, message.to, ease(Math.min(1, message.along)));
        if (at) paintMessage(pen, message, at, radius);
    }
    for (const ring of scene.rings) paintRing(pen, ring, now);
    pen.globalAlpha = 1;
}

function paintMessage(pen, message, at, radius) {
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.fillStyle = pen.strokeStyle = clientColour(message.client);
    pen.beginPath();
    if (message.lost) {
        pen.strokeStyle = colour("danger");
        pen.lineWidth = 3;
        pen.moveTo(at.x - radius, at.y - radius);
        pen.lineTo(at.x + radius, at.y + radius);
        pen.moveTo(at.x + radius, at.y - radius);
        pen.lineTo(at.x - radius, at.y + radius);
        pen.stroke();
        return;
    }
    if (message.resync) pen.rect(at.x - radius, at.y - radius, 2 * radius, 2 * radius);
    else pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    if (message.verdict && message.verdict !== "accepted") {
        pen.fillStyle = colour("ground");
        pen.fill();
        pen.stroke();
    } else {
        pen.fill();
        pen.strokeStyle = colour("ground");
        pen.lineWidth = 1.5;
        pen.stroke();
    }
}

function paintRing(pen, ring, now) {
    const at = layout.nodes.get(ring.server);
    if (!at) return;
    const age = (now - ring.start) / 600;
    const news = ring.kind === "accepted" || ring.kind === "received";
    pen.globalAlpha = Math.max(0, (1 - age) * (news ? 0.9 : 0.35));
    pen.strokeStyle = clientColour(ring.client);
    pen.lineWidth = ring.kind === "received" ? 4 : 2.5;
    pen.beginPath();
    pen.arc(at.x, at.y, layout.size.radius + 3 + age * (news ? 14 : 5), 0, 2 * Math.PI);
    pen.stroke();
}

const ease = (t) => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t));
