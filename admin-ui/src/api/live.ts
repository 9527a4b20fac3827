import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import type { TypedDocumentString } from "./document.ts";
import { isSocketOpen, onSocket } from "./socketState.ts";

/** How long after a refusal the server is asked again: it may have restarted, or somebody signed in again. */
const AGAIN_MS = 60_000;

/**
 * Follows a subscription while the screen is there, and hands on each state; `null` variables follow nothing. Where no
 * WebSocket gets through, nothing comes: whoever follows also polls, slower while `useSocketOpen()`.
 */
export function useLive<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
  onState: (state: Result) => void,
): void {
  const text = document.toString();
  const asked = variables && JSON.stringify(variables);
  const [round, setRound] = useState(0);
  const take = useEffectEvent(onState);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    if (asked === null) return;
    let stop = () => {};
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refused = () => {
      timer = setTimeout(() => setRound((now) => now + 1), AGAIN_MS);
    };
    // Loaded beside the screen, which does not wait for it.
    void import("./socket.ts").then(({ socket }) => {
      if (left) return;
      stop = socket.subscribe<Result>(
        { query: text, variables: JSON.parse(asked) },
        { next: ({ data }) => data && take(data), error: refused, complete: () => {} },
      );
    }, refused);
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [text, asked, round]);
}

/** Whether states come by themselves now, so that asking for them can be rare. */
export function useSocketOpen(): boolean {
  return useSyncExternalStore(onSocket, isSocketOpen);
}
