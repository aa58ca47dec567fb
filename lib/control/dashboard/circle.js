// Where servers are put: on a circle, in an order that keeps neighbours together. A ring is shown as a ring, a tree without crossings.

/// Names in the order of a walk through the herd that goes on to the neighbour with the fewest other ways to be reached.
export function orderAround(servers, links) {
    const neighbours = new Map(servers.map((server) => [server.name, []]));
    for (const { a, b } of links) {
        neighbours.get(a)?.push(b);
        neighbours.get(b)?.push(a);
    }
    const order = [];
    const seen = new Set();
    for (const { name } of servers) {
        const stack = [name];
        while (stack.length) {
            const at = stack.pop();
            if (seen.has(at)) continue;
            seen.add(at);
            order.push(at);
            const next = neighbours.get(at).filter((other) => !seen.has(other));
            const ways = (other) => neighbours.get(other).filter((far) => !seen.has(far)).length;
            stack.push(...next.sort((x, y) => ways(y) - ways(x)));
        }
    }
    return order;
}

/// Sizes by how many servers there are: {kind, radius of a server, room around the circle}; of dense ones every so manieth is named.
export function sizeFor(servers, width) {
    if (servers <= 12) return { kind: "large", radius: width < 500 ? 22 : 28, side: 64, top: 46, bottom: 74 };
    if (servers <= 28 && width > 700) return { kind: "middle", radius: 15, side: 64, top: 34, bottom: 54 };
    const room = width < 500 ? 66 : 96;
    const pitch = (2.4 * (width - 2 * room)) / servers;
    return { kind: "dense", radius: Math.min(7, Math.max(2.5, pitch / 3)), every: Math.ceil(11 / pitch), side: room, top: room, bottom: room };
}

/// Places for so many servers in a box: [{x, y, angle}], from the top, clockwise.
export function placeAround(servers, width, height, size) {
    const middle = { x: width / 2, y: (size.top + height - size.bottom) / 2 };
    const tall = Math.max(20, (height - size.top - size.bottom) / 2);
    const wide = Math.max(20, Math.min((width - 2 * size.side) / 2, tall * 1.7));
    if (servers === 1) return [{ ...middle, angle: 0 }];
    return evenAngles(servers, wide, tall).map((angle) => ({
        x: middle.x + wide * Math.sin(angle),
        y: middle.y - tall * Math.cos(angle),
        angle: Math.atan2(-tall * Math.cos(angle), wide * Math.sin(angle)),
    }));
}

/// Angles that are equally far apart along an ellipse.
function evenAngles(servers, wide, tall) {
    const steps = 720;
    const along = [0];
    for (let i = 1; i <= steps; ++i) {
        const angle = ((i - 0.5) / steps) * 2 * Math.PI;
        along.push(along[i - 1] + Math.hypot(wide * Math.cos(angle), tall * Math.sin(angle)));
    }
    const angles = [];
    for (let i = 0, k = 0; i < servers; ++i) {
        const wanted = (i / servers) * along[steps];
        while (along[k + 1] < wanted) ++k;
        angles.push(((k + (wanted - along[k]) / (along[k + 1] - along[k])) / steps) * 2 * Math.PI);
    }
    return angles;
}
