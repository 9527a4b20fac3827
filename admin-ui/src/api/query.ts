import { MutationCache, QueryCache, QueryClient, queryOptions } from "@tanstack/react-query";
import { whenSwitched } from "../i18n/locale.ts";
import type { TypedDocumentString } from "./document.ts";
import { RequestFailure, request } from "./request.ts";
import { noteSession } from "./session.ts";

const TRIES = 2;
const FRESH_MS = 5_000;
/** How often a screen that shows living figures asks again, while it is visible. */
export const POLL_MS = 15_000;

/** Worth asking again by itself: the network or the server was away. All else gives the same answer again. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof RequestFailure &&
    ["NETWORK", "UNAVAILABLE", "OVERLOADED", "TIMEOUT"].includes(error.code)
  );
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteSession }),
  mutationCache: new MutationCache({ onError: noteSession }),
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < TRIES && isPassing(error),
      staleTime: FRESH_MS,
      refetchOnWindowFocus: true,
      // The browser's idea of being online is often wrong on a merchant's own network; we find out by asking.
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** What an editor works on: never asked again behind its back. */
export function isWorkedOn({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] === "OpenFile";
}

// Answers hold sentences. They are asked again in place: with the language in the key of a query, each screen would
// be put away and drawn anew, and what somebody was typing into it would be lost.
whenSwitched(() => void queryClient.invalidateQueries({ predicate: (query) => !isWorkedOn(query) }));

/** The options of a query: `useQuery(ask(RuleDocument, { name }))`. Its key is the document and the variables. */
export function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) {
  return queryOptions({
    queryKey: [operationName(document.toString()), variables] as const,
    queryFn: ({ signal }) => request(document, variables, signal),
  });
}

/** The name of a document's operation, the first part of its query key: `invalidateQueries({queryKey: ["Rule"]})`. */
export function operationName(text: string): string {
  return /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? text;
}
