// Pictures of the dashboard for the documentation: node screenshots.mjs FOLDER
import { join } from "node:path";
import { go, openDashboard, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";
import { startWalk } from "./support/walk.mjs";

const folder = process.argv[2];
const herd = await startHerd();
const browser = await startBrowser();
const walk = await startWalk(herd.ports);
try {
    await picture("herd", { width: 1280, height: 860 }, async (page) => {
        await walk.reached(60);
        await herd.api("POST", "/v1/links/Alford/Welsh/cut");
        await page.locator('#tables button', { hasText: "Alford – Welsh" }).click();
        await page.locator('[data-link="Alford-Welsh"][data-state=cut]').waitFor({ state: "attached" });
        await charted(page, 40);
    });
    await picture("phone", { width: 390, height: 844, scheme: "dark" }, async (page) => {
        await page.locator("[data-server]").first().waitFor();
        await moving(page);
    });
    await picture("diagram", { width: 1280, height: 760, scheme: "dark" }, async (page) => {
        await go(page, "diagram");
        await page.locator("#diagram-body select").selectOption("5");
        await page.locator("#diagram-body .says", { hasText: "Event" }).waitFor();
    });
    await herd.api("POST", "/v1/heal");
    await herd.api("POST", "/v1/servers/Ball/pause");
    await picture("clients", { width: 1280, height: 760 }, async (page) => {
        await go(page, "clients");
        await page.getByLabel("Find a client").fill("kiwi");
        await page.locator("#client-panel li button", { hasText: "kiwi" }).click();
        await page.locator("#client-record tbody tr").nth(4).waitFor();
        await page.getByRole("button", { name: "Show the world" }).click();
        await page.locator("#map-note", { hasText: "clients here" }).waitFor();
    });
} finally {
    await walk.stop();
    await browser.close();
    await herd.stop();
}

async function picture(name, options, prepare) {
    const { page, close } = await openDashboard(browser, herd.url, options);
    await prepare(page);
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.screenshot({ path: join(folder, `dashboard-${name}.png`) });
    await close();
}

// Until the herd was asked so often that the charts have something to show.
function charted(page, answers) {
    return page.evaluate(async (wanted) => {
        const { herdChanged } = await import("/herd.js");
        await new Promise((resolve) => {
            let n = 0;
            herdChanged.subscribe(() => ++n >= wanted && resolve());
        });
    }, answers);
}

// Until messages are on their way in the picture.
function moving(page) {
    return page.waitForFunction(() => {
        const canvas = document.querySelector("#graph canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width || 1, canvas.height || 1);
        let painted = 0;
        for (let i = 3; i < data.length; i += 4) painted += data[i] > 200;
        return painted > 1200;
    });
}
