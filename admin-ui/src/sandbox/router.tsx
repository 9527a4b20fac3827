import { type MouseEvent, type ReactNode, useSyncExternalStore } from "react";

const ROOT = "/sandbox";
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** The parts of the address below `/sandbox/`: `["pay", "T-0123"]`; none for the first page. */
export function usePath(): string[] {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return path.slice(ROOT.length).split("/").filter(Boolean).map(decodeURIComponent);
}

/** Goes to a page of the shop, such as `/cart`; `replace` leaves no way back to the present one. */
export function go(to: string, replace = false): void {
  if (replace) window.history.replaceState(null, "", ROOT + to);
  else window.history.pushState(null, "", ROOT + to);
  window.scrollTo(0, 0);
  for (const listener of listeners) listener();
}

/** A link to a page of the shop: a real one, which opens in a new tab when asked to. */
export function Link({ to, children, className }: { to: string; children: ReactNode; className?: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={ROOT + to} className={className} onClick={follow}>
      {children}
    </a>
  );
}
