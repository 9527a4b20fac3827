import { createContext, useContext, useSyncExternalStore } from "react";

export type Locale = "ja" | "en";

const KEPT_AS = "otoku.locale";
const listeners = new Set<() => void>();
let locale: Locale = kept() ?? preferred();

function kept(): Locale | null {
  try {
    const value = localStorage.getItem(KEPT_AS);
    return value === "ja" || value === "en" ? value : null;
  } catch {
    return null; // private windows may refuse storage
  }
}

function preferred(): Locale {
  const wanted = typeof navigator === "undefined" ? [] : navigator.languages;
  return wanted.find((tag) => /^(ja|en)\b/.test(tag))?.startsWith("en") ? "en" : "ja";
}

/** The language that the page is in now; components use `useLocale`. */
export function currentLocale(): Locale {
  return locale;
}

/** Switches the whole app and remembers it in this browser. */
export function switchLocale(next: Locale): void {
  locale = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(KEPT_AS, next);
  } catch {
    // not kept beyond this page
  }
  for (const listener of listeners) listener();
}

/** A part of the page in a language of its own, as a preview is; null: that of the app. */
export const LocaleHere = createContext<Locale | null>(null);

/** The language of the app, or of this part of it; the component draws itself again when it is switched. */
export function useLocale(): Locale {
  const ofApp = useSyncExternalStore(whenSwitched, currentLocale);
  return useContext(LocaleHere) ?? ofApp;
}

/** Calls back whenever the language was switched; the answer ends that. */
export function whenSwitched(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
