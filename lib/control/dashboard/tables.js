// Servers and links as tables, for herds that are too large to read off a picture, and for those who would rather read.
import { byId, button, el, setAttribute, setText } from "./dom.js";
import { bytes, count, plural, rate, short } from "./format.js";
import { directionRate, herdChanged, linkKey } from "./herd.js";
import { chooseLink, chooseServer } from "./selection.js";
import { isSeen, viewChanged } from "./views.js";

export function startTables() {
    const servers = makeTable("Servers", ["Server", "State", "Clients", "Connections", "Updates", "Stale", "Duplicates"]);
    const links = makeTable("Links", ["Link", "State", "Messages", "Waiting", "Faults"]);
    byId("tables").replaceChildren(servers.element, links.element);
    let newest = null;
    const show = () => {
        if (!newest || !isSeen("herd")) return;
        servers.show(newest.servers.map((server) => serverRow(server, newest)));
        links.show(newest.links.map((link) => linkRow(link)));
    };
    herdChanged.subscribe((herd) => {
        newest = herd;
        show();
    });
    viewChanged.subscribe(show);
}

function serverRow(server, herd) {
    const { accepted, stale, duplicate } = server.counters;
    return {
        key: server.name,
        choose: () => chooseServer(server.name),
        state: server.state,
        cells: [short(server.clients), count(server.connections), `${short(accepted)} · ${rate(herd.rates.servers.get(server.name))}`, short(stale), short(duplicate)],
    };
}

function linkRow(link) {
    const waiting = link.directions.reduce((sum, way) => sum + way.queued_bytes + way.held_bytes, 0);
    return {
        key: linkKey(link.a, link.b).replace("\0", " – "),
        choose: () => chooseLink(link.a, link.b),
        state: link.state,
        cells: [rate(directionRate(link.a, link.b) + directionRate(link.b, link.a)), waiting ? bytes(waiting) : "0", count(link.faults.length)],
    };
}

// Rows stay what they are as long as the herd has the same parts, and only their texts change.
function makeTable(title, heads) {
    const body = el("tbody");
    const summary = el("summary", {}, title);
    const table = el("table", { "aria-label": title }, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), body);
    const element = el("details", { open: true }, summary, el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, table));
    let keys = "";
    return {
        element,
        show(rows) {
            setText(summary, plural(rows.length, title.slice(0, -1).toLowerCase()));
            const wanted = rows.map((row) => row.key).join("\n");
            if (wanted !== keys) {
                keys = wanted;
                body.replaceChildren(...rows.map(makeRow));
            }
            if (element.open) rows.forEach((row, i) => fillRow(body.rows[i], row));
        },
    };
}

const makeRow = (row) =>
    el("tr", {}, el("td", {}, button(row.key, row.choose, { class: "plain" })), el("td", {}, el("span", { class: "tag" })), row.cells.map(() => el("td")));

function fillRow(element, row) {
    const tag = element.cells[1].firstChild;
    setAttribute(tag, "data-state", row.state);
    setText(tag, row.state);
    row.cells.forEach((text, i) => {
        const cell = element.cells[i + 2];
        setText(cell, text);
        setAttribute(cell, "data-zero", text === "0" || text === "0/s");
    });
}
