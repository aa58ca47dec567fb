// A web page of somebody else, open in the same browser, can neither read from nor write to the herd.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { openDashboard, startBrowser } from "./support/browser.mjs";
import { startHerd } from "./support/herd.mjs";

let herd;
let browser;
let stranger;
let strangerPort;
before(async () => {
    herd = await startHerd();
    browser = await startBrowser({ rules: "MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1" });
    stranger = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>a stranger</title><body>")).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    strangerPort = stranger.address().port;
});
after(async () => {
    await browser?.close();
    stranger?.close();
    stranger?.closeAllConnections();
    await herd?.stop();
});

// Runs in the page: tries all that a page can, and tells what came of it.
async function attack(target) {
    const attempt = async (act) => {
        try {
            return await act();
        } catch (failure) {
            return `refused: ${failure.name}`;
        }
    };
    const read = async (path, options) => (await fetch(target + path, options)).text();
    const body = JSON.stringify({ to: "Alford", line: "IAMAT intruder +1.0+1.0 1479413884.0" });
    const json = { "Content-Type": "application/json" };
    const cut = "v1/links/Alford/Welsh/cut";
    const loaded = (tag, attribute, url) =>
        new Promise((resolve) => {
            const element = document.createElement(tag);
            element.onload = () => resolve("loaded");
            element.onerror = () => resolve("refused");
            element[attribute] = url;
            document.body.append(element);
        });
    const framed = new Promise((resolve) => {
        const frame = document.createElement("iframe");
        frame.src = target;
        frame.onload = () => resolve(frame.contentDocument === null ? "opaque" : `readable: ${frame.contentDocument.body?.id}`);
        document.body.append(frame);
    });
    const posted = (enctype) =>
        new Promise((resolve) => {
            const frame = document.createElement("iframe");
            frame.name = `sink-${enctype}`;
            document.body.append(frame);
            const form = document.createElement("form");
            Object.assign(form, { method: "post", action: target + cut, enctype, target: frame.name });
            document.body.append(form);
            frame.onload = () => resolve("sent");
            form.submit();
        });
    const streamed = new Promise((resolve) => {
        const source = new EventSource(`${target}v1/events`);
        source.onmessage = () => resolve("read");
        source.addEventListener("trace", () => resolve("read"));
        source.onerror = () => {
            source.close();
            resolve("refused");
        };
    });
    return {
        read: await attempt(() => read("v1/herd")),
        readWithToken: await attempt(() => read("v1/herd", { headers: { Authorization: "Bearer x" } })),
        blind: await attempt(() => read("v1/herd", { mode: "no-cors" })),
        write: await attempt(() => read(cut, { method: "POST" })),
        writeJson: await attempt(() => read("v1/send", { method: "POST", headers: json, body })),
        writeBlind: await attempt(() => read(cut, { method: "POST", mode: "no-cors" })),
        writeBlindText: await attempt(() => read("v1/send", { method: "POST", mode: "no-cors", body })),
        beacon: await attempt(() => String(navigator.sendBeacon(`${target}v1/servers/Ball/stop`, body))),
        script: await loaded("script", "src", `${target}main.js`),
        image: await loaded("img", "src", `${target}icon.svg`),
        stream: await streamed,
        frame: await framed,
        forms: [await posted("text/plain"), await posted("application/x-www-form-urlencoded"), await posted("multipart/form-data")].length,
    };
}

async function isUntouched() {
    const { servers, links, faults } = await herd.api("GET", "/v1/herd");
    assert.deepEqual([...new Set(servers.map(({ state }) => state))], ["running"]);
    assert.deepEqual([...new Set(links.map(({ state }) => state))], ["up"]);
    assert.deepEqual(faults, []);
    const { events } = await herd.api("GET", "/v1/trace?limit=10000");
    assert.deepEqual(events.filter(({ event }) => ["received", "fault_set", "stopped"].includes(event)), []);
}

async function linksAreUp() {
    const { page, close } = await openDashboard(browser, herd.url);
    await page.waitForFunction(() => document.querySelectorAll("[data-link][data-state=up]").length === 5);
    await close();
}

function checkRefused(seen) {
    for (const name of ["read", "readWithToken", "write", "writeJson"]) assert.match(seen[name], /^refused/, name);
    // What is fetched blindly is opaque: there is nothing in it, whatever the herd said.
    for (const name of ["blind", "writeBlind", "writeBlindText"]) assert.match(seen[name], /^$|^refused/, name);
    assert.equal(seen.script, "refused");
    assert.equal(seen.image, "refused");
    assert.equal(seen.stream, "refused");
    assert.equal(seen.frame, "opaque");
}

test("the dashboard itself may do what the strangers below try", async () => {
    await linksAreUp();
    const { page, close } = await openDashboard(browser, herd.url);
    const { links } = await page.evaluate(async () => (await fetch("/v1/herd")).json());
    assert.equal(links.length, 5);
    const served = await page.evaluate(async () => (await fetch("/icon.svg")).status);
    assert.equal(served, 200);
    await close();
});

for (const host of ["127.0.0.1", "localhost", "evil.example"]) {
    test(`a page from another port of ${host} gets nothing and does nothing`, async () => {
        await linksAreUp();
        const page = await browser.newPage();
        await page.goto(`http://${host}:${strangerPort}/`);
        checkRefused(await page.evaluate(attack, herd.url));
        await page.close();
        await isUntouched();
    });
}

test("a name that was rebound to this machine gets nothing, not even the dashboard", async () => {
    await linksAreUp();
    const page = await browser.newPage();
    const rebound = `http://rebound.example:${new URL(herd.url).port}/`;
    for (const path of ["", "v1/herd", "v1/trace", "metrics", "main.js"]) {
        const response = await page.goto(rebound + path);
        assert.equal(response.status(), 403, path);
        const text = await response.text();
        assert.ok(!text.includes("Alford"), path);
    }
    // From a page of that very origin, where no rule between origins protects the herd.
    await page.route(`${rebound}before`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>before the name was rebound</title>" }));
    await page.goto(`${rebound}before`);
    const status = await page.evaluate(async (path) => (await fetch(path, { method: "POST" })).status, "/v1/servers/Ball/stop");
    assert.equal(status, 403);
    await page.close();
    await isUntouched();
});
