// Clients that move, over real connections, at a rate.
import { connect } from "node:net";
import { once } from "node:events";

const tick = 20;  // ms

/// Sends so many IAMATs a second, spread over all servers. stop() gives how many were sent.
export async function startLoad(ports, rate, clients = 500) {
    const sockets = Object.values(ports).map((port) => connect(port, "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    for (const socket of sockets) {
        socket.resume();
        socket.on("error", () => {});
    }
    let sent = 0;
    const timer = setInterval(() => {
        for (const [i, socket] of sockets.entries()) {
            if (socket.writableNeedDrain) continue;
            let lines = "";
            for (let n = 0; n < (rate * tick) / 1000 / sockets.length; ++n, ++sent) lines += lineOf(sent, clients, i);
            socket.write(lines);
        }
    }, tick);
    return {
        async stop() {
            clearInterval(timer);
            for (const socket of sockets) socket.destroy();
            return sent;
        },
    };
}

function lineOf(n, clients, server) {
    const phone = (n * 7919 + server) % clients;
    const lat = (60 * Math.sin(phone + n / 40000)).toFixed(6);
    const lon = (170 * Math.cos(phone * 1.7 + n / 40000)).toFixed(6);
    const seconds = Date.now() / 1000;
    return `IAMAT phone${phone} ${lat < 0 ? "" : "+"}${lat}${lon < 0 ? "" : "+"}${lon} ${Math.floor(seconds)}.${String(n % 1e9).padStart(9, "0")}\n`;
}
