import type { Locale } from "./locale.ts";

/** Money in minor units of its currency, as the API gives it; never a float. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

const NOTHING = "–";

/** `¥1,234`, `$12.34`; a minus for what is owed. The half-width yen sign, which Intl's Japanese does not write. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(amount / 10 ** digits).replace("-", "−");
}

/** `1,234`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US").replace("-", "−");
}

/** `12.5%` of a share between 0 and 1; a dash when there is nothing to divide by. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? NOTHING : `${((100 * part) / whole).toFixed(1)}%`;
}

/** The parts of an instant on the wall clock of `timeZone`. */
function wallClock(at: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `2026/11/21 18:15`, on the shop's clock, the same in both languages so that columns line up. */
export function formatInstant(iso: string, timeZone: string): string {
  const { year, month, day, hour, minute } = wallClock(new Date(iso), timeZone);
  return `${year}/${month}/${day} ${hour}:${minute}`;
}

/** `2026/11/21`, the shop's day of an instant. */
export function formatDayOf(iso: string, timeZone: string): string {
  return formatInstant(iso, timeZone).slice(0, 10);
}

/** `2026/11/21` of a day such as `2026-11-21`. */
export function formatDay(day: string): string {
  return day.replaceAll("-", "/");
}

/** The last day that an exclusive end leaves usable: `2026-12-05T15:00Z` in Tokyo is `2026/12/05 23:59`. */
export function formatUntil(iso: string, timeZone: string): string {
  return formatInstant(new Date(new Date(iso).getTime() - 60_000).toISOString(), timeZone);
}

const UNITS = [
  { seconds: 86_400, ja: "日", en: "d", most: Number.POSITIVE_INFINITY },
  { seconds: 3_600, ja: "時間", en: "h", most: 24 },
  { seconds: 60, ja: "分", en: "min", most: 60 },
  { seconds: 1, ja: "秒", en: "s", most: 60 },
] as const;

/** `2 日 4 時間`, `2 d 4 h`: the two largest units, whole seconds. */
export function formatDuration(seconds: number, locale: Locale): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) parts.push(`${formatCount(count)} ${unit[locale]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || `0 ${UNITS[3][locale]}`;
}

/** `3 分前`, `in 2 h`; always beside the instant itself, never alone. */
export function formatRelative(iso: string, now: Date, locale: Locale): string {
  const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return locale === "ja" ? "たった今" : "just now";
  const unit = UNITS.find((candidate) => size >= candidate.seconds) ?? UNITS[3];
  const span = `${formatCount(Math.round(size / unit.seconds))} ${unit[locale]}`;
  if (locale === "ja") return seconds < 0 ? `${span}前` : `${span}後`;
  return seconds < 0 ? `${span} ago` : `in ${span}`;
}
