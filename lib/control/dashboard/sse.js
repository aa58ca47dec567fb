// Server-Sent Events, from pieces of text: what EventSource would do, if it could send a token.
const longest = 1 << 20;

export class SseParser {
    #rest = "";

    /// Takes a piece of the stream, and gives the events that it completes: {event, data, id}.
    push(text) {
        this.#rest += text;
        const messages = this.#rest.split(/\r?\n\r?\n/);
        this.#rest = messages.pop();
        if (this.#rest.length > longest) throw new Error("an event without end");
        return messages.map(parse).filter((message) => message.data !== "");
    }
}

function parse(message) {
    const parsed = { event: "message", data: "", id: undefined };
    for (const line of message.split(/\r?\n/)) {
        const colon = line.indexOf(":");
        if (colon <= 0) continue;
        const name = line.slice(0, colon);
        const value = line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
        if (name === "data") parsed.data += parsed.data ? `\n${value}` : value;
        else if (name === "event" || name === "id") parsed[name] = value;
    }
    return parsed;
}
