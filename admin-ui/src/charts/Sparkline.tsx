import classes from "./charts.module.css";

const WIDTH = 72;
const HEIGHT = 20;

/** The course of a figure as small as a word; `label` says it in words: "12,034 in 24 h". */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const largest = Math.max(1, ...values);
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  const points = values.map(
    (value, place) => `${place * step},${HEIGHT - 2 - (value / largest) * (HEIGHT - 4)}`,
  );
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className={classes.spark}>
      <polyline points={points.join(" ")} className={classes.line} data-series={0} />
    </svg>
  );
}
