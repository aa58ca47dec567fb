// The token that a herd may ask for: kept for this tab, and asked for in a dialog.
import { byId } from "./dom.js";

const key = "herd-token";
let token = read();
let asking = null;

function read() {
    try {
        return sessionStorage.getItem(key);
    } catch {
        return null;
    }
}

export const currentToken = () => token;

/// Resolves once there is another token to try than `refused`. Whoever asks meanwhile waits for the same answer.
export function askForToken(refused) {
    if (refused !== token) return Promise.resolve();
    asking ??= new Promise((resolve) => {
        const dialog = byId("token-dialog");
        const form = byId("token-form");
        const stay = (event) => event.preventDefault();
        dialog.addEventListener("cancel", stay);
        dialog.showModal();
        form.addEventListener(
            "submit",
            (event) => {
                event.preventDefault();
                token = byId("token").value.trim();
                try {
                    sessionStorage.setItem(key, token);
                } catch {
                    // It lasts as long as the page, then.
                }
                byId("token").value = "";
                dialog.removeEventListener("cancel", stay);
                dialog.close();
                asking = null;
                resolve();
            },
            { once: true },
        );
    });
    return asking;
}
