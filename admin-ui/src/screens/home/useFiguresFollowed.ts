import { useEffect, useRef } from "react";
import { useLive } from "../../api/live.ts";
import { queryClient } from "../../api/query.ts";
import { FiguresFollowedDocument } from "./queries.graphql.ts";

const SHOWN = ["Period", "RuleTotals", "Attention"];
/** A busy shop sells every second; nobody reads figures as fast. */
const GATHER_MS = 3_000;

/** Asks again for what home shows when the figures of the period have changed. */
export function useFiguresFollowed(since: string, until: string): void {
  const first = useRef(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(FiguresFollowedDocument, { since, until }, () => {
    if (first.current) {
      first.current = false; // what the screen has just asked for itself
      return;
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => SHOWN.includes(String(queryKey[0])),
      });
    }, GATHER_MS);
  });
}
