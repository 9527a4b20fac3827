import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  snippetCompletion,
} from "@codemirror/autocomplete";
import type { Locale } from "../i18n/locale.ts";
import { type Place, placeAt } from "./context.ts";
import type { Doc, WordList } from "./words.ts";

/** A name that may stand in quotes, with what it is called on screens. */
export type Named = { name: string; title?: string; plans?: readonly string[] };

/** What the shop has: for completion inside quotes. */
export type Names = Partial<
  Record<
    "products" | "categories" | "tags" | "templates" | "rules" | "budgets" | "audiences" | "experiments",
    Named[]
  >
>;

export type CompletionOptions = {
  words: WordList;
  locale: () => Locale;
  names?: () => Names | Promise<Names>;
};

const WORD = /[\p{L}\p{N}_.-]+/u;
const WHOLE_WORD = /^[\p{L}\p{N}_.-]*$/u;

const AREAS: Record<string, keyof Names> = {
  product: "products",
  except: "products",
  category: "categories",
  tag: "tags",
  email: "templates",
  sms: "templates",
  push: "templates",
  budget: "budgets",
  audience: "audiences",
  experiment: "experiments",
  coupon: "rules",
  sale: "rules",
  offer: "rules",
  reminder: "rules",
  list: "rules",
  giftcard: "rules",
  with: "rules",
};

/** Completion of rule files: the language's words by place, and the shop's own names inside quotes. */
export function otokuCompletion(options: CompletionOptions): CompletionSource {
  return async (cx) => {
    if (cx.view?.composing) return null;
    const word = cx.matchBefore(WORD);
    const from = word ? word.from : cx.pos;
    const place = placeAt(cx.state, from, cx.pos);
    if (place.at === "text") return namesIn(place, (await options.names?.()) ?? {});
    if (!word && !cx.explicit && place.at !== "value") return null;
    return wordsAt(place, cx, from, options);
  };
}

function wordsAt(
  place: Place,
  cx: CompletionContext,
  from: number,
  { words, locale }: CompletionOptions,
): CompletionResult | null {
  const found = optionsAt(place, words, locale());
  if (found.length === 0) return null;
  const typed = cx.state.sliceDoc(from, cx.pos);
  const others = typed === "" ? [] : otherNames(found, words.meant);
  return { from, options: [...found, ...others], ...(typed === "" ? {} : { validFor: WHOLE_WORD }) };
}

function optionsAt(place: Place, words: WordList, locale: Locale): Completion[] {
  switch (place.at) {
    case "file":
      return words.blocks
        .filter((block) => block.rule || !["legal", "terms"].includes(block.label))
        .map((block) => snippet(block.label, block.example, block.doc, locale));
    case "line":
      return linesOf(place, words, locale);
    case "condition":
      return [...fieldsIn(words, locale), ...plainWords(["not", "customer", "all", "any", "none"])];
    case "value":
      return valuesAfter(place, words, locale);
    default:
      return [];
  }
}

function linesOf(place: Place & { at: "line" }, words: WordList, locale: Locale): Completion[] {
  const block = words.blocks.find((one) => one.label === place.block);
  return words.lines
    .filter((line) => line.places.includes(place.block))
    .filter((line) => line.repeats || !place.written.has(line.label.split(" ", 1)[0] ?? ""))
    .map((line) => {
      const required = line.required.includes(place.block);
      const order = block ? block.lines.indexOf(line.label) : 0;
      const sortText = `${required ? 0 : 1}${String(order).padStart(3, "0")}`;
      return { ...snippet(line.label, line.example, line.doc, locale), sortText, boost: required ? 1 : 0 };
    });
}

function valuesAfter(place: Place & { at: "value" }, words: WordList, locale: Locale): Completion[] {
  const last = place.tokens.at(-1) ?? "";
  if (place.tokens.length === 1 && place.label === "when") {
    return words.triggers.map((one) =>
      snippet(one.words, one.example.replace(/^when /, ""), one.doc, locale),
    );
  }
  const could = words.following[place.label]?.[last] ?? [];
  const field = last === "<field>" ? words.fields.find((one) => one.path === place.field) : undefined;
  const allowed = field && new Set(["and", "or", ")", ...field.operators.map((one) => one.split(" ", 1)[0])]);
  const said = could.filter((one) => /^[a-z]+$/.test(one) && (!allowed || allowed.has(one)));
  return [...plainWords(said), ...(could.includes("<field>") ? fieldsIn(words, locale) : [])];
}

function plainWords(labels: readonly string[]): Completion[] {
  return labels.map((label) => ({ label, type: "keyword" }));
}

function fieldsIn(words: WordList, locale: Locale): Completion[] {
  return words.fields.map((field) => ({
    label: field.path,
    type: "property",
    detail: brief(field.doc[locale]),
    info: field.doc[locale],
  }));
}

function namesIn(place: Place & { at: "text" }, names: Names): CompletionResult | null {
  const before = place.tokens.findLast((token) => token !== "<text>" && token !== ",");
  if (place.label === "sender" || place.label === "was" || place.label === "event") return null;
  if (before === "to" || before === "by") return null;
  const area = AREAS[before ?? ""];
  const found = area ? (names[area] ?? []) : [];
  if (found.length === 0) return null;
  const options = found.map(({ name, title }) => ({
    label: name,
    type: "text",
    ...(title && { detail: title }),
  }));
  return { from: place.from, to: place.to, options, filter: true };
}

/** What people say instead of a word, in English or Japanese: `割引` finds `discount`. */
function otherNames(found: Completion[], meant: Record<string, string>): Completion[] {
  const byLabel = new Map(found.map((one) => [one.label, one]));
  return Object.entries(meant).flatMap(([said, word]) => {
    const one = byLabel.get(word);
    return one && said !== word
      ? [{ ...one, label: said, displayLabel: word, boost: -50, apply: one.apply ?? word }]
      : [];
  });
}

function snippet(label: string, example: string, doc: Doc, locale: Locale): Completion {
  const shown = { label, type: "keyword", detail: brief(doc[locale]), info: doc[locale] };
  return snippetCompletion(template(example), shown);
}

/** An example as a snippet: what a merchant will want to change becomes a place to type. */
export function template(example: string): string {
  let holes = 0;
  const hole = (inside: string) => `\${${++holes}:${inside.replace(/[{}\\]/g, "")}}`;
  const whole = /\{\s*$/.test(example) ? `${example.trimEnd()}\n  \n}` : example.trimEnd();
  return whole.split("\n").map(filled).join("\n");

  function filled(line: string): string {
    const depth = line.length - line.trimStart().length;
    const text = line
      .trim()
      .replace(/[{}]/g, "\\$&")
      .replace(/"([^"\\]*)"|(?<![\p{L}\d.-])\d[\d,.]*(?![\p{L}\d-])/gu, (said, inside?: string) =>
        inside === undefined ? hole(said) : `"${hole(inside)}"`,
      );
    return "\t".repeat(Math.floor(depth / 2)) + (text === "" ? hole("") : text);
  }
}

/** The beginning of a text, short enough to stand beside a label. */
function brief(doc: string): string {
  const first = doc.split(/[。．:：;(（]|\.\s|, /u, 1)[0] ?? doc;
  return first.length > 40 ? `${first.slice(0, 39)}…` : first.replace(/\.$/, "");
}
