import { useElementSize } from "@mantine/hooks";
import { useId } from "react";
import { formatCount, formatDay } from "../i18n/format.ts";
import { texts, useTexts } from "../i18n/texts.ts";
import { ChartTable } from "./ChartTable.tsx";
import classes from "./charts.module.css";
import { along, axisTicks, labelledDays, linePath, type Point, roundedTop, type Series } from "./scale.ts";

const chartTexts = texts({
  ja: { day: "日付" },
  en: { day: "Day" },
});

const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 26;
const TOP = 10;
const RIGHT = 14;
const PIXELS_PER_LABEL = 84;
/** Series differ by dashes as well as by colour. */
const DASHES = ["", "6 4", "2 3", "10 3 2 3"];

/** Figures per day. The same figures stand in a table below, for who does not see the lines or wants to copy them. */
export function LineChart(props: { title: string; series: readonly Series[]; points: readonly Point[] }) {
  const text = useTexts(chartTexts);
  const { ref, width } = useElementSize();
  const id = useId();
  const { points, series } = props;
  const x = (place: number) => along(place, points.length, LEFT, Math.max(width, 280) - RIGHT);
  const top = roundedTop(points);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP);
  return (
    <figure className={classes.figure}>
      <Legend series={series} />
      <div ref={ref}>
        <svg
          width={Math.max(width, 280)}
          height={HEIGHT}
          role="img"
          aria-labelledby={id}
          className={classes.lines}
        >
          <title id={id}>{props.title}</title>
          {axisTicks(top, points).map((tick) => (
            <g key={tick}>
              <line
                x1={LEFT}
                x2={Math.max(width, 280) - RIGHT}
                y1={y(tick)}
                y2={y(tick)}
                className={classes.rule}
              />
              <text x={LEFT - 8} y={y(tick)} dy="0.32em" textAnchor="end">
                {series[0]?.format?.(tick) ?? formatCount(tick)}
              </text>
            </g>
          ))}
          {labelledDays(points.length, Math.floor((width - LEFT) / PIXELS_PER_LABEL)).map((place) => (
            <text key={place} x={x(place)} y={HEIGHT - 6} textAnchor={place === 0 ? "start" : "middle"}>
              {points[place]?.day.slice(5).replace("-", "/")}
            </text>
          ))}
          {series.map(({ name }, place) => (
            <path
              key={name}
              className={classes.line}
              data-series={place}
              strokeDasharray={DASHES[place % DASHES.length]}
              d={linePath(points.map(({ values }, day) => [x(day), y(values[place] ?? 0)]))}
            />
          ))}
          {points.length === 1 &&
            series.map(({ name }, place) => (
              <circle
                key={name}
                cx={x(0)}
                cy={y(points[0]?.values[place] ?? 0)}
                r={3}
                data-series={place}
                className={classes.dot}
              />
            ))}
        </svg>
      </div>
      <ChartTable
        label={props.title}
        headings={[text.day, ...series.map(({ name }) => name)]}
        rows={points.map(({ day, values }) => [
          formatDay(day),
          ...values.map((value, place) => series[place]?.format?.(value) ?? formatCount(value)),
        ])}
      />
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className={classes.legend}>
      {series.map(({ name }, place) => (
        <li key={name}>
          <svg width={26} height={8} aria-hidden="true">
            <line
              x1={0}
              x2={26}
              y1={4}
              y2={4}
              className={classes.line}
              data-series={place}
              strokeDasharray={DASHES[place % DASHES.length]}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
