// The stream of trace events: read while the page is visible, taken up where it broke off, from the start of a herd that was restarted.
import { get, open } from "./api.js";
import { Backoff, pause } from "./backoff.js";
import { addEvents, forgetEvents, noteGap } from "./events.js";
import { setConnection } from "./status.js";
import { SseParser } from "./sse.js";

const perSecond = 400;  // events; more would be more than one can see, and the herd's time
const silence = 30000;  // the herd says something every 10 s
const backlog = 600;

let last = null;
let reading = null;

export function startStream() {
    const turn = () => {
        if (document.hidden) stop();
        else if (!reading) start();
    };
    document.addEventListener("visibilitychange", turn);
    turn();
}

function start() {
    reading = new AbortController();
    run(reading.signal);
}

// What happens while nobody looks is not caught up with: the newest events are.
function stop() {
    reading?.abort();
    reading = null;
    last = null;
}

async function run(signal) {
    const backoff = new Backoff();
    while (!signal.aborted) {
        try {
            if (last === null) await readBacklog(signal);
            await readStream(signal, backoff);
        } catch (failure) {
            if (signal.aborted) return;
            setConnection("events", "lost", failure.message);
        }
        if (signal.aborted) return;
        await pause(backoff.take(), signal);
    }
}

async function readBacklog(signal) {
    const trace = await get("/v1/trace", { since: -backlog, limit: backlog }, signal);
    forgetEvents();
    addEvents(trace.events);
    last = trace.next;
}

async function readStream(signal, backoff) {
    const broken = new AbortController();
    const response = await open(`/v1/events?thin=${perSecond}&since=${last}`, {
        headers: { "Last-Event-ID": String(last), Accept: "text/event-stream" },
        signal: AbortSignal.any([signal, broken.signal]),
    });
    setConnection("events", "live");
    backoff.succeed();
    const parser = new SseParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let watch = setTimeout(() => broken.abort(), silence);
    try {
        for (;;) {
            const { value, done } = await reader.read();
            if (done) throw new Error("the stream ended");
            clearTimeout(watch);
            watch = setTimeout(() => broken.abort(), silence);
            take(parser.push(value));
        }
    } finally {
        clearTimeout(watch);
        broken.abort();
    }
}

function take(messages) {
    let batch = [];
    for (const { event, data, id } of messages) {
        if (event === "trace") {
            batch.push(JSON.parse(data));
            last = Number(id);
            continue;
        }
        addEvents(batch);
        batch = [];
        if (event === "gap") noteGap(JSON.parse(data).dropped);
        if (event === "reset") {
            last = 0;
            forgetEvents();
        }
    }
    addEvents(batch);
}
