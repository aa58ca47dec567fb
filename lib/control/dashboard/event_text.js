// An event in words.
const words = {
    received: "received from a client",
    accepted: "accepted",
    stale: "stale",
    duplicate: "duplicate",
    forwarded: "forwarded",
    delivered: "delivered",
    resynced: "resynced",
    link_up: "link up",
    link_down: "link down",
    fault_set: "fault set",
    fault_lifted: "fault lifted",
    started: "started",
    stopped: "stopped",
    crashed: "crashed",
};

export function describeEvent(event) {
    const parts = [event.server, words[event.event] ?? event.event];
    if (event.to && event.to !== event.server) parts.push(`→ ${event.to}`);
    if (event.from && event.from !== event.server) parts.push(`← ${event.from}`);
    if (event.client !== undefined) parts.push(`${event.client} ${event.time}, hop ${event.hop}`);
    if (event.detail) parts.push(event.detail);
    return parts.join("  ");
}
