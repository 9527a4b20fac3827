import keywords from "./keywords.json";
import { Join, Keyword, Kind, Not, Truth, Unit } from "./otoku.parser.terms.ts";

const TERMS: Record<keyof typeof keywords, number> = {
  block: Kind,
  unit: Unit,
  join: Join,
  not: Not,
  truth: Truth,
  other: Keyword,
};

const classes = new Map<string, number>(
  Object.entries(keywords).flatMap(([group, words]) =>
    words.map((word): [string, number] => [word, TERMS[group as keyof typeof keywords]]),
  ),
);

/** What a word is to the grammar, typed in whatever width; -1 for one that is not the language's. */
export function wordClass(word: string, _stack?: unknown): number {
  return classes.get(word.normalize("NFKC")) ?? -1;
}
