// The panel of the herd as a whole: what is wrong, the faults in force, and how to add a server or a link.
import { perform } from "./acts.js";
import { post } from "./api.js";
import { button, el, field, setOptions, setText } from "./dom.js";
import { count, duration, plural } from "./format.js";
import { makeFacts, makeFaultList, makeSays } from "./panel_parts.js";

export function makeOverview() {
    const says = makeSays();
    const title = el("h2", {}, "The herd");
    const state = el("p");
    const facts = makeFacts();
    const faults = makeFaultList(says);
    const faultTitle = el("h3", {}, "Faults in force");
    const none = el("p", { class: "note" }, "None. Select a server or a link to break something.");
    const server = makeServerForm(says);
    const link = makeLinkForm(says);
    const element = el("div", { class: "stack" }, title, state, facts.element, faultTitle, none, faults.element, server.element, link.element, says);
    return {
        element,
        show(herd) {
            setText(title, herd.name);
            setText(state, describe(herd));
            const { propagation } = herd;
            facts.show({
                "Runs since": duration(herd.uptime_ns),
                "To the last server, median": propagation.count ? duration(propagation.p50_ns) : "–",
                "p99": propagation.count ? duration(propagation.p99_ns) : "–",
                "Events traced": count(herd.trace.events),
                "Version": herd.version,
            });
            none.hidden = herd.faults.length > 0;
            faults.show(herd.faults, herd.t_ns);
            server.show(herd);
            link.show(herd);
        },
    };
}

function describe(herd) {
    const resting = herd.servers.filter((server) => server.state !== "running");
    const cut = herd.links.filter((link) => link.state === "cut").length;
    const down = herd.links.filter((link) => link.state === "down").length;
    const parts = [];
    if (resting.length === 1) parts.push(`${resting[0].name} is ${resting[0].state}.`);
    else if (resting.length) parts.push(`${plural(resting.length, "server")} do not run.`);
    if (cut) parts.push(`${plural(cut, "link")} cut.`);
    if (down) parts.push(`${plural(down, "link")} down.`);
    return parts.join(" ") || "All servers run, and all links are up.";
}

function makeServerForm(says) {
    const name = el("input", { required: true, autocomplete: "off", maxlength: 64 });
    const neighbours = el("select", { multiple: true, size: 4 });
    const form = el(
        "form",
        { class: "stack" },
        field("Name", name),
        field("Neighbours (more than one with Ctrl)", neighbours),
        el("p", { class: "row" }, el("button", { type: "submit" }, "Add server")),
    );
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const body = { name: name.value.trim(), neighbours: [...neighbours.selectedOptions].map((option) => option.value) };
        if (await perform(says, "", () => post("/v1/servers", body), `${body.name} runs.`)) form.reset();
    });
    return { element: el("details", {}, el("summary", {}, "Add a server"), form), show: (herd) => setOptions(neighbours, herd.servers.map((s) => s.name)) };
}

function makeLinkForm(says) {
    const a = el("select");
    const b = el("select");
    const add = button("Add link", () => perform(says, "", () => post("/v1/links", { a: a.value, b: b.value }), `${a.value}-${b.value} is added.`));
    const element = el("details", {}, el("summary", {}, "Add a link"), el("div", { class: "row" }, field("Between", a), field("and", b), add));
    return {
        element,
        show(herd) {
            const names = herd.servers.map((server) => server.name);
            const first = b.options.length === 0;
            setOptions(a, names);
            setOptions(b, names);
            if (first && names.length > 2) b.value = names[2];
        },
    };
}
