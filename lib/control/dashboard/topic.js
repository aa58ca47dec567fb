// Something that others hear of: publish() calls whoever subscribed, in order.
export class Topic {
    #listeners = new Set();

    subscribe(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    publish(value) {
        for (const listener of this.#listeners) listener(value);
    }
}
