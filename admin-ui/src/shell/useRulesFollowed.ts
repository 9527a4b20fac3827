import { useRef } from "react";
import { RulesFollowedDocument, type RulesFollowedSubscription } from "../api/account.graphql.ts";
import { useLive } from "../api/live.ts";
import { isWorkedOn, queryClient } from "../api/query.ts";

/** What shows how the working copy stands. */
const OF_EDITS = ["FileState", "RuleList"];

/** Asks again for what is on the screen when somebody else has published rules, or stored an edit. */
export function useRulesFollowed(): void {
  const known = useRef<RulesFollowedSubscription["rulesetChanged"]>(undefined);
  useLive(RulesFollowedDocument, {}, ({ rulesetChanged: now }) => {
    const before = known.current;
    known.current = now;
    if (before && before.revision !== now.revision) {
      void queryClient.invalidateQueries({ predicate: (query) => !isWorkedOn(query) });
    } else if (before && before.newest !== now.newest) {
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => OF_EDITS.includes(String(queryKey[0])),
      });
    }
  });
}
