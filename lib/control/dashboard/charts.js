// Three charts of the last minutes: how much, how fast, and what lags behind.
import { makeChart } from "./chart.js";
import { byId } from "./dom.js";
import { bytes, duration, rate } from "./format.js";
import { herdChanged } from "./herd.js";
import { themeChanged } from "./theme_switch.js";
import { isSeen, viewChanged } from "./views.js";

export function startCharts() {
    const charts = [
        makeChart("Rate", rate, [
            ["updates", (herd) => herd.rates.accepted],
            ["messages", (herd) => herd.rates.messages],
        ]),
        makeChart("Time to the last server", duration, [
            ["median", (herd) => (herd.propagation.count ? herd.propagation.p50_ns : null)],
            ["p99", (herd) => (herd.propagation.count ? herd.propagation.p99_ns : null)],
        ]),
        makeChart("Lag: bytes that wait", bytes, [
            ["in queues", (herd) => waiting(herd, "queued_bytes")],
            ["held by faults", (herd) => waiting(herd, "held_bytes")],
        ], (herd) => `${behind(herd)} of ${herd.servers.length} servers know less than others`),
    ];
    byId("charts").replaceChildren(...charts.map((chart) => chart.element));
    const draw = () => {
        if (isSeen("herd")) for (const chart of charts) chart.draw();
    };
    herdChanged.subscribe((herd) => {
        for (const chart of charts) chart.take(herd);
        draw();
    });
    viewChanged.subscribe(draw);
    themeChanged.subscribe(draw);
    new ResizeObserver(draw).observe(byId("charts"));
}

function waiting(herd, what) {
    return herd.links.reduce((sum, link) => sum + link.directions.reduce((part, way) => part + way[what], 0), 0);
}

const behind = (herd) => herd.servers.filter((server) => server.state === "running" && server.clients < herd.totals.clients).length;
