import { scaleLinear } from "d3-scale";

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
  return (
    scaleLinear([0, largest || 1], [0, 1])
      .nice(4)
      .domain()[1] ?? 1
  );
}

/** Where the axis has its lines, about four; never in between where all figures are whole, as counts are. */
export function axisTicks(top: number, points: readonly Point[]): number[] {
  const ticks = scaleLinear([0, top], [0, 1]).ticks(4);
  const whole = points.every(({ values }) => values.every(Number.isInteger));
  return whole ? ticks.filter(Number.isInteger) : ticks;
}

/** Widths of a funnel's bars in percent of the first step; what is not zero stays visible. */
export function funnelWidths(counts: readonly number[]): number[] {
  const first = Math.max(counts[0] ?? 0, 1);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0.8, Math.min(100, (100 * count) / first))));
}
