// The panel beside the graph: the herd as a whole, or the server or link that is selected. Escape goes back.
import { byId } from "./dom.js";
import { herd, herdChanged, linkKey } from "./herd.js";
import { makeLinkPanel } from "./link_panel.js";
import { makeOverview } from "./overview.js";
import { chooseNothing, selection, selectionChanged } from "./selection.js";
import { makeServerPanel } from "./server_panel.js";
import { view } from "./views.js";

let panel = null;

export function startInspector() {
    const place = byId("inspector");
    const open = () => {
        panel = makePanel();
        place.replaceChildren(panel.element);
        if (herd) panel.show(herd);
    };
    selectionChanged.subscribe(() => {
        open();
        if (selection && place.getBoundingClientRect().top > innerHeight * 0.7) place.scrollIntoView({ block: "start" });
    });
    herdChanged.subscribe((now) => {
        if (isGone(now)) chooseNothing();
        else panel.show(now);
    });
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || view !== "herd" || !selection) return;
        chooseNothing();
        document.querySelector("#graph [tabindex='0']")?.focus();
    });
    open();
}

function makePanel() {
    if (selection?.server) return makeServerPanel(selection.server);
    if (selection?.link) return makeLinkPanel(...selection.link);
    return makeOverview();
}

function isGone(now) {
    if (selection?.server) return !now.byName.has(selection.server);
    return Boolean(selection?.link && !now.byLink.has(linkKey(...selection.link)));
}
