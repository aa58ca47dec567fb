// The outline of the land, from Natural Earth by way of world-atlas: a TopoJSON file, whose arcs are quantised differences.
let rings = null;

/// Arrays of [lon, lat]; none before the file has come, when `onReady` is called.
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
    return objects.land.geometries.flatMap((geometry) => geometry.arcs.flatMap((polygon) => polygon.map((ring) => ring.flatMap((i, k) => line(i).slice(k ? 1 : 0)))));
}
