// The panel of a link: what it carries each way, and what can be done to it.
import { perform } from "./acts.js";
import { path, post, remove } from "./api.js";
import { button, el, field } from "./dom.js";
import { bytes, count, rate } from "./format.js";
import { directionRate, linkKey } from "./herd.js";
import { makeFacts, makeFaultList, makeHead, makeRemoval, makeSays, makeTerm } from "./panel_parts.js";
import { makeShapeForms } from "./shape_forms.js";

export function makeLinkPanel(a, b) {
    const says = makeSays();
    const head = makeHead(`${a} – ${b}`);
    const term = makeTerm();
    const faults = makeFaultList(says);
    const ways = [[a, b], [b, a]].map(([from, to]) => ({ from, to, facts: makeFacts() }));
    const connections = makeFacts();

    const on = (verb, body, done) => perform(says, "", () => post(path("links", a, b, verb), body), done);
    const fault = (body, done, lasts = true) => perform(says, "", () => post("/v1/faults", { ...body, ...(lasts ? term.term() : {}) }), done);
    const cut = button("Cut", () => on("cut", term.body(), "It is cut."), { class: "break" });
    const heal = button("Heal", () => on("heal", undefined, "It is healed."), { class: "main" });
    const stalls = ways.map(({ from, to }) =>
        button(`Stall ${from} → ${to}`, () => fault({ stall: { from, to } }, `Nothing moves from ${from} to ${to}, though the connection stays open.`), { class: "break" }),
    );

    const element = el(
        "div",
        { class: "stack" },
        head.element,
        el("div", { class: "row" }, cut, heal, button("Refuse", () => on("refuse", term.body(), "No new connection is made; one that is up stays."), { class: "break" }), button("Reset", () => on("reset", undefined, "Its connection was reset."), { class: "break" })),
        el("div", { class: "row" }, stalls),
        term.element,
        says,
        faults.element,
        ways.map((way) => el("div", {}, el("h3", {}, `${way.from} → ${way.to}`), way.facts.element)),
        connections.element,
        makeShapeForms(a, b, fault),
        el("div", { class: "row" }, makeRemoval("Remove link", () => perform(says, "", () => remove(path("links", a, b)), "Removed."))),
    );
    return {
        element,
        show(herd) {
            const link = herd.byLink.get(linkKey(a, b));
            head.show(link.state);
            cut.hidden = link.state === "cut";
            heal.hidden = link.state !== "cut" && !link.faults.length;
            faults.show(herd.faults.filter((one) => link.faults.includes(one.id)), herd.t_ns);
            connections.show({ "Times it came up": count(link.connections) });
            for (const { from, to, facts } of ways) {
                const way = link.directions.find((one) => one.from === from) ?? {};
                facts.show({
                    "Now": rate(directionRate(from, to)),
                    "Updates, resynced": `${count(way.flooded)}, ${count(way.resynced)}`,
                    "Waiting, held by faults": `${bytes(way.queued_bytes)}, ${bytes(way.held_bytes)}`,
                });
            }
        },
    };
}
