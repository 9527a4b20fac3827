import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { Loading } from "../../parts/states/Loading.tsx";
import { useRight } from "../../shell/shop.tsx";
import { OfferPeriodDocument, type OfferPeriodQuery } from "./queries.graphql.ts";
import { RangeChoice, useRange } from "./RangeChoice.tsx";
import { offerRoute } from "./screen.ts";
import { offersTexts } from "./texts.ts";

const POLL_MS = 15_000;

const Export = lazy(() => import("./Export.tsx").then(({ Export }) => ({ default: Export })));
const Figures = lazy(() => import("./Figures.tsx").then(({ Figures }) => ({ default: Figures })));
const MadeOffers = lazy(() => import("./MadeOffers.tsx").then(({ MadeOffers }) => ({ default: MadeOffers })));

/** What one offer brought: its counters, its days, and every time it was made. */
export function OfferResults() {
  const text = useTexts(offersTexts);
  const { rule } = offerRoute.useParams();
  const search = offerRoute.useSearch();
  const mayExport = useRight("export");
  const range = useRange(search);
  const { since, until } = range;
  const query = useQuery({
    ...ask(OfferPeriodDocument, { rule, since, until }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const live = query.data?.rule;
  return (
    <>
      <PageHeader
        title={live?.title || rule}
        back={{ to: "/offers", label: text.title }}
        badge={live && <StateBadge tone={live.status === "live" ? "good" : "plain"}>{rule}</StateBadge>}
        actions={
          <>
            {live && (
              <Button
                component={Link}
                to="/rules/$file"
                params={{ file: live.file } as never}
                search={{ rule } as never}
                variant="default"
              >
                {text.edit}
              </Button>
            )}
            <Suspense>{mayExport && <Export rule={rule} since={since} until={until} />}</Suspense>
          </>
        }
      >
        <RangeChoice value={search.range} />
      </PageHeader>
      <Answer query={query}>
        {({ offerFigures }) =>
          isQuiet(offerFigures) ? (
            <Empty icon="chart" title={text.nothing}>
              {text.nothingHow}
            </Empty>
          ) : (
            <Suspense fallback={<Loading />}>
              <Figures of={offerFigures} range={range} />
            </Suspense>
          )
        }
      </Answer>
      <Suspense fallback={<Loading />}>
        <MadeOffers rule={rule} search={search} />
      </Suspense>
    </>
  );
}

function isQuiet({ total }: OfferPeriodQuery["offerFigures"]): boolean {
  return total.decided + total.shown + total.clicked + total.orders + total.missed === 0;
}
