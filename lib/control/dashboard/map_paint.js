// Paints the map: land, clients as dots (open squares if stale), or one disc for as many as are in one place.
import { short } from "./format.js";
import { landRings } from "./land.js";
import { colour } from "./theme_switch.js";

export function paintMap(canvas, projection, shown, chosen, onLand) {
    const { width, height } = projection;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = colour("sea");
    pen.fillRect(0, 0, width, height);
    paintLand(pen, projection, landRings(onLand));
    paintGrid(pen, projection);
    paintCells(pen, projection, shown);
    paintClients(pen, projection, shown.clients, chosen);
}

function paintLand(pen, projection, rings) {
    pen.save();
    pen.beginPath();
    pen.rect(projection.x(-180), projection.y(90), projection.x(180) - projection.x(-180), projection.y(-90) - projection.y(90));
    pen.clip();
    pen.beginPath();
    for (const { points, crosses } of rings) {
        for (const turn of crosses ? [-360, 0, 360] : [0]) {
            points.forEach(([lon, lat], i) => (i ? pen.lineTo(projection.x(lon + turn), projection.y(lat)) : pen.moveTo(projection.x(lon + turn), projection.y(lat))));
            pen.closePath();
        }
    }
    pen.fillStyle = colour("land");
    pen.fill("evenodd");
    pen.strokeStyle = colour("link");
    pen.lineWidth = 0.7;
    pen.stroke();
    pen.restore();
}

// Meridians and parallels, some of them with their degrees: where one is when there is no coast in sight.
function paintGrid(pen, projection) {
    const step = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30].find((degrees) => degrees * projection.scale >= 70) ?? 30;
    const { west, east, south, north } = projection.box();
    const digits = step < 1 ? Math.ceil(-Math.log10(step)) : 0;
    pen.font = "11px system-ui, sans-serif";
    pen.fillStyle = colour("muted");
    pen.strokeStyle = colour("line");
    pen.lineWidth = 1;
    pen.beginPath();
    for (let lon = Math.ceil(west / step) * step; lon <= east; lon += step) {
        const x = Math.round(projection.x(lon)) + 0.5;
        pen.moveTo(x, projection.y(north));
        pen.lineTo(x, projection.y(south));
        pen.fillText(`${lon.toFixed(digits)}°`, x + 4, 14);
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
        const y = Math.round(projection.y(lat)) + 0.5;
        pen.moveTo(projection.x(west), y);
        pen.lineTo(projection.x(east), y);
        if (y > 40) pen.fillText(`${lat.toFixed(digits)}°`, 6, y - 4);
    }
    pen.stroke();
}

function paintCells(pen, projection, { cells, box, columns, rows }) {
    if (!cells.length) return;
    const most = Math.max(...cells.map((cell) => cell[2]));
    const wide = (box.east - box.west) / columns;
    const tall = (box.north - box.south) / rows;
    const largest = Math.min(wide, tall) * projection.scale * 0.75;
    pen.fillStyle = colour("accent");
    for (const [column, row, n] of cells) {
        const part = Math.log1p(n) / Math.log1p(most);
        pen.globalAlpha = 0.35 + 0.55 * part;
        pen.beginPath();
        pen.arc(projection.x(box.west + (column + 0.5) * wide), projection.y(box.north - (row + 0.5) * tall), Math.max(2, largest * (0.25 + 0.75 * part)), 0, 2 * Math.PI);
        pen.fill();
    }
    pen.globalAlpha = 1;
    pen.fillStyle = colour("muted");
    pen.font = "12px system-ui, sans-serif";
    pen.fillText(`the largest: ${short(most)} clients`, 12, projection.height - 12);
}

function paintClients(pen, projection, clients, chosen) {
    const radius = clients.length > 300 ? 3 : 4.5;
    const label = clients.length <= 40;
    pen.font = "12px system-ui, sans-serif";
    for (const { client, lat, lon, stale } of clients) {
        const x = projection.x(lon);
        const y = projection.y(lat);
        pen.lineWidth = 2;
        pen.beginPath();
        if (stale) {
            pen.strokeStyle = colour("danger");
            pen.fillStyle = colour("surface");
            pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
            pen.fill();
        } else {
            pen.strokeStyle = colour("surface");
            pen.fillStyle = colour("accent");
            pen.arc(x, y, radius, 0, 2 * Math.PI);
            pen.fill();
        }
        pen.stroke();
        if (label || client === chosen) paintName(pen, client, x, y, radius);
        if (client === chosen) {
            pen.strokeStyle = colour("text");
            pen.beginPath();
            pen.arc(x, y, radius + 5, 0, 2 * Math.PI);
            pen.stroke();
        }
    }
}

function paintName(pen, client, x, y, radius) {
    const name = client.length > 28 ? `${client.slice(0, 27)}…` : client;
    pen.strokeStyle = colour("sea");
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    const right = x + radius + 5;
    const wide = pen.measureText(name).width;
    const at = right + wide > pen.canvas.clientWidth ? x - radius - 5 - wide : right;
    pen.strokeText(name, at, y + 4);
    pen.fillStyle = colour("text");
    pen.fillText(name, at, y + 4);
}
