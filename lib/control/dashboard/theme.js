// Loaded before the page is painted, so that a chosen theme does not flash. The button is wired in theme_switch.js.
{
    let chosen = null;
    try {
        chosen = localStorage.getItem("herd-theme");
    } catch {
        // Storage may be forbidden; the system's theme it is.
    }
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}
