// The panel of a server: what it does, and what can be done to it.
import { perform } from "./acts.js";
import { path, post, remove } from "./api.js";
import { button, el, field } from "./dom.js";
import { bytes, count, duration } from "./format.js";
import { linkKey } from "./herd.js";
import { makeFacts, makeFaultList, makeHead, makeRemoval, makeSays, makeTerm } from "./panel_parts.js";
import { chooseLink } from "./selection.js";
import { showLogOf } from "./logs.js";

export function makeServerPanel(name) {
    const says = makeSays();
    const head = makeHead(name);
    const facts = makeFacts();
    const term = makeTerm();
    const faults = makeFaultList(says);
    const acts = makeActs(name, term, says);
    const neighbours = makeNeighbours(name);
    const clock = makeClockForm(name, says);
    const element = el(
        "div",
        { class: "stack" },
        head.element,
        el("div", { class: "row" }, acts.list),
        term.element,
        says,
        facts.element,
        faults.element,
        el("h3", {}, "Links"),
        neighbours.element,
        el("details", {}, el("summary", {}, "Set its clock"), clock),
        el("div", { class: "row" }, button("Show its log", () => showLogOf(name)), makeRemoval("Remove server", () => perform(says, "", () => remove(path("servers", name)), "Removed."))),
    );
    return {
        element,
        show(herd) {
            const server = herd.byName.get(name);
            head.show(server.state);
            acts.show(server.state);
            facts.show(describe(server));
            faults.show(herd.faults.filter((fault) => fault.server === name), herd.t_ns);
            neighbours.show(server, herd);
        },
    };
}

function describe(server) {
    const { counters, clock } = server;
    return {
        "Listens at": `${server.host}:${server.port}`,
        "Clients known": count(server.clients),
        "Connections": count(server.connections),
        "Memory of clients": bytes(server.bytes),
        "Updates from clients": count(counters.accepted),
        "News from neighbours": count(counters.news),
        "Duplicates": count(counters.duplicate),
        "Stale": count(counters.stale),
        "Invalid lines": count(counters.invalid),
        "WHATSAT, NEARBY": `${count(counters.whatsat)}, ${count(counters.nearby)}`,
        "Clock": clock.offset_ns || clock.drift_ppm ? `${clock.offset_ns < 0 ? "" : "+"}${duration(clock.offset_ns)}, ${clock.drift_ppm} ppm` : "right",
    };
}

function makeActs(name, term, says) {
    const act = (verb, lasts, done) => () => perform(says, "", () => post(path("servers", name, verb), lasts ? term.body() : undefined), done);
    const made = {
        stop: button("Stop", act("stop", true, "It has stopped, and forgets its records."), { class: "break" }),
        crash: button("Crash", act("crash", true, "It is gone, as by a power cut."), { class: "break" }),
        pause: button("Pause", act("pause", true, "It does nothing now, its connections stay open."), { class: "break" }),
        isolate: button("Isolate", act("isolate", true, "All its links are cut."), { class: "break" }),
        start: button("Start", act("start", false, "It runs again, with empty memory, and is told what it missed."), { class: "main" }),
        resume: button("Resume", act("resume", false, "It goes on."), { class: "main" }),
    };
    return {
        list: Object.values(made),
        show(state) {
            const stopped = state === "stopped" || state === "stopping";
            for (const verb of ["stop", "crash", "isolate"]) made[verb].hidden = stopped;
            made.pause.hidden = state !== "running";
            made.start.hidden = !stopped;
            made.resume.hidden = state !== "paused";
            for (const one of Object.values(made)) one.disabled = state === "elsewhere";
        },
    };
}

function makeNeighbours(name) {
    const element = el("ul", { class: "plain-list" });
    let shown = "";
    return {
        element,
        show(server, herd) {
            const links = server.neighbours.map((other) => [other, herd.byLink.get(linkKey(name, other))?.state ?? "down"]);
            if (JSON.stringify(links) === shown) return;
            shown = JSON.stringify(links);
            element.replaceChildren(
                ...links.map(([other, state]) =>
                    el("li", { class: "spread" }, button(other, () => chooseLink(name, other), { class: "plain", "aria-label": `Link to ${other}` }), el("span", { class: "tag", "data-state": state }, state)),
                ),
            );
        },
    };
}

function makeClockForm(name, says) {
    const offset = el("input", { value: "-2s", size: 7, required: true });
    const drift = el("input", { type: "number", value: 0, step: "any", size: 7 });
    const form = el("form", { class: "row" }, field("Off by", offset), field("Drift, ppm", drift), el("button", { type: "submit" }, "Set"));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const body = { offset: offset.value.trim(), ...(Number(drift.value) ? { drift_ppm: Number(drift.value) } : {}) };
        perform(says, "", () => post(path("servers", name, "clock"), body), "Its clock is set. Off by 0s sets it right.");
    });
    return form;
}
