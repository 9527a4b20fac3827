import { useSyncExternalStore } from "react";
import { RequestFailure } from "./request.ts";

const listeners = new Set<() => void>();
let ended = false;

/** Takes note of what a request was told about the session; wired into the query client once. */
export function noteSession(error: unknown): void {
  if (error instanceof RequestFailure && error.code === "UNAUTHENTICATED") sessionHasEnded();
}

/** Calls the dialog of the frame. */
export function sessionHasEnded(): void {
  set(true);
}

/** The person has signed in again. */
export function sessionIsBack(): void {
  set(false);
}

/** Whether the server has told that the session is over. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}

function set(next: boolean): void {
  if (ended === next) return;
  ended = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
