const KEPT_AS = "otoku.reloaded-at";
const ONCE_WITHIN_MS = 60_000;

/**
 * After an upgrade of the server, a page that is still open asks for files that are gone. It is loaded again, once:
 * when that does not help, the error is shown instead of a loop.
 */
export function reloadOnLostChunk(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const before = Number(sessionStorage.getItem(KEPT_AS) ?? 0);
    if (Date.now() - before < ONCE_WITHIN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEPT_AS, String(Date.now()));
    window.location.reload();
  });
}
