// What is done to the herd. Each act says how it went in the place that it was asked for.
import { pollNow } from "./herd.js";
import { setText } from "./dom.js";

/// Runs `act`, and tells `says` (an element) in words what came of it. Gives the answer, or undefined if it failed.
export async function perform(says, doing, act, done = "") {
    tell(says, doing);
    try {
        const answer = await act();
        tell(says, typeof done === "function" ? done(answer) : done);
        return answer;
    } catch (failure) {
        tell(says, failure.message, "bad");
        return undefined;
    } finally {
        pollNow();
    }
}

export function tell(says, text, tone = "") {
    says.dataset.tone = tone;
    setText(says, text);
}
