// Debian's Chromium, and the dashboard in it.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/// `rules`: for --host-resolver-rules; then the browser itself protects nothing on this machine from the web, as older ones do not.
export function startBrowser({ rules } = {}) {
    const args = rules ? [...flags, `--host-resolver-rules=${rules}`, "--disable-features=LocalNetworkAccessChecks"] : flags;
    return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

// Tests look at what is painted.
const ownDoing = /^Canvas2D: Multiple readback operations/;

/// Opens the dashboard and waits until it shows the herd. close() fails if anything was complained of on the console.
export async function openDashboard(browser, url, { width = 1280, height = 900, scheme = "light", expected = /^$/, motion } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: motion });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    const complaints = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type()) && !ownDoing.test(message.text()) && !expected.test(message.text())) complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    page.on("dialog", (dialog) => {
        complaints.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
    await page.goto(url);
    await isLive(page);
    return {
        page,
        async close() {
            await context.close();
            assert.deepEqual(complaints, []);
        },
    };
}

export const isLive = (page) => page.locator("#status[data-state=live]").waitFor();

export const go = (page, view) => page.locator(`.bar nav a[href="#${view}"]`).click();

/// Says an IAMAT by the form at the foot of the page, and gives the raw answer.
export async function sendIamat(page, server, client, lat, lon) {
    const form = page.locator("#composer form");
    if (!(await form.isVisible())) await page.locator("#composer .fold").click();
    await form.locator("[name=kind]").selectOption("IAMAT");
    await form.locator("[name=client]").fill(client);
    await form.locator("[name=lat]").fill(String(lat));
    await form.locator("[name=lon]").fill(String(lon));
    await form.locator("[name=server]").selectOption(server);
    await form.getByRole("button", { name: "Send" }).click();
    const raw = page.locator("#composer .answer pre");
    await page.waitForFunction((pre) => pre.textContent !== "…" && pre.textContent !== "", await raw.elementHandle());
    return raw.textContent();
}
