import { type Locale, useLocale } from "./locale.ts";

/** A text, or a function that puts figures into one. */
type Entry = string | ((...values: never[]) => string);

type Same<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/** The texts of one screen or part in both languages. */
export type Texts<T> = Readonly<Record<Locale, Same<T>>>;

/**
 * Declares the texts of a screen, beside it in `texts.ts`. Japanese is the type: a key or a parameter that English
 * lacks or has too many of does not compile.
 */
export function texts<T extends Record<string, Entry>>(both: { ja: T; en: Same<T> }): Texts<T> {
  return both as unknown as Texts<T>;
}

/** The texts in the language of the app. */
export function useTexts<T>(both: Texts<T>): Same<T> {
  return both[useLocale()];
}

/** English needs two forms: `plural(2, "rule")` is "2 rules"; irregular ones are given. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
