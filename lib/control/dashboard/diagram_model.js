// From events to what a space-time diagram shows: messages with where they went, signs for what became of them, marks for the rest.
import { updateKey } from "./events.js";

const verdicts = new Set(["accepted", "duplicate", "stale"]);
const marked = new Set(["link_up", "link_down", "fault_set", "fault_lifted", "started", "stopped", "crashed"]);

/// `events` oldest first. Messages: {from, to, sent, arrived or null, verdict, lost}, times in ns.
export function buildModel(events) {
    const messages = [];
    const signs = [];
    const marks = [];
    const underWay = new Map();
    const arrivals = new Map();
    for (const event of events) {
        if (marked.has(event.event)) {
            marks.push(event);
            if (event.event === "link_down") lose(underWay, event);
            continue;
        }
        if (event.client === undefined) continue;
        const key = updateKey(event);
        if (event.event === "forwarded" || event.event === "resynced") {
            const message = { client: event.client, from: event.from, to: event.to, sent: event.t_ns, arrived: null, verdict: null, resync: event.event === "resynced", lost: false, event };
            messages.push(message);
            const way = `${key}\0${event.from}\0${event.to}`;
            if (!underWay.has(way)) underWay.set(way, []);
            underWay.get(way).push(message);
        } else if (event.event === "delivered") {
            const message = underWay.get(`${key}\0${event.from}\0${event.to}`)?.shift();
            if (message) {
                message.arrived = event.t_ns;
                arrivals.set(`${key}\0${event.from}\0${event.server}`, message);
            }
        } else if (event.event === "received") {
            signs.push(event);
        } else if (verdicts.has(event.event) && event.from) {
            signs.push(event);
            const message = arrivals.get(`${key}\0${event.from}\0${event.server}`);
            if (message) message.verdict = event.event;
        } else if (verdicts.has(event.event) && event.event !== "accepted") {
            signs.push(event);
        }
    }
    return { messages, signs, marks };
}

// What is under way on a link that goes down never arrives.
function lose(underWay, { from, to }) {
    for (const [way, messages] of underWay) {
        if (!way.endsWith(`\0${from}\0${to}`) && !way.endsWith(`\0${to}\0${from}`)) continue;
        for (const message of messages) message.lost = true;
        underWay.delete(way);
    }
}
