import type { Locale } from "../i18n/locale.ts";
import type { OfferView } from "./view.ts";

const UNITS = {
  D: { ja: "日", en: "day" },
  W: { ja: "週間", en: "week" },
  M: { ja: "か月", en: "month" },
  Y: { ja: "年", en: "year" },
} as const;

/** `P1M` as `1か月` or `month`, `P14D` as `14日` or `14 days`; what is no whole number of days or more stays as it is. */
export function cycleText(iso: string, locale: Locale): string {
  const found = /^P(\d+)([DWMY])$/.exec(iso);
  if (!found) return iso;
  const count = Number(found[1]);
  const unit = UNITS[found[2] as keyof typeof UNITS];
  if (locale === "ja") return `${count}${unit.ja}`;
  return count === 1 ? unit.en : `${count} ${unit.en}s`;
}

/** How often it comes, each cycle once; empty: it comes once. */
export function cyclesOf({ plans }: OfferView, every: (cycle: string) => string, locale: Locale): string {
  const cycles = [...new Set(plans.map(({ cycle }) => cycle))];
  return cycles.map((cycle) => every(cycleText(cycle, locale))).join(locale === "ja" ? "、" : ", ");
}
