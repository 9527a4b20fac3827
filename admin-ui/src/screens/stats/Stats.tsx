import { Button } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { ask } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { Loading } from "../../parts/states/Loading.tsx";
import { download } from "../../parts/table/csv.ts";
import { useRight } from "../../shell/shop.tsx";
import { Controls } from "./Controls.tsx";
import { Flow } from "./Flow.tsx";
import { Kpis } from "./Kpis.tsx";
import {
  FiguresCsvDocument,
  PeriodDocument,
  type PeriodQuery,
  RuleTotalsDocument,
  type RuleTotalsQuery,
} from "./queries.graphql.ts";
import { type Range, rangeOf, type StatsSearch } from "./range.ts";
import { statsRoute } from "./screen.ts";
import classes from "./stats.module.css";
import { Timeline } from "./Timeline.tsx";
import { statsTexts } from "./texts.ts";
import { useToday } from "./useToday.ts";

// Not needed for the first look: the table below the charts, and dialogs.
const Totals = lazy(() => import("./Totals.tsx").then(({ Totals }) => ({ default: Totals })));
const Definitions = lazy(() =>
  import("./Definitions.tsx").then(({ Definitions }) => ({ default: Definitions })),
);
const SampleWeek = lazy(() =>
  import("../home/SampleWeek.tsx").then(({ SampleWeek }) => ({ default: SampleWeek })),
);

/** What a rule, or all of them, did in a period, beside the period before. */
export function Stats() {
  const text = useTexts(statsTexts);
  const search = statsRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const range = rangeOf(search, useToday());
  const { since, until } = range;
  const period = useQuery({
    ...ask(PeriodDocument, { since, until, rule: search.rule ?? null }),
    placeholderData: keepPreviousData,
  });
  const totals = useQuery({
    ...ask(RuleTotalsDocument, { since, until }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title={text.title} actions={<Actions range={range} rule={search.rule} />}>
        {text.lead}
        <Tried rule={totals.data?.rules.find(({ name }) => name === search.rule)} />
      </PageHeader>
      <Controls search={search} onSearch={setSearch} range={range} totals={totals.data} />
      <Answer query={period}>
        {(data) => (
          <>
            <Suspense>{data.sampleData && <SampleWeek />}</Suspense>
            {isQuiet(data) ? (
              <Empty
                icon="chart"
                title={text.nothing}
                action={
                  range.days < 90 && (
                    <Button variant="default" onClick={() => setSearch({ range: "90d" })}>
                      {text.longer}
                    </Button>
                  )
                }
              >
                {text.nothingHow}
              </Empty>
            ) : (
              <Period of={data} totals={totals.data} search={search} />
            )}
          </>
        )}
      </Answer>
      <Answer query={totals}>
        {(data) => (
          <Suspense fallback={<Loading />}>
            <Totals totals={data} search={search} onSearch={setSearch} />
          </Suspense>
        )}
      </Answer>
    </>
  );
}

function Period(props: { of: PeriodQuery; totals: RuleTotalsQuery | undefined; search: StatsSearch }) {
  const { figures } = props.of;
  const { compare, unit, rule } = props.search;
  const compared = compare === undefined;
  return (
    <>
      <Kpis total={figures.total} previous={compared ? figures.previous : undefined} days={figures.days} />
      <div className={classes.charts}>
        <Timeline figures={figures} compared={compared} unit={unit} />
        <Flow figures={figures} totals={props.totals} rule={rule} />
      </div>
    </>
  );
}

/** Where the chosen rule is compared with doing without it. */
function Tried({ rule }: { rule: RuleTotalsQuery["rules"][number] | undefined }) {
  const text = useTexts(statsTexts);
  if (!rule?.experiment) return null;
  return (
    <div>
      <Link to="/experiments/$name" params={{ name: rule.experiment }}>
        {text.experiment(rule.experiment)}
      </Link>
    </div>
  );
}

function isQuiet({ figures }: PeriodQuery): boolean {
  const { total, days } = figures;
  const sums = [total.matched, total.issued, total.redeemed, total.expired, total.limited];
  return days.length === 0 || [...sums, total.sent, total.suppressed, total.failed].every((sum) => sum === 0);
}

function Actions({ range, rule }: { range: Range; rule: string | undefined }) {
  const text = useTexts(statsTexts);
  const mayExport = useRight("export");
  const [defining, setDefining] = useState(false);
  const csv = useMutation({
    mutationFn: () =>
      request(FiguresCsvDocument, { since: range.since, until: range.until, rule: rule ?? null }),
    onSuccess: ({ statsExport }) => {
      download(statsExport.name, statsExport.text, statsExport.mediaType);
      toast(text.exported);
    },
    onError: toastFailure,
  });
  return (
    <>
      {mayExport && (
        <Button
          variant="default"
          leftSection={<Icon name="download" size={15} />}
          loading={csv.isPending}
          onClick={() => csv.mutate()}
        >
          {text.csv}
        </Button>
      )}
      <Button variant="default" onClick={() => setDefining(true)}>
        {text.definitions}
      </Button>
      <Suspense>{defining && <Definitions opened onClose={() => setDefining(false)} />}</Suspense>
    </>
  );
}
