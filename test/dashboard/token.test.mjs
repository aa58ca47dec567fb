// A herd that asks for a token.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isLive, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";

test("the dashboard asks for the token, and remembers it for the tab", async () => {
    const herd = await startHerd({ control: 'token_env = "HERD_TOKEN"', environment: { HERD_TOKEN: "open-sesame-0123456789" } });
    const browser = await startBrowser();
    try {
        const page = await browser.newPage();
        await page.goto(herd.url);
        await page.locator("#token").fill("wrong");
        await page.getByRole("button", { name: "Use it" }).click();
        await page.locator("#token-dialog[open] #token").fill("open-sesame-0123456789");
        await page.getByRole("button", { name: "Use it" }).click();
        await isLive(page);
        await page.reload();
        await isLive(page);
        assert.equal(await page.locator("#token-dialog[open]").count(), 0);
    } finally {
        await browser.close();
        await herd.stop();
    }
});
