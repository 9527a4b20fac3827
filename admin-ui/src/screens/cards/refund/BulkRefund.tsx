import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLive, useSocketOpen } from "../../../api/live.ts";
import { ask, POLL_MS, queryClient } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { CardPlaces } from "../CardPlaces.tsx";
import { bulkRefundRoute } from "../screen.ts";
import { Ended } from "./Ended.tsx";
import { Mapping } from "./Mapping.tsx";
import { RefundFollowedDocument, RefundJobDocument, type RefundJobFragment } from "./queries.graphql.ts";
import { Recent } from "./Recent.tsx";
import { Start } from "./Start.tsx";
import { Totals } from "./Totals.tsx";
import { refundTexts } from "./texts.ts";
import { UnderWay } from "./UnderWay.tsx";

const FOLLOW_MS = 1_000;

/** A file of refunds becomes gift cards: handed in, mapped, looked through with totals, run, its failures taken away. */
export function BulkRefund() {
  const text = useTexts(refundTexts);
  const { job } = bulkRefundRoute.useSearch();
  const mayAct = useRight("coupons");
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          job && (
            <Button component={Link} to="/gift-cards/refund" variant="default">
              {text.fresh}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      <CardPlaces />
      {job ? <Followed key={job} id={job} /> : mayAct && <Start />}
      {!job && <Recent />}
    </>
  );
}

/** One job, followed while something goes on with it. */
function Followed({ id }: { id: string }) {
  const text = useTexts(refundTexts);
  const often = useSocketOpen() ? POLL_MS : FOLLOW_MS;
  const one = ask(RefundJobDocument, { id });
  const query = useQuery({
    ...one,
    refetchInterval: ({ state: { data } }) => (isUnderWay(data?.job) ? often : false),
  });
  useLive(RefundFollowedDocument, isUnderWay(query.data?.job) ? { id } : null, ({ jobProgress: job }) =>
    queryClient.setQueryData(one.queryKey, { job }),
  );
  return (
    <Answer query={query}>
      {({ job }) =>
        job?.kind === "BULK_REFUND" ? <Step of={job} /> : <Empty icon="card" title={text.noSuch} />
      }
    </Answer>
  );
}

function isUnderWay(job: RefundJobFragment | null | undefined): boolean {
  return job?.state === "WAITING" || job?.state === "RUNNING";
}

function Step({ of }: { of: RefundJobFragment }) {
  switch (of.state) {
    case "OPEN":
      return <Mapping of={of} />;
    case "WAITING":
    case "RUNNING":
      return <UnderWay of={of} />;
    case "CHECKED":
      return <Totals of={of} />;
    default:
      return <Ended of={of} />;
  }
}
