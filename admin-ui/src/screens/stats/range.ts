import { choiceIn, type TableSearch, tableSearch, textIn } from "../../parts/search.ts";

/** Not plain figures: those would stand in the address in quotation marks. */
export const LENGTHS = ["7d", "30d", "90d"] as const;
export const RANGES = [...LENGTHS, "custom"] as const;
export type RangeChoice = (typeof RANGES)[number];

/** As many days as the server adds up at once. */
export const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** What the address of the figures keeps. */
export interface StatsSearch extends TableSearch {
  rule?: string;
  range?: RangeChoice;
  /** First and last day, both included, of a range of one's own. */
  from?: string;
  to?: string;
  compare?: "none";
  unit?: "money";
}

/** Reads an address; for `validateSearch`. */
export function statsSearch(raw: Record<string, unknown>): StatsSearch {
  return {
    ...tableSearch(raw),
    rule: textIn(raw.rule),
    range: choiceIn(raw.range, RANGES),
    from: dayText(raw.from),
    to: dayText(raw.to),
    compare: choiceIn(raw.compare, ["none"]),
    unit: choiceIn(raw.unit, ["money"]),
  };
}

export interface Range {
  /** First day, `2026-11-21`. */
  readonly since: string;
  /** The day after the last one. */
  readonly until: string;
  readonly days: number;
}

/** The days of an address; `today` counts in. A range of one's own that is none is that of 30 days. */
export function rangeOf(search: Pick<StatsSearch, "range" | "from" | "to">, today: string): Range {
  const { range = "30d", from, to } = search;
  if (range !== "custom") return lastDays(Number.parseInt(range, 10), today);
  if (!from || !to || from > to) return lastDays(30, today);
  const until = dayPlus(to, 1);
  const days = daysBetween(from, until);
  return days > LONGEST_DAYS
    ? { since: dayPlus(until, -LONGEST_DAYS), until, days: LONGEST_DAYS }
    : { since: from, until, days };
}

/** The last `days` days up to and with `today`. */
export function lastDays(days: number, today: string): Range {
  const until = dayPlus(today, 1);
  return { since: dayPlus(until, -days), until, days };
}

/** `2026-12-01` plus -1 is `2026-11-30`. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days lie from `since` up to but without `until`. */
export function daysBetween(since: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${since}T00:00:00Z`)) / DAY_MS);
}

function dayText(value: unknown): string | undefined {
  const text = textIn(value);
  const isDay = text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDay ? text : undefined;
}
