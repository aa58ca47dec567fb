// A few phones that wander about in some cities of the world, each telling a server that is near it, so to speak.
import { connect } from "node:net";
import { once } from "node:events";

const cities = [
    ["kiwi", 34.07, -118.45], ["fig", 48.86, 2.35], ["plum", -33.87, 151.21], ["mango", 19.08, 72.88], ["pear", 52.52, 13.4],
    ["papaya", -23.55, -46.63], ["lychee", 35.68, 139.69], ["date", 30.04, 31.24], ["cherry", 40.71, -74.01], ["melon", -1.29, 36.82],
    ["quince", 41.01, 28.98], ["guava", 19.43, -99.13], ["currant", 59.33, 18.07], ["durian", 1.35, 103.82], ["baobab", -18.88, 47.51],
];

/// `reached(n)` resolves once n updates have been answered.
export async function startWalk(ports, everyMilliseconds = 180) {
    const sockets = Object.values(ports).map((port) => connect(port, "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    let sent = 0;
    let answered = 0;
    const waiting = [];
    for (const socket of sockets) {
        socket.on("error", () => {});
        socket.on("data", (text) => {
            answered += text.toString("latin1").split("\n").length - 1;
            for (const { wanted, resolve } of waiting) if (answered >= wanted) resolve();
        });
    }
    const timer = setInterval(() => {
        const [name, lat, lon] = cities[(sent * 4) % cities.length];
        const format = (degrees, turn) => `${degrees < 0 ? "" : "+"}${(degrees + 0.4 * Math.sin(sent / 9 + turn)).toFixed(6)}`;
        sockets[(sent * 3) % sockets.length].write(`IAMAT ${name} ${format(lat, 0)}${format(lon, 1)} ${(Date.now() / 1000).toFixed(3)}000000\n`);
        ++sent;
    }, everyMilliseconds);
    return {
        reached: (wanted) => new Promise((resolve) => (answered >= wanted ? resolve() : waiting.push({ wanted, resolve }))),
        async stop() {
            clearInterval(timer);
            for (const socket of sockets) socket.destroy();
        },
    };
}
