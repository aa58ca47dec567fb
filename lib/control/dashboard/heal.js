// "Heal all": always there, undoes all faults.
import { perform } from "./acts.js";
import { post } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { plural } from "./format.js";
import { herdChanged } from "./herd.js";

export function startHeal() {
    const button = byId("heal-all");
    const says = el("span", { class: "unseen", role: "status" });
    button.after(says);
    button.addEventListener("click", () =>
        perform(says, "", () => post("/v1/heal"), (answer) => `Healed: ${plural(answer.healed, "fault")} lifted.`),
    );
    herdChanged.subscribe(({ faults }) => {
        if (faults.length) button.dataset.faults = faults.length;
        else delete button.dataset.faults;
        setText(button, faults.length ? `Heal all (${faults.length})` : "Heal all");
    });
}
