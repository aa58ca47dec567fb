// The lines that clients say. Each kind has fields, and puts them into a line.
const signed = (value) => (Number(value) < 0 ? `-${Math.abs(Number(value))}` : `+${Math.abs(Number(value) || 0)}`);

/// A client's clock: POSIX seconds with nanoseconds, of which a browser knows the milliseconds.
const now = () => {
    const milliseconds = Date.now();
    return `${Math.floor(milliseconds / 1000)}.${String(milliseconds % 1000).padStart(3, "0")}000000`;
};

/// ISO 6709 wants a point, and no exponent.
const degrees = (value) => {
    const text = signed(value);
    return text.includes("e") ? `${text[0]}0.0` : text.includes(".") ? text : `${text}.0`;
};

export const kinds = {
    IAMAT: {
        fields: [["client", "Client", "kiwi"], ["lat", "Latitude", "34.068930"], ["lon", "Longitude", "-118.445127"]],
        line: ({ client, lat, lon }) => `IAMAT ${client} ${degrees(lat)}${degrees(lon)} ${now()}`,
    },
    WHATSAT: {
        fields: [["client", "Client", "kiwi"], ["radius", "Radius, km", "10"], ["bound", "At most", "5"]],
        line: ({ client, radius, bound }) => `WHATSAT ${client} ${radius} ${bound}`,
    },
    NEARBY: {
        fields: [["client", "Client", "kiwi"], ["radius", "Radius, km", "50"], ["bound", "At most", "10"]],
        line: ({ client, radius, bound }) => `NEARBY ${client} ${radius} ${bound}`,
    },
    "any line": {
        fields: [["line", "Line", "hello"]],
        line: ({ line }) => line,
    },
};
