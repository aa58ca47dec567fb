// Scenarios, played on a herd of their own: never on this one.
import { perform } from "./acts.js";
import { get, path, post, remove } from "./api.js";
import { button, byId, el, field, select, setText } from "./dom.js";
import { makeSays } from "./panel_parts.js";
import { isSeen, viewChanged } from "./views.js";

const example = `name = "an update goes the long way round when a link is cut"
step = [
    { cut = ["Alford", "Welsh"] },
    { send = "IAMAT kiwi +34.068930-118.445127 1479413884.392014450", to = "Alford" },
    { settle = "1s" },
    { messages = { client = "kiwi", count = 4 } },
    { converged = "kiwi" },
]
`;

let list;
let note;
let timer = 0;

export function startRuns() {
    const text = el("textarea", { class: "scenario mono", spellcheck: "false" });
    text.value = example;
    const mode = select([["live", "real sockets"], ["sim", "virtual time"]]);
    const seed = el("input", { type: "number", value: 1, min: 0, size: 6 });
    const says = makeSays();
    list = el("ul", { class: "plain-list" });
    note = el("p", { class: "note", role: "status" });
    const run = async () => {
        const body = { scenario: text.value, mode: mode.value, ...(seed.value ? { seed: Number(seed.value) } : {}) };
        await perform(says, "", () => post("/v1/runs", body), (started) => `Run ${started.id} is on its way.`);
        ask();
    };
    byId("runs-body").append(
        el("div", { class: "stack" }, el("h2", {}, "Scenario"), el("p", { class: "note" }, "Played on a herd of its own. This herd is not disturbed."), field("Steps, as in a scenario file", text), el("div", { class: "row" }, field("On", mode), field("Seed", seed), button("Run", run, { class: "main" })), says),
        el("div", { class: "stack" }, el("h2", {}, "Runs"), note, list),
    );
    viewChanged.subscribe(ask);
}

// Asked again and again only while something is under way.
async function ask() {
    clearTimeout(timer);
    if (!isSeen("runs")) return;
    try {
        const { runs } = await get("/v1/runs");
        const newest = runs.toReversed().slice(0, 30);
        const reports = await Promise.all(newest.map((run) => (run.report ? run : get(path("runs", run.id)))));
        setText(note, runs.length ? "" : "None yet.");
        showRuns(reports);
        if (runs.some((run) => run.state === "waiting" || run.state === "running")) timer = setTimeout(ask, 700);
    } catch (failure) {
        setText(note, failure.message);
    }
}

function showRuns(runs) {
    const open = new Set([...list.querySelectorAll("details[open]")].map((details) => details.dataset.run));
    list.replaceChildren(...runs.map((run) => makeRun(run, open.has(String(run.id)))));
}

function makeRun(run, open) {
    const verdicts = (run.report?.scenarios ?? []).map((scenario) => scenario.verdict);
    const passed = verdicts.length > 0 && verdicts.every((verdict) => verdict === "passed");
    const state = run.state === "done" ? (passed ? "passed" : (verdicts.find((verdict) => verdict !== "passed") ?? "done")) : run.state;
    const tag = el("span", { class: "tag", "data-state": { passed: "running", failed: "cut" }[state] ?? "paused" }, state);
    const cancel = run.state === "waiting" ? button("Cancel", () => perform(note, "", () => remove(path("runs", run.id))).then(ask)) : null;
    const report = run.report ? el("details", { open, "data-run": run.id }, el("summary", {}, "Report"), el("pre", { class: "raw" }, describe(run.report))) : null;
    return el("li", {}, el("div", { class: "spread" }, el("span", {}, `${run.id}  ${run.name ?? ""}`, el("span", { class: "note" }, `  ${run.mode}`)), tag, cancel), report);
}

function describe(report) {
    const failures = (report.scenarios ?? []).map((scenario) => scenario.failure).filter(Boolean);
    const stories = failures.map((failure) => [failure.why, ...(failure.findings ?? []), failure.story].filter(Boolean).join("\n"));
    return [...stories, JSON.stringify(report, null, 2)].join("\n\n");
}
