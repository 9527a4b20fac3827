import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "../parts/show/toast.ts";
import type { TypedDocumentString } from "./document.ts";
import { request } from "./request.ts";

interface Problem {
  readonly code: string;
  readonly field: readonly string[];
  readonly message: string;
}

/** What the business refused: the sentence is in the language of the app. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(" "));
  }
}

/** The answer of a mutation, or Refusal when it says that nothing was done. */
export function accepted<Payload extends { readonly errors: readonly Problem[] }>(payload: Payload): Payload {
  if (payload.errors.length > 0) throw new Refusal(payload.errors);
  return payload;
}

/** A key that makes a repeat of a mutation harmless; make it once when a form opens. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Something that people do on a screen: a refusal becomes the mutation's error; when it is done, everything that the
 * screen shows is asked again, and `done` is said.
 */
export function useAct<Result, Variables, Payload extends { readonly errors: readonly Problem[] }>(
  document: TypedDocumentString<Result, Variables>,
  payload: (result: Result) => Payload,
  after: { done?: string; onDone?: (payload: Payload) => void } = {},
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (variables: Variables) => accepted(payload(await request(document, variables))),
    onSuccess: async (answer) => {
      if (after.done) toast(after.done);
      after.onDone?.(answer);
      await client.invalidateQueries();
    },
  });
}
