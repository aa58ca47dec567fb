// The events that this page remembers: the newest few thousand, oldest first.
import { Topic } from "./topic.js";

const most = 8000;
const slack = 1000;

export const events = [];
export const eventsAdded = new Topic();
export const eventsForgotten = new Topic();
export const gapNoted = new Topic();

export function addEvents(batch) {
    if (!batch.length) return;
    for (const event of batch) events.push(event);
    if (events.length > most + slack) events.splice(0, events.length - most);
    eventsAdded.publish(batch);
}

export function forgetEvents() {
    events.length = 0;
    eventsForgotten.publish();
}

export function noteGap(dropped) {
    gapNoted.publish(dropped);
}

/// What tells an update from all others. (Receipts are rounded to what a double holds, which is good enough beside the other three.)
export const updateKey = (event) => `${event.client}\0${event.client_hex ?? ""}\0${event.time}\0${event.origin}\0${event.receipt_ns}`;
