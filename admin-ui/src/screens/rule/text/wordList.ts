import type { WordList } from "../../../dsl/words.ts";

let loading: Promise<WordList> | undefined;

/** The words of the language; a file of their own, so that the editor shows its text before it knows them all. */
export function wordList(): Promise<WordList> {
  loading ??= import("../../../dsl/words.ts").then(
    ({ WORDS }) => WORDS,
    (trouble: unknown) => {
      loading = undefined; // asked again next time
      throw trouble;
    },
  );
  return loading;
}
