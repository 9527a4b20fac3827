import { Anchor, Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, linkOptions } from "@tanstack/react-router";
import { useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { Amount } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { useRight } from "../../shell/shop.tsx";
import { Kpis } from "../stats/Kpis.tsx";
import { PeriodDocument, RuleTotalsDocument, type RuleTotalsQuery } from "../stats/queries.graphql.ts";
import { type LENGTHS, lastDays } from "../stats/range.ts";
import { useToday } from "../stats/useToday.ts";
import classes from "./home.module.css";
import { AddSampleWeekDocument } from "./queries.graphql.ts";
import { SampleWeek } from "./SampleWeek.tsx";
import { homeTexts } from "./texts.ts";
import { useFiguresFollowed } from "./useFiguresFollowed.ts";

const MOST_RULES = 5;

type Length = (typeof LENGTHS)[number];

/** The last days in four figures, and the rules that were used most. */
export function Figures({ length }: { length: Length }) {
  const { since, until } = lastDays(Number.parseInt(length, 10), useToday());
  useFiguresFollowed(since, until);
  const period = useQuery({
    ...ask(PeriodDocument, { since, until, rule: null }),
    placeholderData: keepPreviousData,
  });
  const totals = useQuery({
    ...ask(RuleTotalsDocument, { since, until }),
    placeholderData: keepPreviousData,
  });
  return (
    <Answer query={period}>
      {({ figures, sampleData }) => {
        const { total, previous } = figures;
        const quiet = total.matched + total.issued + total.redeemed + previous.matched === 0;
        return (
          <>
            {sampleData && <SampleWeek />}
            {quiet ? (
              <Quiet sample={sampleData} />
            ) : (
              <>
                <Kpis total={total} previous={previous} days={figures.days} />
                <Answer query={totals}>{(data) => <TopRules totals={data} range={length} />}</Answer>
              </>
            )}
          </>
        );
      }}
    </Answer>
  );
}

function TopRules({ totals, range }: { totals: RuleTotalsQuery; range: Length }) {
  const text = useTexts(homeTexts);
  // Checked here: the types of buttons cannot follow the router's.
  const way = (rule: string | undefined): object => linkOptions({ to: "/stats", search: { rule, range } });
  const used = totals.stats.filter(({ redeemed }) => redeemed > 0);
  const top = used.sort((one, next) => next.redeemed - one.redeemed).slice(0, MOST_RULES);
  return (
    <Section
      title={text.topRules}
      actions={
        <Button component={Link} {...way(undefined)} size="compact-sm" variant="default">
          {text.details}
        </Button>
      }
    >
      {top.length === 0 && <p className={classes.lead}>{text.noTop}</p>}
      <ul className={classes.top}>
        {top.map(({ rule, redeemed, discount }) => (
          <li key={rule}>
            <Anchor component={Link} {...way(rule)}>
              {rule}
            </Anchor>
            <span className="numeric">{text.used(formatCount(redeemed))}</span>
            <Amount of={discount} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Quiet({ sample }: { sample: boolean }) {
  const text = useTexts(homeTexts);
  const mayAdd = useRight("settings") && !sample;
  const add = useAct(AddSampleWeekDocument, ({ sampleDataCreate }) => sampleDataCreate, {
    onDone: ({ orders }) => toast(text.sampleAdded(formatCount(orders ?? 0))),
  });
  return (
    <Empty
      icon="chart"
      title={text.quiet}
      action={
        mayAdd && (
          <Button
            variant="default"
            loading={add.isPending}
            onClick={() => add.mutate({ input: {} }, { onError: toastFailure })}
          >
            {text.addSample}
          </Button>
        )
      }
    >
      {text.quietHow}
    </Empty>
  );
}
