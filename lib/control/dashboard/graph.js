// The topology: servers on a circle and the links between them, as SVG that mouse, keyboard and screen readers can use alike.
import { orderAround, placeAround, sizeFor } from "./circle.js";
import { curveBetween } from "./curve.js";
import { byId, svg } from "./dom.js";
import { linkKey, herdChanged, herd } from "./herd.js";
import { makeNode } from "./graph_node.js";
import { makeWire } from "./graph_wire.js";
import { chooseLink, chooseNothing, chooseServer, selection, selectionChanged } from "./selection.js";
import { Topic } from "./topic.js";
import { isSeen, viewChanged } from "./views.js";

/// Where everything is: {width, height, size, nodes: name -> {x, y}, curves: link key -> {a, curve from a to b}}.
export const layout = { width: 0, height: 0, size: null, nodes: new Map(), curves: new Map() };
export const layoutChanged = new Topic();

let box;
let drawing;
let nodes = new Map();
let wires = new Map();
let drawnFor = "";

export function startGraph() {
    box = byId("graph");
    drawing = svg("svg", { role: "group", "aria-label": "Servers and links. Arrow keys go from one to the next, Enter selects, Escape closes." });
    box.append(drawing);
    drawing.addEventListener("keydown", onKey);
    drawing.addEventListener("click", (event) => {
        if (event.target === drawing) chooseNothing();
    });
    new ResizeObserver(update).observe(box);
    herdChanged.subscribe(update);
    viewChanged.subscribe(update);
    selectionChanged.subscribe(showSelection);
}

function update() {
    if (!herd || !isSeen("herd")) return;
    const shape = JSON.stringify([box.clientWidth, box.clientHeight, herd.servers.map((s) => s.name), herd.links.map((l) => [l.a, l.b])]);
    if (shape !== drawnFor) {
        drawnFor = shape;
        build();
    }
    const kind = layout.size.kind;
    for (const server of herd.servers) nodes.get(server.name).show(server, herd.rates.servers.get(server.name), kind);
    for (const link of herd.links) wires.get(linkKey(link.a, link.b)).show(link, herd.faults, kind);
}

function build() {
    const { clientWidth: width, clientHeight: height } = box;
    const size = sizeFor(herd.servers.length, width);
    const places = placeAround(herd.servers.length, width, height, size);
    const middle = { x: width / 2, y: (size.top + height - size.bottom) / 2 };
    const order = orderAround(herd.servers, herd.links);
    layout.nodes = new Map(order.map((name, i) => [name, places[i]]));
    layout.curves = new Map();
    Object.assign(layout, { width, height, size });
    box.dataset.size = size.kind;
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);

    wires = new Map();
    for (const { a, b } of herd.links) {
        const curve = curveBetween(layout.nodes.get(a), layout.nodes.get(b), middle, size.kind === "large" ? 0 : 0.45);
        layout.curves.set(linkKey(a, b), { a, curve });
        wires.set(linkKey(a, b), makeWire(a, b, curve, size, () => chooseLink(a, b)));
    }
    nodes = new Map(order.map((name) => [name, makeNode(name, layout.nodes.get(name), size, () => chooseServer(name))]));
    order.forEach((name, i) => nodes.get(name).element.classList.toggle("nameless", i % (size.every ?? 1) > 0));
    const focused = drawing.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    drawing.replaceChildren(...[...wires.values(), ...nodes.values()].map((part) => part.box));
    showSelection();
    if (focused) [...stops()].find((stop) => stop.dataset.key === focused)?.focus();
    layoutChanged.publish();
}

const stops = () => drawing.querySelectorAll("[role=button]");

// One stop for the tab key; the arrows go on from there, servers first.
function showSelection() {
    let first = null;
    for (const [name, node] of nodes) {
        node.element.setAttribute("aria-pressed", selection?.server === name);
        first ??= node.element;
    }
    const link = selection?.link && linkKey(...selection.link);
    for (const [key, wire] of wires) wire.element.setAttribute("aria-pressed", link === key);
    const current = drawing.querySelector("[aria-pressed=true]") ?? first;
    for (const stop of stops()) stop.setAttribute("tabindex", stop === current ? 0 : -1);
}

function onKey(event) {
    const all = [...nodes.values(), ...wires.values()].map((part) => part.element);
    const at = all.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (step) {
        const next = all[(at + step + all.length) % all.length];
        for (const stop of all) stop.setAttribute("tabindex", stop === next ? 0 : -1);
        next.focus();
        event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
        document.activeElement.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        event.preventDefault();
    }
}
