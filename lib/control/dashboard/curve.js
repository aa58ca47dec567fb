// The way of a link from one server to another: straight in small herds, bent to the middle in large ones, to keep them apart.

export function curveBetween(from, to, middle, most) {
    // Neighbours on the circle are joined straight.
    const far = Math.hypot(from.x - to.x, from.y - to.y) / Math.max(1, Math.hypot(from.x - middle.x, from.y - middle.y));
    const bend = most * Math.min(1, Math.max(0, far - 0.3));
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const control = { x: half.x + (middle.x - half.x) * bend, y: half.y + (middle.y - half.y) * bend };
    return { from, control, to };
}

/// The point that lies so far along, from 0 to 1.
export function pointOn({ from, control, to }, along) {
    const rest = 1 - along;
    return {
        x: rest * rest * from.x + 2 * rest * along * control.x + along * along * to.x,
        y: rest * rest * from.y + 2 * rest * along * control.y + along * along * to.y,
    };
}

export const pathOf = ({ from, control, to }) => `M${round(from.x)} ${round(from.y)}Q${round(control.x)} ${round(control.y)} ${round(to.x)} ${round(to.y)}`;

const round = (value) => value.toFixed(1);
