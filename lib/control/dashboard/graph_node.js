// A server in the graph: a circle with how many clients it knows, its name, its state in shape and words.
import { setAttribute, setText, svg } from "./dom.js";
import { plural, rate, short } from "./format.js";

const glyphs = { stopped: "■", paused: "❚❚", stopping: "…", elsewhere: "○" };

export function makeNode(name, { x, y, angle }, size, onclick) {
    const circle = svg("circle", { cx: x, cy: y, r: size.radius });
    const inside = svg("text", { x, y: y + 5, class: "inside" });
    const label = svg("text", { class: "name", x, y: y + size.radius + 18 }, name);
    const below = svg("text", { class: "sub", x, y: y + size.radius + 34 });
    if (size.kind === "dense") turnOutwards(label, x, y, angle, size.radius + 6);
    const element = svg("g", { class: "node", role: "button", "data-server": name, "data-key": `s ${name}`, onclick }, circle);
    // Texts stand beside the button: what it is called says more than they do.
    const box = svg("g", {}, element, label, size.kind === "large" ? [inside, below] : []);

    return {
        element,
        box,
        show(server, perSecond) {
            element.dataset.state = server.state;
            const runs = server.state === "running";
            setText(inside, runs ? short(server.clients) : (glyphs[server.state] ?? ""));
            const clock = server.clock.offset_ns || server.clock.drift_ppm ? " · clock off" : "";
            setText(below, runs ? `${rate(perSecond)}${clock}` : server.state);
            setAttribute(element, "aria-label", `Server ${name}, ${server.state}, ${plural(server.clients, "client")} known, ${plural(server.connections, "connection")}${clock}`);
        },
    };
}

// Names around a large circle stand like spokes, and none upside down.
function turnOutwards(label, x, y, angle, distance) {
    const left = Math.cos(angle) < -1e-9;
    const at = { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
    const degrees = (angle * 180) / Math.PI + (left ? 180 : 0);
    label.setAttribute("x", at.x);
    label.setAttribute("y", at.y);
    label.setAttribute("dy", "0.35em");
    label.setAttribute("transform", `rotate(${degrees.toFixed(2)} ${at.x.toFixed(1)} ${at.y.toFixed(1)})`);
    label.style.textAnchor = left ? "end" : "start";
}
