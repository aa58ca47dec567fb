// What is selected in the graph: {server}, {link: [a, b]} or nothing; and which client is being followed.
import { Topic } from "./topic.js";

export const selectionChanged = new Topic();
export const clientChosen = new Topic();
export let selection = null;
export let client = null;

export function chooseServer(name) {
    selection = { server: name };
    selectionChanged.publish(selection);
}

export function chooseLink(a, b) {
    selection = { link: [a, b] };
    selectionChanged.publish(selection);
}

export function chooseNothing() {
    if (!selection) return;
    selection = null;
    selectionChanged.publish(null);
}

/// `chosen`: {client, client_hex?}
export function chooseClient(chosen) {
    client = chosen;
    clientChosen.publish(chosen);
}
