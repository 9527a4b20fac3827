import { SegmentedControl } from "@mantine/core";
import { LineChart } from "../../charts/LineChart.tsx";
import type { Series } from "../../charts/scale.ts";
import { formatDay, formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { useSetSearch } from "../../parts/search.ts";
import type { PeriodDayFragment, PeriodQuery } from "./queries.graphql.ts";
import { dayPlus, type StatsSearch } from "./range.ts";
import classes from "./stats.module.css";
import { statsTexts } from "./texts.ts";

type Figures = PeriodQuery["figures"];

interface TimelineProps {
  figures: Figures;
  compared: boolean;
  unit: "money" | undefined;
}

/** The figures of each day as lines; compared, the days before lie under those they are compared with. */
export function Timeline({ figures, compared, unit }: TimelineProps) {
  const text = useTexts(statsTexts);
  const setSearch = useSetSearch<StatsSearch>();
  const lines = useLines(figures, unit);
  const series: Series[] = lines.map(({ name, format }) => ({ name, format }));
  const main = lines.at(-1);
  if (compared && main) series.push({ name: text.prior(main.name), format: main.format });
  const points = figures.days.map((day, place) => {
    const before = figures.previousDays[place];
    const values = lines.map(({ of }) => of(day));
    if (compared && main) values.push(before ? main.of(before) : 0);
    return { day: day.day ?? "", values };
  });
  return (
    <Section
      title={text.timeline}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={text.unit}
          value={unit ?? "counts"}
          onChange={(next) => setSearch({ unit: next === "money" ? "money" : undefined })}
          data={[
            { value: "counts", label: text.counts },
            { value: "money", label: text.money },
          ]}
        />
      }
    >
      <p className={classes.hint}>
        {text.timelineOf(formatDay(figures.since), formatDay(dayPlus(figures.until, -1)))}
      </p>
      <LineChart title={text.timeline} series={series} points={points} />
    </Section>
  );
}

interface Line extends Series {
  readonly of: (day: PeriodDayFragment) => number;
}

/** The last line is the one that is compared. */
function useLines({ total }: Figures, unit: "money" | undefined): Line[] {
  const text = useTexts(statsTexts);
  if (unit === "money") {
    const format = (amount: number) => formatMoney({ amount, currency: total.revenue.currency });
    return [
      { name: text.discount, of: ({ discount }) => discount.amount, format },
      { name: text.revenue, of: ({ revenue }) => revenue.amount, format },
    ];
  }
  const used: Line = { name: text.redeemed, of: ({ redeemed }) => redeemed };
  return total.issued === 0 ? [used] : [{ name: text.issued, of: ({ issued }) => issued }, used];
}
