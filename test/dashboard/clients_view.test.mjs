// Clients: on the map, in the diagram, and whatever they call themselves.
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

// Where the map of the whole world has a place: the world, and two hundredths around it, from left to right.
async function clickMap(page, lat, lon) {
    const canvas = page.locator("#map canvas");
    await canvas.focus();
    await page.keyboard.press("0");
    const { width, height } = await canvas.boundingBox();
    const scale = width / (1.02 * Math.max(360, (180 * width) / height));
    await canvas.click({ position: { x: width / 2 + lon * scale, y: height / 2 - lat * scale } });
}

test("an IAMAT from the form is seen on the map and in the diagram", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    assert.match(await sendIamat(page, "Hamilton", "fig", -33.86, 151.21), /^AT Hamilton \S+ fig -33\.86\+151\.21 /);
    await go(page, "clients");
    await page.locator("#map-note", { hasText: "1 client here" }).waitFor();
    await clickMap(page, -33.86, 151.21);
    await page.locator("#client-record h2", { hasText: "fig" }).waitFor();
    await page.locator("#client-record tbody tr").nth(4).waitFor();
    assert.equal(await page.locator("#client-record tr[data-stale]").count(), 0);

    await page.getByRole("button", { name: "Follow it in the diagram" }).click();
    await page.locator('#diagram-body canvas[aria-label*="6 messages among 5 servers"]').waitFor();
    await page.locator("#diagram-body .note", { hasText: "Hamilton received it" }).waitFor();
    const slider = page.locator("#diagram-body input[type=range]");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.locator("#diagram-body .says", { hasText: "received from a client" }).waitFor();
    await close();
});

test("a server that was cut off is shown as behind", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await herd.api("POST", "/v1/servers/Ball/isolate");
    await sendIamat(page, "Alford", "plum", 10, 10);
    await go(page, "clients");
    await page.getByLabel("Find a client").fill("plu");
    await page.locator("#client-panel li", { hasText: "stale at Ball" }).getByRole("button").click();
    await page.locator("#client-record tr[data-stale]", { hasText: "Ball" }).waitFor();
    assert.equal(await page.locator("#client-record tr[data-stale]").count(), 1);
    await herd.api("POST", "/v1/heal");
    await page.locator("#client-record p", { hasText: "All servers that run hold the same record." }).waitFor();
    await close();
});

test("WHATSAT, NEARBY and lines that are none are answered as they are", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await sendIamat(page, "Alford", "kiwi", 34.06893, -118.445127);
    const form = page.locator("#composer form");
    const raw = page.locator("#composer .answer pre");
    await form.locator("[name=kind]").selectOption("NEARBY");
    await form.getByRole("button", { name: "Send" }).click();
    await raw.filter({ hasText: /^AT Alford \S+ kiwi / }).waitFor();
    await form.locator("[name=kind]").selectOption("any line");
    await form.locator("[name=line]").fill("<b>hello</b>");
    await form.getByRole("button", { name: "Send" }).click();
    await raw.filter({ hasText: "? <b>hello</b>" }).waitFor();
    assert.equal(await raw.locator("b").count(), 0);
    await close();
});

// A name has no white space; a form feed ends an attribute's value as a space does, and so does a slash.
const hostile = ["<img/src=x/onerror=window.hurt=1>", "<script>window.hurt=1</script>", "\"'><svg/onload=window.hurt=1>", "javascript:window.hurt=1", "%3Cimg%3E", "\u202egnp.x"];

test("what clients call themselves is text, and runs nothing", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    for (const [i, name] of hostile.entries()) {
        assert.match(await sendIamat(page, "Welsh", name, 20 + i, 20 + i), /^AT Welsh /);
    }
    await go(page, "clients");
    const panel = page.locator("#client-panel");
    for (const name of hostile) {
        await page.getByLabel("Find a client").fill(name);
        await panel.locator("li button").filter({ hasText: name }).first().click();
        await page.locator("#client-record h2").filter({ hasText: name }).waitFor();
        await page.locator("#client-record tbody tr").nth(4).waitFor();
    }
    await page.getByRole("button", { name: "Follow it in the diagram" }).click();
    await page.locator("#diagram-body canvas[aria-label*='6 messages']").waitFor();
    await go(page, "events");
    await page.locator("#event-list input").fill(hostile[0].toLowerCase());
    await page.locator("#event-list .lines div", { hasText: hostile[0] }).first().waitFor();
    await page.locator("#logs select").selectOption("Welsh");
    await page.locator("#logs .lines div", { hasText: hostile[1] }).first().waitFor();
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    assert.equal(await page.locator("img, main script, [onerror], [onload]").count(), 0);
    await close();
});

test("the form's own example of an attack is refused by the protocol or shown as it is", async () => {
    const { page, close } = await openDashboard(browser, herd.url);
    await sendIamat(page, "Welsh", "<img src=x onerror=window.hurt=1>", 1, 1);
    await page.locator("#composer .answer pre").filter({ hasText: "<img src=x onerror=window.hurt=1>" }).waitFor();
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    await close();
});
