import { Funnel } from "../../charts/Funnel.tsx";
import { LineChart } from "../../charts/LineChart.tsx";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { dayPlus, type Range } from "../stats/range.ts";
import classes from "./offers.module.css";
import type { OfferPeriodQuery, OfferSumsFragment } from "./queries.graphql.ts";
import { offersTexts } from "./texts.ts";

type Period = OfferPeriodQuery["offerFigures"];

/** From impressions to orders, day by day, and why presses came to nothing. */
export function Figures({ of, range }: { of: Period; range: Range }) {
  const text = useTexts(offersTexts);
  const { total } = of;
  return (
    <Columns>
      <div>
        <Section title={text.timeline}>
          <LineChart
            title={text.timeline}
            series={LINES.map((name) => ({ name: text[name] }))}
            points={everyDay(of, range).map((day) => ({
              day: day.day ?? "",
              values: LINES.map((name) => day[name]),
            }))}
          />
        </Section>
        <Section title={text.failures}>
          {of.failures.length === 0 ? (
            <p className={classes.hint}>{text.noFailures}</p>
          ) : (
            <Facts
              of={of.failures.map(
                ({ reason, message, count }) => [message, <Count key={reason} of={count} />] as const,
              )}
            />
          )}
        </Section>
      </div>
      <Section title={text.funnel}>
        <Funnel title={text.funnel} steps={LINES.map((name) => ({ name: text[name], count: total[name] }))} />
        <p className={classes.hint}>{text.clickedNote}</p>
        <div className={classes.pairs}>
          <Facts
            of={[
              [text.revenue, <Amount key="revenue" of={total.revenue} />],
              ...BESIDE.map((name) => [text[name], <Count key={name} of={total[name]} />] as const),
            ]}
          />
        </div>
      </Section>
    </Columns>
  );
}

const LINES = ["shown", "clicked", "orders"] as const;
const BESIDE = ["failed", "declined", "expired", "missed"] as const;

/** Quiet days are days, too. */
function everyDay(
  { days }: Period,
  { since, days: length }: Range,
): Pick<OfferSumsFragment, "day" | "shown" | "clicked" | "orders">[] {
  const counted = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length }, (_, place) => {
    const day = dayPlus(since, place);
    return counted.get(day) ?? { day, shown: 0, clicked: 0, orders: 0 };
  });
}
