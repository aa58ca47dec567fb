// What one sees and does in the graph of a herd.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { go, openDashboard, sendIamat, startBrowser } from "./support/browser.mjs";
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

// Where a third of the link is behind one, away from what is written in its middle.
async function clickLink(page, link) {
    await page.locator(`[data-link="${link}"]`).waitFor({ state: "attached" });
    const { x, y } = await page.locator(`[data-link="${link}"] .line`).evaluate((path) => {
        const at = path.getPointAtLength(path.getTotalLength() / 3);
        const box = path.ownerSVGElement.getBoundingClientRect();
        return { x: box.x + at.x, y: box.y + at.y };
    });
    await page.mouse.click(x, y);
}

// A level link has no height, which Playwright takes for hidden.
const linkIs = (page, selector) => page.locator(selector).waitFor({ state: "attached" });

const stateOf = (page, server) => page.locator(`[data-server="${server}"]`).getAttribute("data-state");

test("the graph shows five servers that run, and five links that are up", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await page.locator("[data-server]").first().waitFor();
    assert.equal(await page.locator("[data-server][data-state=running]").count(), 5);
    await page.waitForFunction(() => document.querySelectorAll("[data-link][data-state=up]").length === 5);
    assert.equal(await page.locator('[data-figure="servers"] dd').textContent(), "5 of 5");
    await close();
});

test("a link that is cut by a click carries nothing, and an update goes round", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await clickLink(page, "Alford-Welsh");
    await page.getByRole("button", { name: "Cut", exact: true }).click();
    await linkIs(page, '[data-link="Alford-Welsh"][data-state=cut]');
    await page.locator("#heal-all[data-faults]").waitFor();

    assert.match(await sendIamat(page, "Alford", "kiwi", 34.06893, -118.445127), /^AT Alford \S+ kiwi /);
    await page.waitForFunction(() => {
        const canvas = document.querySelector("#graph canvas");
        return canvas.width > 0 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0);
    });

    await go(page, "events");
    await page.locator("#event-list input").fill("welsh  accepted  ← ball  kiwi");
    await page.locator("#event-list .lines div", { hasText: "hop 4" }).first().waitFor();

    await go(page, "herd");
    await page.locator("#heal-all").click();
    await linkIs(page, '[data-link="Alford-Welsh"][data-state=up]');
    await page.locator("#heal-all:not([data-faults])").waitFor();
    await close();
});

test("a link is stalled in one direction, and healed", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await clickLink(page, "Ball-Holiday");
    await page.getByRole("button", { name: "Stall Ball → Holiday" }).click();
    await linkIs(page, '[data-link="Ball-Holiday"][data-faulted]');
    await page.locator("#inspector .faults li", { hasText: "Ball" }).waitFor();
    await page.getByRole("button", { name: "Heal", exact: true }).click();
    await linkIs(page, '[data-link="Ball-Holiday"]:not([data-faulted])');
    await close();
});

test("latency is set with its numbers", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await clickLink(page, "Ball-Welsh");
    await page.getByText("Slow it, and other faults").click();
    await page.getByLabel("Delay").fill("30ms");
    await page.getByRole("button", { name: "Add latency" }).click();
    await page.locator("#inspector .faults li", { hasText: "30ms" }).waitFor();
    const { faults } = await herd.api("GET", "/v1/faults");
    assert.equal(faults.length, 1);
    await page.locator("#inspector .faults").getByRole("button").click();
    await page.locator("#heal-all:not([data-faults])").waitFor();
    await close();
});

test("a server stops, starts, pauses and goes on", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    const ball = (state) => page.locator(`[data-server="Ball"][data-state=${state}]`).waitFor();
    const press = (name) => page.locator("#inspector").getByRole("button", { name, exact: true }).click();
    await page.locator('[data-server="Ball"] circle').click();
    await press("Stop");
    await ball("stopped");
    await press("Start");
    await ball("running");
    await press("Pause");
    await ball("paused");
    await press("Resume");
    await ball("running");
    await page.waitForFunction(() => document.querySelectorAll("[data-link][data-state=up]").length === 5);
    await close();
});

test("all is reached by the keyboard, and Escape closes what was opened", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await page.locator("[data-server]").first().waitFor();
    await page.locator("#graph [tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const name = await page.locator("[data-server][aria-pressed=true]").getAttribute("data-server");
    await page.locator("#inspector h2", { hasText: name }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#inspector h2", { hasText: "herd.toml" }).waitFor();
    assert.equal(await page.locator("[data-server][aria-pressed=true]").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "button");
    await close();
});

test("a server and a link are added and removed", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await page.getByText("Add a server").click();
    await page.getByLabel("Name", { exact: true }).fill("Nova");
    await page.getByLabel("Neighbours", { exact: false }).selectOption(["Alford", "Ball"]);
    await page.getByRole("button", { name: "Add server" }).click();
    await page.locator('[data-server="Nova"][data-state=running]').waitFor();
    await page.locator('[data-link$="Nova"], [data-link^="Nova"]').nth(1).waitFor({ state: "attached" });
    await page.locator('[data-server="Nova"] circle').click();
    const remove = page.getByRole("button", { name: /^Remove server/ });
    await remove.click();
    await remove.click();
    await page.locator('[data-server="Nova"]').waitFor({ state: "detached" });
    assert.equal(await stateOf(page, "Alford"), "running");
    await close();
});
