import type { TypedDocumentString } from "../../api/document.ts";
import { currentLocale } from "../../i18n/locale.ts";
import { Refused } from "./refused.ts";

const ENDPOINT = "/sandbox/storefront/graphql";
const MOST_WAITS = 3;

/**
 * Asks the storefront API with the publishable token, as any storefront does. A busy server says how long to wait;
 * throws Refused for everything else that is no data.
 */
export async function askStorefront<Result, Variables>(
  token: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Result> {
  await emptying;
  // With a token of before the sandbox was emptied there is nobody to ask: such a page is about to be drawn anew,
  // which ends its questions.
  if (retired.has(token)) await aborted(signal);
  const answer = post(token, document, variables, signal);
  used.add(token);
  asking.add(answer);
  try {
    return await answer;
  } finally {
    asking.delete(answer);
  }
}

let emptying: Promise<unknown> = Promise.resolve();
const used = new Set<string>();
const retired = new Set<string>();
const asking = new Set<Promise<unknown>>();

/** What may empty the sandbox and so end its tokens: done once all that was asked with them is answered. */
export function changeTokens<Result extends { publishableToken: string }>(
  change: () => Promise<Result>,
): Promise<Result> {
  const emptied = Promise.allSettled(asking).then(async () => {
    const answer = await change();
    for (const token of used) if (token !== answer.publishableToken) retired.add(token);
    return answer;
  });
  emptying = emptied.catch(() => undefined); // not emptied: the tokens live on
  return emptied;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

async function post<Result, Variables>(
  token: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Result> {
  for (let waits = 0; ; waits += 1) {
    const response = await fetch(ENDPOINT, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "accept-language": currentLocale(),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal,
    });
    if (response.status === 429 && waits < MOST_WAITS) {
      await pause(Number(response.headers.get("retry-after") ?? "1") * 1000, signal);
      continue;
    }
    const answer = (await response.json()) as Answer;
    const error = answer.errors?.[0];
    if (error) throw new Refused(error.extensions?.code ?? "INTERNAL", error.message);
    if (answer.error) throw new Refused(answer.error.code, answer.error.message);
    return answer.data as Result;
  }
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
  error?: { code: string; message: string };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
