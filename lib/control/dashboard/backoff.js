// Waiting before trying again: longer each time, never at the same moment as everybody else.
export class Backoff {
    #next = 250;

    succeed() {
        this.#next = 250;
    }

    /// Milliseconds to wait this time.
    take() {
        const wait = this.#next * (0.8 + 0.4 * Math.random());
        this.#next = Math.min(this.#next * 1.7, 5000);
        return wait;
    }
}

export function pause(milliseconds, signal) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}
