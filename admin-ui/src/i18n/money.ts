import { normalised } from "./normalise.ts";

/** How many digits of a currency stand behind its point: 0 for yen, 2 for dollars. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 0;
}

/** Money as typed, `１，２００` or `12.5`, in minor units; null when it is none, or finer than the currency. */
export function readMoney(text: string, currency: string): number | null {
  const plain = normalised(text).replace(/[,、\s¥$€£円]/g, "");
  const digits = minorDigits(currency);
  const found = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (!found || (found[2] ?? "").length > digits) return null;
  return Number(`${found[1]}${(found[2] ?? "").padEnd(digits, "0")}`);
}
