import { Funnel } from "../../charts/Funnel.tsx";
import type { Money } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import type { PeriodQuery, RuleTotalsQuery } from "./queries.graphql.ts";
import { daysBetween } from "./range.ts";
import classes from "./stats.module.css";
import { statsTexts } from "./texts.ts";

/** From how many on a share is worth reading: below, one more or less moves it by more than three points. */
const ENOUGH = 30;

type Figures = PeriodQuery["figures"];

interface FlowProps {
  figures: Figures;
  totals: RuleTotalsQuery | undefined;
  rule: string | undefined;
}

/** How many of the issued coupons were used; of sales, what one discount costs and brings. */
export function Flow({ figures, totals, rule }: FlowProps) {
  const text = useTexts(statsTexts);
  const { total } = figures;
  const steps = useSteps(totals, rule);
  const coupons = steps.length > 0;
  const beside = coupons
    ? (["sent", "expired", "limited", "suppressed", "failed"] as const)
    : (["redeemed", "limited"] as const);
  return (
    <Section title={coupons ? text.funnel : text.discounts}>
      {coupons && (
        <>
          <Little figures={figures} step={text.issued} count={steps[0]?.count ?? 0} />
          <Funnel title={text.funnel} steps={steps} />
          <h3 className={classes.heading}>{text.other}</h3>
        </>
      )}
      <div className={classes.pairs}>
        <Facts
          of={[
            ...beside.map((name) => [text[name], <Count key={name} of={total[name]} />] as const),
            ...(coupons ? [] : means(total, text)),
          ]}
        />
      </div>
    </Section>
  );
}

/** Issued and used coupons; the rules of codes and sales issue none, so their uses are left out. */
function useSteps(totals: RuleTotalsQuery | undefined, rule: string | undefined) {
  const text = useTexts(statsTexts);
  const coupons = new Set(totals?.rules.filter(({ kind }) => kind === "coupon").map(({ name }) => name));
  const rows = (totals?.stats ?? []).filter(
    (row) => (rule === undefined || row.rule === rule) && (row.issued > 0 || coupons.has(row.rule)),
  );
  const sum = (name: "issued" | "redeemed") => rows.reduce((before, row) => before + row[name], 0);
  if (rows.length === 0) return [];
  return [
    { name: text.issued, count: sum("issued") },
    { name: text.redeemed, count: sum("redeemed") },
  ];
}

type Means = Record<"meanDiscount" | "meanOrder", string>;

function means({ redeemed, discount, revenue }: Figures["total"], text: Means) {
  const mean = ({ amount, currency }: Money) =>
    redeemed === 0 ? null : { amount: Math.round(amount / redeemed), currency };
  return [
    [text.meanDiscount, <Amount key="discount" of={mean(discount)} />],
    [text.meanOrder, <Amount key="order" of={mean(revenue)} />],
  ] as const;
}

/** Says that shares mean little yet, and when they will. */
function Little({ figures, step, count }: { figures: Figures; step: string; count: number }) {
  const text = useTexts(statsTexts);
  if (count === 0 || count >= ENOUGH) return null;
  const perDay = count / Math.max(1, daysBetween(figures.since, figures.until));
  const rest = Math.ceil((ENOUGH - count) / perDay);
  return (
    <Banner kind="info">
      {text.little(count, step)} {rest <= 90 && text.littleMore(rest)}
    </Banner>
  );
}
