// Moving the map: wheel, dragging, two fingers, keys.
export function startMapInput(canvas, projection, { moved, world, clicked }) {
    const pointers = new Map();
    let travelled = 0;

    canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        projection.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.offsetX, event.offsetY);
        moved();
    }, { passive: false });

    canvas.addEventListener("pointerdown", (event) => {
        canvas.setPointerCapture(event.pointerId);
        pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
        travelled = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
        const before = pointers.get(event.pointerId);
        if (!before) return;
        const now = { x: event.offsetX, y: event.offsetY };
        const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
        travelled += Math.hypot(now.x - before.x, now.y - before.y);
        if (other) {
            const apart = (one) => Math.max(10, Math.hypot(one.x - other.x, one.y - other.y));
            projection.zoom(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
        } else {
            projection.move(now.x - before.x, now.y - before.y);
        }
        pointers.set(event.pointerId, now);
        moved();
    });
    const release = (event) => {
        const was = pointers.delete(event.pointerId);
        if (was && event.type === "pointerup" && travelled < 5) clicked(event.offsetX, event.offsetY);
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);

    canvas.addEventListener("keydown", (event) => {
        const step = 60;
        const act = {
            "+": () => projection.zoom(1.8),
            "=": () => projection.zoom(1.8),
            "-": () => projection.zoom(1 / 1.8),
            "0": world,
            "Enter": () => clicked(projection.width / 2, projection.height / 2),
            "ArrowLeft": () => projection.move(step, 0),
            "ArrowRight": () => projection.move(-step, 0),
            "ArrowUp": () => projection.move(0, step),
            "ArrowDown": () => projection.move(0, -step),
        }[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        act();
        moved();
    });
}
