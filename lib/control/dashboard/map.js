// The world, with clients where they are. The herd says who is in the box that is shown; where there are too many, how many.
import { get } from "./api.js";
import { button, byId, el, setText, svg } from "./dom.js";
import { count, plural } from "./format.js";
import { herd, herdChanged } from "./herd.js";
import { startMapInput } from "./map_input.js";
import { paintMap } from "./map_paint.js";
import { Projection } from "./projection.js";
import { client, chooseClient, clientChosen } from "./selection.js";
import { themeChanged } from "./theme_switch.js";
import { isSeen, viewChanged } from "./views.js";

const projection = new Projection();
let canvas;
let shown = { clients: [], cells: [], total: 0 };
let frame = 0;
let asking = false;
let askAgain = false;
let moved = 0;

export function startMap() {
    canvas = el("canvas", { tabindex: 0, role: "application", "aria-label": "World map of clients. Plus and minus zoom, arrows move, 0 shows the world.", "aria-describedby": "map-note" });
    const zoom = (factor) => () => {
        projection.zoom(factor);
        onMoved();
    };
    const world = () => {
        projection.showWorld();
        onMoved();
    };
    byId("map").append(
        canvas,
        el("div", { class: "tools" }, button("+", zoom(1.8), { "aria-label": "Zoom in" }), button("−", zoom(1 / 1.8), { "aria-label": "Zoom out" }), button(globe(), world, { "aria-label": "Show the world" })),
    );
    startMapInput(canvas, projection, { moved: onMoved, world, clicked: chooseNear });
    projection.showWorld();
    new ResizeObserver(() => {
        if (!canvas.clientWidth) return;
        projection.resize(canvas.clientWidth, canvas.clientHeight);
        onMoved();
    }).observe(canvas);
    viewChanged.subscribe(() => ask());
    herdChanged.subscribe(() => ask());
    themeChanged.subscribe(repaint);
    clientChosen.subscribe(repaint);
}

function globe() {
    const parts = [svg("circle", { cx: 8, cy: 8, r: 6.5 }), svg("ellipse", { cx: 8, cy: 8, rx: 2.8, ry: 6.5 }), svg("path", { d: "M1.5 8h13" })];
    return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: "globe" }, parts);
}

/// Moves the map so that the place is in its middle.
export function showOnMap(lat, lon) {
    projection.show(lon, lat, Math.min(projection.degrees, 50));
    onMoved();
}

function onMoved() {
    repaint();
    clearTimeout(moved);
    moved = setTimeout(ask, 120);
}

async function ask() {
    if (!isSeen("clients") || !herd) return;
    if (asking) {
        askAgain = true;
        return;
    }
    asking = true;
    const box = projection.box();
    const columns = Math.max(8, Math.min(128, Math.round(projection.width / 14)));
    const rows = Math.max(8, Math.min(128, Math.round(projection.height / 14)));
    try {
        const answer = await get("/v1/map", { ...box, columns, rows, limit: 800 });
        shown = { clients: answer.clients ?? [], cells: answer.cells ?? [], total: answer.total, box, columns, rows };
        setText(byId("map-note"), describe(answer));
        repaint();
    } catch (failure) {
        setText(byId("map-note"), failure.message);
    }
    asking = false;
    if (askAgain) {
        askAgain = false;
        onMoved();
    }
}

function describe({ total, clients, cells }) {
    const inside = `${plural(total, "client")} here`;
    if (cells && !clients) return `${inside}, shown by how many are in one place. Zoom in to see each.`;
    const stale = (clients ?? []).filter((one) => one.stale).length;
    return `${inside}. ${stale ? `Of ${count(stale)}, drawn as open squares, some server has no or an older record.` : "All servers that run agree on them."}`;
}

function repaint() {
    if (frame) return;
    frame = requestAnimationFrame(() => {
        frame = 0;
        if (isSeen("clients")) paintMap(canvas, projection, shown, client?.client, repaint);
    });
}

function chooseNear(x, y) {
    let nearest = null;
    let best = 14 * 14;
    for (const one of shown.clients) {
        const distance = (projection.x(one.lon) - x) ** 2 + (projection.y(one.lat) - y) ** 2;
        if (distance < best) {
            best = distance;
            nearest = one;
        }
    }
    if (nearest) return chooseClient(nearest);
    const { cells, box, columns, rows } = shown;
    if (!cells.length) return undefined;
    const at = projection.at(x, y);
    const column = Math.floor(((at.lon - box.west) / (box.east - box.west)) * columns);
    const row = Math.floor(((box.north - at.lat) / (box.north - box.south)) * rows);
    if (!cells.some(([c, r]) => Math.abs(c - column) <= 1 && Math.abs(r - row) <= 1)) return undefined;
    projection.zoom(4, x, y);
    return onMoved();
}
