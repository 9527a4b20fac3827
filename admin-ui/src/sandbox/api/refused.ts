/** An answer that is a refusal: a code to decide by, and a sentence for people in their language. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The sentence of a failure; `offline` stands for what the browser itself says in English. */
export function sentenceOf(failure: unknown, offline: string): string {
  return failure instanceof Refused ? failure.message : offline;
}
