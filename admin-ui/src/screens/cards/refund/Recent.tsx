import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask, POLL_MS } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { Amount, Count, Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { PlainTable } from "../../../parts/table/PlainTable.tsx";
import { useShop } from "../../../shell/shop.tsx";
import { type RefundJobFragment, RefundJobsDocument } from "./queries.graphql.ts";
import { totalOf } from "./Sums.tsx";
import { refundTexts } from "./texts.ts";

const TONES: Readonly<Record<RefundJobFragment["state"], Tone>> = {
  OPEN: "plain",
  WAITING: "info",
  RUNNING: "info",
  CHECKED: "warn",
  DONE: "good",
  FAILED: "bad",
  CANCELLED: "plain",
};

/** The ten newest refunds, to go on with or to look at. */
export function Recent() {
  const text = useTexts(refundTexts);
  const query = useQuery({ ...ask(RefundJobsDocument, {}), refetchInterval: POLL_MS });
  const columns = useColumns();
  return (
    <Section title={text.list}>
      <Answer query={query}>
        {({ jobs }) =>
          jobs.edges.length === 0 ? (
            text.none
          ) : (
            <PlainTable
              label={text.list}
              columns={columns}
              rows={jobs.edges.map(({ node }) => node)}
              rowId={({ id }) => id}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function useColumns(): readonly Column<RefundJobFragment>[] {
  const text = useTexts(refundTexts);
  const { currency } = useShop();
  return useMemo(
    () => [
      {
        id: "at",
        header: text.at,
        rowHeader: true,
        cell: ({ id, createdAt }) => (
          <Link to="/gift-cards/refund" search={{ job: id }}>
            <Instant at={createdAt} />
          </Link>
        ),
      },
      { id: "campaign", header: text.campaign, cell: ({ subject }) => subject },
      {
        id: "state",
        header: text.state,
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      {
        id: "rows",
        header: text.rows,
        numeric: true,
        cell: (job) => <Count of={job.done - totalOf(job, "repeated")} />,
      },
      { id: "failed", header: text.failedRows, numeric: true, cell: ({ failed }) => <Count of={failed} /> },
      {
        id: "amount",
        header: text.amount,
        numeric: true,
        cell: (job) => <Amount of={{ amount: totalOf(job, "amount"), currency }} />,
      },
    ],
    [text, currency],
  );
}
