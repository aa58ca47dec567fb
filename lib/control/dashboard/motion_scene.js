// What moves in the graph: messages on links, and rings around servers that got one. Bounded; what is too much is counted.
const hopTime = 500;    // milliseconds for a hop
const mostMessages = 400;
const patience = 4000;  // how long a message is shown that does not arrive
const mostWaves = 600;

export class Scene {
    messages = [];
    rings = [];
    #waves = new Map();
    #skipped = 0;

    isEmpty() {
        return this.messages.length === 0 && this.rings.length === 0;
    }

    clear() {
        this.messages.length = 0;
        this.rings.length = 0;
        this.#waves.clear();
    }

    takeSkipped() {
        const skipped = this.#skipped;
        this.#skipped = 0;
        return skipped;
    }

    take(event, key, now) {
        switch (event.event) {
            case "received":
                this.#waves.set(key, now);
                if (this.#waves.size > mostWaves) this.#waves.delete(this.#waves.keys().next().value);
                this.#ring(event.server, "received", now, event);
                break;
            case "forwarded":
            case "resynced":
                this.#depart(event, key, now);
                break;
            case "delivered":
                this.#arrive(event, key);
                break;
            case "accepted":
            case "duplicate":
            case "stale":
                this.#judge(event, key);
                break;
            case "link_down":
                for (const message of this.messages) {
                    if (joins(message, event.from, event.to) && !message.arrives) message.lost = now;
                }
                break;
        }
    }

    advance(now) {
        for (const message of this.messages) {
            message.along = (now - message.start) / hopTime;
            if (message.arrives && message.along >= 1) this.#ring(message.to, message.verdict ?? "accepted", now, message);
            else if (!message.arrives) message.along = Math.min(message.along, 0.45);
        }
        this.messages = this.messages.filter((message) => !isOver(message, now));
        this.rings = this.rings.filter((ring) => now - ring.start < 600);
    }

    // Hops of one update follow one another; those of an update whose beginning was not seen start now.
    #depart(event, key, now) {
        if (this.messages.length >= mostMessages) {
            ++this.#skipped;
            return;
        }
        const wave = event.event === "forwarded" ? this.#waves.get(key) : undefined;
        const start = Math.max(now, wave === undefined ? now : wave + (event.hop - 1) * hopTime);
        this.messages.push({ key, from: event.from, to: event.to, client: event.client, resync: event.event === "resynced", start, along: 0, arrives: false });
    }

    #arrive(event, key) {
        const message = this.messages.find((one) => !one.arrives && one.key === key && one.from === event.from && one.to === event.to);
        if (message) message.arrives = true;
    }

    #judge(event, key) {
        const message = this.messages.findLast((one) => one.arrives && one.key === key && one.from === event.from && one.to === event.server);
        if (message) message.verdict = event.event;
    }

    #ring(server, kind, now, { client }) {
        const fresh = this.rings.some((ring) => ring.server === server && ring.kind === kind && now - ring.start < 200);
        if (!fresh && this.rings.length < mostMessages) this.rings.push({ server, kind, client, start: now });
    }
}

const joins = (message, a, b) => (message.from === a && message.to === b) || (message.from === b && message.to === a);

function isOver(message, now) {
    if (message.lost) return now - message.lost > 700;
    return message.arrives ? message.along >= 1 : now - message.start > patience;
}
