// Requests to the herd's control API.
import { askForToken, currentToken } from "./token.js";

/// What the herd says is wrong, in its own words; status 0 if it could not be asked.
export class Problem extends Error {
    constructor(status, detail) {
        super(detail);
        this.status = status;
    }
}

export const path = (...segments) => `/v1/${segments.map((part) => encodeURIComponent(String(part).toWellFormed())).join("/")}`;

/// A client in a URL: its bytes, percent-encoded, also where they are no UTF-8.
export const encodeClient = ({ client, client_hex: hex }) => (hex ? hex.replace(/../g, "%$&") : encodeURIComponent(client.toWellFormed()));

/// Fetches with the token, and again with another one while the herd refuses it.
export async function open(url, options = {}) {
    for (;;) {
        const token = currentToken();
        const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
        let response;
        try {
            response = await fetch(url, { cache: "no-store", credentials: "omit", ...options, headers });
        } catch (failure) {
            if (failure.name === "AbortError") throw failure;
            throw new Problem(0, "The herd does not answer.");
        }
        if (response.status === 401) {
            await askForToken(token);
            continue;
        }
        if (!response.ok) throw new Problem(response.status, await readDetail(response));
        return response;
    }
}

async function readDetail(response) {
    try {
        const problem = await response.json();
        const errors = (problem.errors ?? []).map((error) => (typeof error === "string" ? error : (error.detail ?? "")));
        return [problem.detail ?? problem.title, ...errors].filter(Boolean).join(" ");
    } catch {
        return `The herd answered ${response.status}.`;
    }
}

async function request(method, url, body, signal) {
    const options = { method, signal: signal ?? AbortSignal.timeout(15000) };
    if (body !== undefined) {
        options.headers = { "Content-Type": "application/json" };
        options.body = JSON.stringify(body);
    }
    let response;
    try {
        response = await open(url, options);
        return response.status === 204 ? null : await response.json();
    } catch (failure) {
        if (failure instanceof Problem || failure.name === "AbortError") throw failure;
        throw new Problem(0, failure.name === "TimeoutError" ? "The herd did not answer in time." : "The herd's answer broke off.");
    }
}

export const get = (url, query = {}, signal) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
    return request("GET", given.length ? `${url}?${new URLSearchParams(given)}` : url, undefined, signal);
};
export const post = (url, body) => request("POST", url, body);
export const remove = (url) => request("DELETE", url);
