// The herd in a few figures, under the header.
import { byId, el, setText } from "./dom.js";
import { count, duration, rate, short } from "./format.js";
import { herdChanged } from "./herd.js";

const shown = [
    ["servers", "servers run", (herd) => `${herd.servers.filter((s) => s.state === "running").length} of ${herd.servers.length}`],
    ["links", "links up", (herd) => `${herd.links.filter((link) => link.state === "up").length} of ${herd.links.length}`],
    ["clients", "clients known", (herd) => short(herd.totals.clients)],
    ["accepted", "updates", (herd) => rate(herd.rates.accepted)],
    ["messages", "messages", (herd) => rate(herd.rates.messages)],
    ["latency", "last server, p99", (herd) => (herd.propagation.count ? duration(herd.propagation.p99_ns) : "–")],
    ["faults", "faults in force", (herd) => count(herd.faults.length)],
];

const bad = {
    servers: (herd) => herd.servers.some((s) => s.state !== "running" && s.state !== "elsewhere"),
    links: (herd) => herd.links.some((link) => link.state !== "up"),
    faults: (herd) => herd.faults.length > 0,
};

export function startFigures() {
    const rows = shown.map(([name, label, value]) => {
        const dd = el("dd", {}, "–");
        const group = el("div", { "data-figure": name }, el("dt", {}, label), dd);
        return { name, value, dd, group };
    });
    byId("figures").replaceChildren(...rows.map((row) => row.group));
    herdChanged.subscribe((herd) => {
        document.title = `${herd.name} – herd`;
        for (const row of rows) {
            setText(row.dd, row.value(herd));
            row.group.dataset.tone = bad[row.name]?.(herd) ? "bad" : "";
        }
    });
}
