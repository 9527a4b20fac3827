import { useSyncExternalStore } from "react";

/** Answers whether the person proved who they are; null while nobody asks. */
type Waiting = ((proved: boolean) => void) | null;

const listeners = new Set<() => void>();
let waiting: Waiting = null;

/** Asks the person to prove who they are, in the dialog of the frame; false when they would rather not. */
export function confirmIdentity(): Promise<boolean> {
  waiting?.(false);
  return new Promise((resolve) => {
    set((proved) => {
      set(null);
      resolve(proved);
    });
  });
}

/** Who waits for the proof; the dialog calls it with the outcome. */
export function useConfirmation(): Waiting {
  return useSyncExternalStore(subscribe, () => waiting);
}

function set(next: Waiting): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
