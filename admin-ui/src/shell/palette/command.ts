import type { Locale } from "../../i18n/locale.ts";
import type { IconName } from "../../parts/Icon.tsx";

/** Something that the palette can go to. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, or where it leads: "ルール", "Coupon". */
  readonly hint?: string;
  readonly icon: IconName;
  /** Address below `/admin`, such as `/rules/thanks-coupon`. */
  readonly to: string;
  /** What else stands in that address: `{ rule: "thanks-coupon" }`. */
  readonly search?: Readonly<Record<string, string>>;
}

/**
 * A screen's part of the palette: finds things by what was typed, five at most. It is asked after a pause, and the
 * signal says when the answer is not wanted any more; `may` tells what the person has a right to. Register it in `screens/registry.ts`.
 */
export type CommandSource = (
  typed: string,
  locale: Locale,
  signal: AbortSignal,
  may: (right: string) => boolean,
) => Promise<readonly Command[]>;
