import type { Locale } from "../i18n/locale.ts";
import type { IconName } from "../parts/Icon.tsx";

/** Where a screen stands in the navigation; the palette lists the same entries. */
export interface NavEntry {
  /** Path without parameters; also marks the entry as current for the paths below it. */
  readonly to: string;
  readonly label: Readonly<Record<Locale, string>>;
  readonly icon: IconName;
  /** Daily work stands above the divider, the rest below. */
  readonly section: "daily" | "manage";
  /** The right without which the screen shows nothing; "read" when absent, which everybody here has. */
  readonly right?: string;
}

/** The screens that somebody of these rights can open. */
export function opened(entries: readonly NavEntry[], rights: readonly string[]): readonly NavEntry[] {
  return entries.filter(({ right }) => right === undefined || rights.includes(right));
}
