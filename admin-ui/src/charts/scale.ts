import { nice, ticks } from "d3-array";

/** A day and its figure for each series, oldest first. */
export interface Point {
  /** `2026-11-21` */
  readonly day: string;
  readonly values: readonly number[];
}

export interface Series {
  readonly name: string;
  /** How its figures are written; whole numbers with separators when absent. */
  readonly format?: (value: number) => string;
}

/** Which days get a label below the axis: at most `most`, evenly, always the first. */
export function labelledDays(count: number, most: number): number[] {
  if (count === 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, place) => place * step);
}

/** From zero to a round figure above the largest value; a flat zero still has a height. */
export function roundedTop(points: readonly Point[]): number {
  const largest = Math.max(0, ...points.flatMap(({ values }) => values));
  return nice(0, largest || 1, 4)[1];
}

/** Where the axis has its lines, about four; never in between where all figures are whole, as counts are. */
export function axisTicks(top: number, points: readonly Point[]): number[] {
  const places = ticks(0, top, 4);
  const whole = points.every(({ values }) => values.every(Number.isInteger));
  return whole ? places.filter(Number.isInteger) : places;
}

/** Where the `place`th of `count` points stands between two ends; one alone stands in the middle. */
export function along(place: number, count: number, from: number, to: number): number {
  return count > 1 ? from + (place * (to - from)) / (count - 1) : (from + to) / 2;
}

/** A line through points, as a path of SVG. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], place) => `${place === 0 ? "M" : "L"}${x},${y}`).join("");
}

/** Widths of a funnel's bars in percent of the first step; what is not zero stays visible. */
export function funnelWidths(counts: readonly number[]): number[] {
  const first = Math.max(counts[0] ?? 0, 1);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0.8, Math.min(100, (100 * count) / first))));
}
