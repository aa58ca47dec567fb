// What the panels share: a head with a way back, facts, how long a fault lasts, faults with a button to lift each.
import { perform } from "./acts.js";
import { path, remove } from "./api.js";
import { button, el, field, select, setText } from "./dom.js";
import { duration } from "./format.js";
import { chooseNothing } from "./selection.js";

export function makeHead(title) {
    const tag = el("span", { class: "tag" });
    const close = button("Close", chooseNothing, { class: "quiet", title: "Back to the herd (Escape)" });
    const element = el("div", { class: "spread" }, el("div", {}, el("h2", {}, title), tag), close);
    return {
        element,
        show(state) {
            tag.dataset.state = state;
            setText(tag, state);
        },
    };
}

/// A list of facts whose values change: show({label: text, ...}).
export function makeFacts() {
    const element = el("dl", { class: "facts" });
    const values = new Map();
    return {
        element,
        show(facts) {
            for (const [label, text] of Object.entries(facts)) {
                if (!values.has(label)) {
                    values.set(label, el("dd"));
                    element.append(el("dt", {}, label), values.get(label));
                }
                setText(values.get(label), text);
            }
        },
    };
}

/// A choice of how long a fault is to last. body() is what an act sends along.
export function makeTerm() {
    const list = select([["", "until healed"], ["500ms", "for 0.5 s"], ["2s", "for 2 s"], ["10s", "for 10 s"], ["60s", "for a minute"]]);
    return {
        element: field("How long", list),
        body: () => (list.value ? { for: list.value } : undefined),
        term: () => (list.value ? { for: list.value } : {}),
    };
}

export const makeSays = () => el("p", { class: "says", role: "status" });

/// The faults in force, each with a button that lifts it.
export function makeFaultList(says) {
    const element = el("ul", { class: "plain-list faults" });
    let shown = "";
    return {
        element,
        show(faults, now) {
            const wanted = JSON.stringify(faults.map((fault) => [fault.id, fault.text]));
            if (wanted !== shown) {
                shown = wanted;
                element.replaceChildren(...faults.map((fault) => makeFault(fault, says)));
            }
            faults.forEach((fault, i) => {
                const left = fault.until_ns === undefined ? "" : `${duration(Math.max(0, fault.until_ns - now))} left`;
                setText(element.children[i].querySelector(".note"), left);
            });
        },
    };
}

function makeFault(fault, says) {
    const lift = button("Lift", () => perform(says, "", () => remove(path("faults", fault.id)), "Lifted."), { "aria-label": `Lift ${fault.text}` });
    return el("li", { class: "spread" }, el("span", {}, fault.text, " ", el("span", { class: "note" })), lift);
}

/// A button that has to be pressed twice: for what cannot be undone.
export function makeRemoval(label, act) {
    const made = button(label, () => {
        if (made.dataset.sure) return act();
        made.dataset.sure = "yes";
        made.textContent = `${label}: press again to do it`;
        return undefined;
    }, { class: "break" });
    made.addEventListener("blur", () => {
        delete made.dataset.sure;
        made.textContent = label;
    });
    return made;
}
