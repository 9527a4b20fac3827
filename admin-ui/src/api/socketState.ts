const listeners = new Set<() => void>();
let open = false;

/** Whether the server has taken our WebSocket. */
export function isSocketOpen(): boolean {
  return open;
}

/** Calls back when that changes. */
export function onSocket(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes note of it. */
export function setSocketOpen(next: boolean): void {
  if (open === next) return;
  open = next;
  for (const listener of listeners) listener();
}
