// How heavy the page is, how soon it is seen, and that it does not grow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, openDashboard, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";
import { startLoad } from "./support/load.mjs";

let herd;
let browser;
before(async () => {
    herd = await startHerd();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await herd?.stop();
});

test("the whole page, with all that it loads, is below 500 kB", async (t) => {
    const { page, close } = await openDashboard(browser, herd.url);
    await go(page, "clients");
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("land-110m.json")));
    const { bytes, files, paint } = await page.evaluate(() => {
        const loaded = performance.getEntriesByType("resource").filter(({ name }) => !name.includes("/v1/"));
        const all = [...loaded, ...performance.getEntriesByType("navigation")];
        return { bytes: all.reduce((sum, one) => sum + one.encodedBodySize, 0), files: all.length, paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime };
    });
    t.diagnostic(`${(bytes / 1000).toFixed(0)} kB in ${files} files; first paint after ${paint?.toFixed(0)} ms`);
    assert.ok(bytes > 50000 && bytes < 500000, `${bytes} bytes`);
    await close();
});

async function heapOf(page) {
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await session.detach();
    return usedSize;
}

// Waits until the page has drawn and been told of so much more.
const untilSeen = (page, wanted) =>
    page.evaluate(async (more) => {
        const { eventsAdded } = await import("/events.js");
        await new Promise((resolve) => {
            let seen = 0;
            const stop = eventsAdded.subscribe((batch) => {
                seen += batch.length;
                if (seen < more) return;
                stop();
                resolve();
            });
        });
    }, wanted);

// Counts frames from now on; the answer is a function that gives frames a second.
const countFrames = (page) =>
    page.evaluate(() => {
        const frames = { first: performance.now(), n: 0 };
        globalThis.frames_counted = frames;
        const step = () => {
            ++frames.n;
            requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
    });

test("under load the page forgets what it has shown", { timeout: 3600e3 }, async (t) => {
    const minutes = Number(process.env.HERD_DASHBOARD_MINUTES ?? 0);
    const { page, close } = await openDashboard(browser, herd.url);
    page.setDefaultTimeout(0);
    const load = await startLoad(herd.ports, Number(process.env.HERD_DASHBOARD_RATE ?? 2000));
    await untilSeen(page, 6000);
    const before = await heapOf(page);
    await countFrames(page);
    const rounds = Math.max(1, Math.round(minutes * 2));
    for (let i = 0; i < rounds; ++i) {
        await untilSeen(page, minutes ? 12000 : 3000);
        t.diagnostic(`heap ${((await heapOf(page)) / 1e6).toFixed(2)} MB`);
    }
    const grown = (await heapOf(page)) - before;
    const frames = await page.evaluate(() => (1000 * globalThis.frames_counted.n) / (performance.now() - globalThis.frames_counted.first));
    const sent = await load.stop();
    t.diagnostic(`${sent} updates; heap ${(before / 1e6).toFixed(2)} MB, then ${(grown / 1e6).toFixed(2)} MB more; ${frames.toFixed(0)} frames a second`);
    assert.ok(grown < 4e6, `the heap grew by ${grown} bytes`);
    await close();
});
