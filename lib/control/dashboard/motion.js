// Updates on their way, drawn over the graph. A real hop takes microseconds: here each takes half a second, hop after hop, so
// that one sees the wave go round.
import { byId, setText } from "./dom.js";
import { pointOn } from "./curve.js";
import { eventsAdded, eventsForgotten, gapNoted, updateKey } from "./events.js";
import { count } from "./format.js";
import { layout } from "./graph.js";
import { linkKey } from "./herd.js";
import { Scene } from "./motion_scene.js";
import { paintScene } from "./motion_paint.js";
import { isSeen, viewChanged } from "./views.js";

const scene = new Scene();
let canvas;
let running = false;
let animated = !matchMedia("(prefers-reduced-motion: reduce)").matches;
let left = 0;

export function startMotion() {
    canvas = byId("graph").appendChild(document.createElement("canvas"));
    canvas.setAttribute("aria-hidden", "true");
    const button = byId("motion-switch");
    button.addEventListener("click", () => {
        animated = !animated;
        scene.clear();
        tellState(button);
        paint(performance.now());
    });
    eventsAdded.subscribe((batch) => {
        if (!animated || !isSeen("herd")) return;
        const now = performance.now();
        for (const event of batch) scene.take(event, event.client === undefined ? "" : updateKey(event), now);
        wake();
    });
    eventsForgotten.subscribe(() => scene.clear());
    gapNoted.subscribe((dropped) => {
        left += dropped;
    });
    viewChanged.subscribe(() => scene.clear());
    setInterval(() => tellState(button), 2000);
    tellState(button);
}

// Says what is not shown, so that nobody takes a part for the whole.
function tellState(button) {
    button.setAttribute("aria-pressed", animated);
    const skipped = left + scene.takeSkipped();
    left = 0;
    const words = animated ? "Slowed down: half a second for each hop." : "Updates are not animated.";
    setText(byId("motion-note"), animated && skipped ? `${words} Thinned: ${count(skipped)} events in the last 2 s not shown.` : words);
}

function wake() {
    if (running || scene.isEmpty()) return;
    running = true;
    requestAnimationFrame(step);
}

function step(now) {
    running = false;
    if (!isSeen("herd")) return;
    scene.advance(now);
    paint(now);
    wake();
}

function paint(now) {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(layout.width * ratio) || canvas.height !== Math.round(layout.height * ratio)) {
        canvas.width = Math.round(layout.width * ratio);
        canvas.height = Math.round(layout.height * ratio);
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, layout.width, layout.height);
    paintScene(pen, scene, now, placeOn);
}

/// The point so far along the link, from rim to rim of its servers, or null if it is not in the graph.
function placeOn(from, to, along) {
    const link = layout.curves.get(linkKey(from, to));
    if (!link) return null;
    const { from: start, to: end } = link.curve;
    const rim = Math.min(0.4, layout.size.radius / Math.max(1, Math.hypot(start.x - end.x, start.y - end.y)));
    const part = rim + along * (1 - 2 * rim);
    return pointOn(link.curve, link.a === from ? part : 1 - part);
}
