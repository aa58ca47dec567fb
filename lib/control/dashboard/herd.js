// The herd as it is: polled once a second while the page is visible, with rates from one answer to the next.
import { get } from "./api.js";
import { Backoff, pause } from "./backoff.js";
import { setConnection } from "./status.js";
import { Topic } from "./topic.js";

export const herdChanged = new Topic();
export let herd = null;

let polling = null;
let again = () => {};

export function startPolling() {
    const turn = () => {
        if (document.hidden) {
            polling?.abort();
            polling = null;
        } else if (!polling) {
            polling = new AbortController();
            run(polling.signal);
        }
    };
    document.addEventListener("visibilitychange", turn);
    turn();
}

/// Asks at once, after something was done to the herd.
export const pollNow = () => again();

async function run(signal) {
    const backoff = new Backoff();
    while (!signal.aborted) {
        let wait = 1000;
        try {
            take(await get("/v1/herd", {}, AbortSignal.any([signal, AbortSignal.timeout(8000)])));
            backoff.succeed();
            setConnection("answers", "live");
        } catch (failure) {
            if (signal.aborted) return;
            setConnection("answers", "lost", failure.message);
            wait = backoff.take();
        }
        const awake = new AbortController();
        again = () => awake.abort();
        await pause(wait, AbortSignal.any([signal, awake.signal]));
    }
}

function take(now) {
    const before = herd && herd.pid === now.pid && now.t_ns > herd.t_ns ? herd : null;
    if (before && now.t_ns - before.t_ns < 3e8) now.rates = before.rates;
    now.rates ??= ratesBetween(before, now);
    now.byName = new Map(now.servers.map((server) => [server.name, server]));
    now.byLink = new Map(now.links.map((link) => [linkKey(link.a, link.b), link]));
    herd = now;
    herdChanged.publish(now);
}

export const linkKey = (a, b) => (a < b ? `${a}\0${b}` : `${b}\0${a}`);

const carried = (direction) => direction.flooded + direction.resynced;

/// Events a second since the answer before: of the whole herd, of each server, of each direction of a link.
function ratesBetween(before, now) {
    const seconds = before ? (now.t_ns - before.t_ns) / 1e9 : Infinity;
    const per = (from, to) => Math.max(0, ((to ?? 0) - (from ?? to ?? 0)) / seconds);
    const rates = { accepted: per(before?.totals.accepted, now.totals.accepted), messages: per(before?.totals.messages, now.totals.messages) };
    rates.servers = new Map(
        now.servers.map((server) => {
            const earlier = before?.byName.get(server.name)?.counters;
            return [server.name, per(earlier && earlier.accepted + earlier.news, server.counters.accepted + server.counters.news)];
        }),
    );
    rates.directions = new Map();
    for (const link of now.links) {
        const earlier = before?.byLink.get(linkKey(link.a, link.b));
        for (const direction of link.directions) {
            const same = earlier?.directions.find((other) => other.from === direction.from);
            rates.directions.set(`${direction.from}\0${direction.to}`, per(same && carried(same), carried(direction)));
        }
    }
    return rates;
}

export const directionRate = (from, to) => herd?.rates.directions.get(`${from}\0${to}`) ?? 0;
