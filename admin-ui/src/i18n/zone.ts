import { formatInstant } from "./format.ts";

const MINUTE = 60_000;

/** The instant at which a wall clock in `timeZone` shows `2026-11-21` and, optionally, `18:15`; as ISO 8601. */
export function instantOf(day: string, timeZone: string, time = "00:00"): string {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let at = wanted;
  // The offset at the guess may not be that at the answer: twice is enough around a change of the clocks.
  for (let round = 0; round < 2; round += 1) at += wanted - shown(at, timeZone);
  return new Date(Math.round(at / MINUTE) * MINUTE).toISOString();
}

/** The day after `2026-11-30` is `2026-12-01`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * MINUTE).toISOString().slice(0, 10);
}

function shown(at: number, timeZone: string): number {
  const [day = "", time = ""] = formatInstant(new Date(at).toISOString(), timeZone).split(" ");
  return Date.parse(`${day.replaceAll("/", "-")}T${time}:00Z`);
}
