// The views, one at a time: #herd, #clients, #diagram, #events, #runs. What is not seen does not work.
import { byId } from "./dom.js";
import { Topic } from "./topic.js";

const names = ["herd", "clients", "diagram", "events", "runs"];
export const viewChanged = new Topic();
export let view = "herd";

export const showView = (name) => {
    location.hash = name;
};

/// Whether this view is what one sees now.
export const isSeen = (name) => view === name && !document.hidden;

export function startViews() {
    const show = () => {
        const wanted = location.hash.slice(1);
        if (!names.includes(wanted) && wanted !== "") return;
        view = wanted || "herd";
        for (const name of names) byId(`view-${name}`).hidden = name !== view;
        for (const link of document.querySelectorAll(".bar nav a")) {
            if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
        }
        viewChanged.publish(view);
    };
    addEventListener("hashchange", show);
    document.addEventListener("visibilitychange", () => viewChanged.publish(view));
    show();
}
