import type { Locale } from "../i18n/locale.ts";
import list from "./words.json";

/** A text of the language's own documentation, in both languages. */
export type Doc = Record<Locale, string>;

/** A block as a merchant may write it; `lines` are the labels it may hold in canonical order. */
export type BlockWord = {
  label: string;
  rule: boolean;
  named: boolean;
  doc: Doc;
  example: string;
  lines: string[];
  required: string[];
};

/** A line: where it may stand (`places` are labels of blocks), and a line that is right. */
export type LineWord = {
  label: string;
  places: string[];
  required: string[];
  example: string;
  doc: Doc;
  widget: string;
  repeats: boolean;
};

/** What may follow `when`. */
export type TriggerWord = { words: string; doc: Doc; example: string };

/** A fact for conditions, with the comparisons its type allows. */
export type FieldWord = { path: string; type: string; doc: Doc; operators: string[] };

/**
 * Everything a merchant can say: `otoku words --json`. `following` says, for each first word of a line and each word or
 * `<value>` in it, what may come next; `meant` maps what people say, in English or Japanese, to the language's word.
 */
export type WordList = {
  blocks: BlockWord[];
  lines: LineWord[];
  triggers: TriggerWord[];
  fields: FieldWord[];
  following: Record<string, Record<string, string[]>>;
  meant: Record<string, string>;
};

/** The list that this build was made with. */
export const WORDS: WordList = list as unknown as WordList;
