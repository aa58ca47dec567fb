// The page outlives the herd.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isLive, openDashboard, sendIamat, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";

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

test("the dashboard says that the herd is gone, and goes on with the next one at the same address", async () => {
    const { page, close } = await openDashboard(browser, herd.url, { expected: /^Failed to load resource: net::ERR_/ });
    await sendIamat(page, "Alford", "kiwi", 1, 2);
    await page.locator('[data-figure="clients"] dd', { hasText: /^1$/ }).waitFor();
    await herd.restart(() => page.locator("#status[data-state=lost]").waitFor());
    await isLive(page);
    await page.locator('[data-figure="clients"] dd', { hasText: /^0$/ }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[data-link][data-state=up]").length === 5);

    assert.match(await sendIamat(page, "Ball", "plum", 3, 4), /^AT Ball /);
    await page.locator('.bar nav a[href="#events"]').click();
    await page.locator("#event-list input").fill("plum");
    await page.locator("#event-list .lines div", { hasText: "accepted" }).first().waitFor();
    await page.locator("#event-list input").fill("kiwi");
    await page.waitForFunction(() => document.querySelectorAll("#event-list .lines div").length === 0);
    await close();
});
