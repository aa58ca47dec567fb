// The theme: as the system has it, light, or dark. Canvases read their colours from the stylesheet, and hear when they change.
import { byId, setText } from "./dom.js";
import { Topic } from "./topic.js";

const names = ["system", "light", "dark"];
const root = document.documentElement;
export const themeChanged = new Topic();

let colours = null;

/// The value of a custom property of the stylesheet, e.g. colour("accent").
export function colour(name) {
    colours ??= new Map();
    if (!colours.has(name)) colours.set(name, getComputedStyle(root).getPropertyValue(`--${name}`).trim());
    return colours.get(name);
}

export function startTheme() {
    const button = byId("theme");
    const show = () => {
        setText(button.querySelector(".word"), `Theme: ${root.dataset.theme ?? "system"}`);
        colours = null;
        themeChanged.publish();
    };
    button.addEventListener("click", () => {
        const next = names[(names.indexOf(root.dataset.theme ?? "system") + 1) % names.length];
        if (next === "system") delete root.dataset.theme;
        else root.dataset.theme = next;
        try {
            localStorage.setItem("herd-theme", next);
        } catch {
            // It lasts as long as the page, then.
        }
        show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
}
