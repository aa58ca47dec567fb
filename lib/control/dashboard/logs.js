// The last lines of a server's log.
import { get } from "./api.js";
import { byId, el, field, setOptions, setText } from "./dom.js";
import { showLines } from "./event_list.js";
import { herdChanged } from "./herd.js";
import { isSeen, showView, viewChanged } from "./views.js";

let server;
let note;
let lines;
let asking = false;

export function startLogs() {
    server = el("select");
    note = el("p", { class: "note" });
    lines = el("div", { class: "lines mono", tabindex: 0, role: "region", "aria-label": "Log" });
    byId("logs").append(el("h2", {}, "Log"), el("div", { class: "row" }, field("Of server", server)), lines, note);
    server.addEventListener("change", ask);
    herdChanged.subscribe((herd) => {
        setOptions(server, herd.servers.map((one) => one.name));
        ask();
    });
    viewChanged.subscribe(ask);
}

export function showLogOf(name) {
    server.value = name;
    showView("events");
}

async function ask() {
    if (asking || !server.value || !isSeen("events")) return;
    asking = true;
    const wanted = server.value;
    try {
        const answer = await get("/v1/logs", { server: wanted, lines: 200 });
        if (wanted === server.value) {
            showLines(lines, answer.lines.map(readable).reverse());
            setText(note, answer.lines.length ? "The newest first." : "Nothing: this server keeps no log.");
        }
    } catch (failure) {
        setText(note, failure.message);
    }
    asking = false;
    if (wanted !== server.value) ask();
}

// Logs may be in JSON or in text.
function readable(line) {
    try {
        const { time, event, dir, conn, text, note: remark } = JSON.parse(line);
        return [time?.slice(11, 23), conn, event, dir, text, remark && `(${remark})`].filter(Boolean).join("  ");
    } catch {
        return line;
    }
}
