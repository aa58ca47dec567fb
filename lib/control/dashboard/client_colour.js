// A client's colour, the same in all views; after Okabe and Ito. Colour only groups what signs and words already tell.
import { colour } from "./theme_switch.js";

const light = ["#0072b2", "#c25500", "#007a59", "#a34f80", "#2b8cc4", "#8a6d00"];
const dark = ["#56b4e9", "#f0974c", "#3fc79d", "#e39bc2", "#8fd0f5", "#f0e442"];

export function clientColour(client) {
    let hash = 2166136261;
    for (let i = 0; i < client.length && i < 64; ++i) hash = Math.imul(hash ^ client.charCodeAt(i), 16777619);
    const palette = colour("ground").startsWith("#1") ? dark : light;
    return palette[(hash >>> 8) % palette.length];
}
