// The newest update of a client in the herd's trace.
import { encodeClient, get } from "./api.js";
import { updateKey } from "./events.js";

const page = 5000;
const mostPages = 8;

/// {events, remark}: the events of the client's newest update, oldest first, and what to say of them.
export async function newestUpdate(chosen) {
    const { client, client_hex: hex } = chosen;
    const found = [];
    let since = 0;
    for (let i = 0; i < mostPages; ++i) {
        const answer = await get(`/v1/trace?client=${encodeClient(chosen)}&since=${since}&limit=${page}`);
        found.push(...answer.events);
        if (answer.next <= since || answer.events.length < page) break;
        since = answer.next;
    }
    const mine = found.filter((event) => event.client === client && event.client_hex === hex);
    if (!mine.length) return { events: [], remark: `The trace has nothing of ${client}.` };
    const key = updateKey(mine.findLast((event) => event.event === "received") ?? mine[mine.length - 1]);
    const first = mine.find((event) => updateKey(event) === key);
    const update = found.filter((event) => (event.client === undefined ? event.seq >= first.seq : updateKey(event) === key));
    return { events: update, remark: `The newest update of ${client}: its time is ${first.time}, and ${first.origin} received it.` };
}
