import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { ask, POLL_MS } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { useShop } from "../../shell/shop.tsx";
import { LENGTHS } from "../stats/range.ts";
import { AttentionList } from "./AttentionList.tsx";
import { Figures } from "./Figures.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import { AttentionDocument, type AttentionQuery, FirstStepsDocument } from "./queries.graphql.ts";
import { type HomeSearch, homeRoute } from "./screen.ts";
import { homeTexts } from "./texts.ts";

const StuckPayments = lazy(() => import("./StuckPayments.tsx"));

/** The first screen: what to do before the first release, what needs somebody, and how it goes. */
export function Home() {
  const text = useTexts(homeTexts);
  const { range = "7d" } = homeRoute.useSearch();
  const setSearch = useSetSearch<HomeSearch>();
  const live = useShop().liveRevision !== null;
  const steps = useQuery({ ...ask(FirstStepsDocument, {}), enabled: !live });
  const attention = useQuery({ ...ask(AttentionDocument, {}), refetchInterval: POLL_MS });
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          live && (
            <SegmentedControl
              aria-label={text.range}
              value={range}
              onChange={(next) => setSearch({ range: next as HomeSearch["range"] })}
              data={LENGTHS.map((days) => ({ value: days, label: text.days(Number.parseInt(days, 10)) }))}
            />
          )
        }
      />
      {!live && (
        <Answer query={steps}>
          {({ ruleFiles }) => <FirstSteps written={ruleFiles.files.some(({ rules }) => rules > 0)} />}
        </Answer>
      )}
      <Answer query={attention}>{(data) => <Todo of={data.attention} live={live} />}</Answer>
      {live && <Figures length={range} />}
    </>
  );
}

/** Before the first release the steps say what is to do. */
function Todo({ of, live }: { of: AttentionQuery["attention"]; live: boolean }) {
  if (live)
    return (
      <>
        <AttentionList of={of} />
        {of.some(({ code }) => code === "PAYMENTS_STUCK") && (
          <Suspense>
            <StuckPayments />
          </Suspense>
        )}
      </>
    );
  const rest = of.filter(({ code }) => code !== "NOTHING_LIVE");
  return rest.length > 0 && <AttentionList of={rest} />;
}
