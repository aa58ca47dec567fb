// Whether the herd is there, in the header: only if it answers, and its events come.
import { byId, setText } from "./dom.js";

const words = { wait: "connecting", live: "live", lost: "lost, trying again" };
const sources = { answers: "wait", events: "wait" };

/// `source`: "answers" or "events"; `state`: "live" or "lost".
export function setConnection(source, state, why = "") {
    sources[source] = state;
    const states = Object.values(sources);
    const all = ["lost", "wait"].find((one) => states.includes(one)) ?? "live";
    const status = byId("status");
    status.dataset.state = all;
    status.title = why;
    setText(status, words[all]);
}
