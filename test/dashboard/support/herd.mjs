// A real herd for a test: `herd up` on free ports, in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";

const executable = resolve(process.env.HERD ?? new URL("../../../build/app/herd", import.meta.url).pathname);

const classic = {
    names: ["Alford", "Ball", "Hamilton", "Holiday", "Welsh"],
    links: { Alford: ["Hamilton", "Welsh"], Ball: ["Holiday", "Welsh"], Hamilton: ["Holiday"] },
};

/// A ring of so many servers, with names of one length.
export function ring(size) {
    const names = Array.from({ length: size }, (_, i) => `server${String(i).padStart(3, "0")}`);
    return { names, links: Object.fromEntries(names.slice(0, -1).map((name, i) => [name, [names[i + 1], ...(i ? [] : [names[size - 1]])]])) };
}

function describe({ names, links }, controlPort, more) {
    return [
        "[servers]",
        ...names.map((name) => `${name} = { port = 0 }`),
        "[topology]",
        ...Object.entries(links).map(([name, others]) => `${name} = ${JSON.stringify(others)}`),
        "[control]",
        `port = ${controlPort}`,
        "[log]",
        'directory = "log"',
        more,
        "",
    ].join("\n");
}

/// Starts a herd, and gives it once it is ready: {url, ports: name -> port, api(method, path, body), stop(), restart()}.
export async function startHerd({ topology = classic, environment = {}, control = "" } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "herd-dashboard-"));
    const herd = { folder, topology, environment, control };
    await launch(herd, 0);
    return {
        get url() {
            return herd.url;
        },
        get ports() {
            return herd.ports;
        },
        api: (method, path, body) => ask(herd, method, path, body),
        async stop() {
            await end(herd.process);
            await rm(folder, { recursive: true, force: true });
        },
        /// The same herd again, at the same control port; `while_down()` is done in between.
        async restart(whileDown = async () => {}) {
            await end(herd.process);
            await whileDown();
            await launch(herd, new URL(herd.url).port);
        },
    };
}

async function launch(herd, port) {
    const config = join(herd.folder, "herd.toml");
    const ready = join(herd.folder, "ready.json");
    await writeFile(config, describe(herd.topology, `${port}\n${herd.control}`, ""));
    const child = spawn(executable, ["up", "--config", config, "--ready-file", ready], {
        cwd: herd.folder,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...herd.environment },
    });
    herd.process = child;
    let said = "";
    child.stderr.on("data", (text) => (said = (said + text).slice(-4000)));
    await new Promise((resolve, reject) => {
        let out = "";
        child.stdout.on("data", (text) => {
            out = (out + text).slice(-65536);
            if (out.includes("READY")) resolve();
        });
        child.once("error", reject);
        child.once("exit", (status) => reject(new Error(`herd up ended with ${status} before it was ready: ${said}`)));
    });
    const { servers, control } = JSON.parse(await readFile(ready, "utf8"));
    herd.url = `http://127.0.0.1:${control.port}/`;
    herd.ports = Object.fromEntries(Object.entries(servers).map(([name, { port: at }]) => [name, at]));
}

async function end(child) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 20000);
    await ended;
    clearTimeout(patience);
}

async function ask(herd, method, path, body) {
    const options = { method, headers: herd.environment.HERD_TOKEN ? { Authorization: `Bearer ${herd.environment.HERD_TOKEN}` } : {} };
    if (body !== undefined) {
        options.headers["Content-Type"] = "application/json";
        options.body = JSON.stringify(body);
    }
    const response = await fetch(new URL(path, herd.url), options);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
}
