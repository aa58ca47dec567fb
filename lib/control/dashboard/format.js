// Numbers as people read them.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export const count = (value) => whole.format(value ?? 0);

/// 1,234 stays; 12,345 is 12.3k.
export function short(value) {
    const n = value ?? 0;
    if (n < 10000) return whole.format(n);
    if (n < 1e6) return `${(n / 1e3).toFixed(n < 1e5 ? 1 : 0)}k`;
    return `${(n / 1e6).toFixed(n < 1e7 ? 2 : 1)}M`;
}

export function rate(value) {
    if (!value) return "0/s";
    if (value < 10) return `${value.toFixed(1)}/s`;
    return `${short(value)}/s`;
}

export function bytes(value) {
    const n = value ?? 0;
    if (n < 1024) return `${n} B`;
    if (n < 1024 * 1024) return `${(n / 1024).toFixed(n < 10240 ? 1 : 0)} KiB`;
    return `${(n / 1048576).toFixed(1)} MiB`;
}

export function duration(ns) {
    if (ns === undefined || ns === null) return "–";
    const size = Math.abs(ns);
    if (size < 1e3) return `${Math.round(ns)} ns`;
    if (size < 1e6) return `${trim(ns / 1e3)} µs`;
    if (size < 1e9) return `${trim(ns / 1e6)} ms`;
    if (size < 120e9) return `${trim(ns / 1e9)} s`;
    if (size < 7200e9) return `${Math.round(ns / 60e9)} min`;
    return `${trim(ns / 3600e9)} h`;
}

const trim = (value) => (Math.abs(value) < 10 ? value.toFixed(2) : Math.abs(value) < 100 ? value.toFixed(1) : value.toFixed(0));

export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
