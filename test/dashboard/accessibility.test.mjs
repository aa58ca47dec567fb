// axe, on each view, light and dark, wide and narrow.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { go, openDashboard, sendIamat, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

async function findings(page) {
    // Run by the debugger, since the page's policy lets in no script but its own.
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
}

for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
        test(`nothing that axe knows of stands in the way, ${scheme}, at ${width} px`, async () => {
            const { page, close } = await openDashboard(browser, herd.url, { width, height: 844, scheme, motion: "reduce" });
            await sendIamat(page, "Alford", "kiwi", 34.06893, -118.445127);
            await herd.api("POST", "/v1/links/Alford/Welsh/cut");
            await page.locator('[data-link="Alford-Welsh"][data-state=cut]').waitFor({ state: "attached" });
            const found = { herd: await findings(page) };
            await page.locator('#tables button', { hasText: "Alford – Welsh" }).click();
            await page.getByText("Slow it, and other faults").click();
            found.link = await findings(page);
            await page.locator('#tables button', { hasText: "Ball" }).first().click();
            await page.getByText("Set its clock").click();
            found.server = await findings(page);
            for (const view of ["clients", "diagram", "events", "runs"]) {
                await go(page, view);
                await page.locator(`#view-${view}`).waitFor();
                found[view] = await findings(page);
            }
            await herd.api("POST", "/v1/heal");
            for (const [view, list] of Object.entries(found)) assert.deepEqual(list, [], view);
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the window");
            await close();
        });
    }
}
