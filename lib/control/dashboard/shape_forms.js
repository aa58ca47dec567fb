// Faults of a link that have sizes: latency, bandwidth, flapping and such.
import { button, el, field, select } from "./dom.js";

/// `fault(body, done, lasts)` sets a fault; one that ends by itself takes no time.
export function makeShapeForms(a, b, fault) {
    const way = select([["both", "both ways"], ["there", `${a} → ${b}`], ["back", `${b} → ${a}`]]);
    const where = () => ({ both: { link: [a, b] }, there: { from: a, to: b }, back: { from: b, to: a } })[way.value];
    const input = (value) => el("input", { value, size: 6, required: true });

    const delay = input("50ms");
    const jitter = input("10ms");
    const width = input("10KiB");
    const period = input("200ms");
    const messages = el("input", { type: "number", value: 2, min: 1, size: 6, required: true });

    const row = (fields, label, body, lasts = true) => {
        const form = el("form", { class: "row" }, fields, el("button", { type: "submit" }, label));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            fault(body(), `${label}: set.`, lasts);
        });
        return form;
    };
    return el(
        "details",
        {},
        el("summary", {}, "Slow it, and other faults"),
        el(
            "div",
            { class: "stack" },
            field("Direction", way),
            row([field("Delay", delay), field("Jitter", jitter)], "Add latency", () => ({ latency: { ...where(), delay: delay.value, jitter: jitter.value } })),
            row([field("Bytes a second", width)], "Limit bandwidth", () => ({ bandwidth: { ...where(), rate: width.value } })),
            row([field("Period", period)], "Flap", () => ({ flap: { link: [a, b], period: period.value } })),
            row([field("Messages", messages)], "Lose the next", () => ({ drop_first: { link: [a, b], messages: Number(messages.value) } }), false),
            el("div", { class: "row" }, button("Corrupt a message", () => fault({ corrupt: where() }, "One bit of the next message will be wrong.", false), { class: "break" })),
        ),
    );
}
