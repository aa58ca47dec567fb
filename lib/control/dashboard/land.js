// The outline of the land, from Natural Earth by way of world-atlas: a TopoJSON file, whose arcs are quantised differences.
let rings = null;

/// {points: [[lon, lat], ...], crosses: whether it goes beyond 180 degrees}; none before the file has come, when `onReady` is called.
export function landRings(onReady) {
    if (rings === null) {
        rings = [];
        fetch("vendor/world-atlas/land-110m.json")
            .then((response) => response.json())
            .then((topology) => {
                rings = readRings(topology);
                onReady();
            })
            .catch(() => {
                rings = null;
            });
    }
    return rings ?? [];
}

function readRings({ arcs, transform, objects }) {
    const { scale, translate } = transform;
    const lines = arcs.map((arc) => {
        let x = 0;
        let y = 0;
        return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
    });
    // An arc that is named by its complement runs backwards. Arcs that follow one another share a point.
    const line = (i) => (i < 0 ? lines[~i].toReversed() : lines[i]);
    const ring = (arcs) => unroll(arcs.flatMap((i, k) => line(i).slice(k ? 1 : 0)));
    return objects.land.geometries.flatMap((geometry) => geometry.arcs.flatMap((polygon) => polygon.map(ring)));
}

// A ring on the globe may cross the line of 180 degrees; on the map it goes on beyond it, and is drawn once more a world further on.
// One that goes around a pole is closed by way of it.
function unroll(points) {
    let turns = 0;
    let crosses = false;
    const flat = points.map(([lon, lat], i) => {
        const step = i ? lon - points[i - 1][0] : 0;
        if (Math.abs(step) > 180) turns -= Math.sign(step);
        crosses ||= turns !== 0;
        return [lon + 360 * turns, lat];
    });
    if (turns !== 0) flat.push([flat[flat.length - 1][0], -90], [flat[0][0], -90]);
    return { points: flat, crosses };
}
