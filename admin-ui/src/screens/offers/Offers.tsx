import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { formatShare } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { useRight } from "../../shell/shop.tsx";
import { OfferRulesDocument, type OfferRulesQuery, type OfferSumsFragment } from "./queries.graphql.ts";
import { RangeChoice, useRange } from "./RangeChoice.tsx";
import { type OffersSearch, offersRoute } from "./screen.ts";
import { offersTexts } from "./texts.ts";

const POLL_MS = 15_000;

type Row = OfferRulesQuery["rules"][number] & { sums: OfferSumsFragment | undefined };

/** Every live offer with its counters, renewed while one looks (S4.64). */
export function Offers() {
  const text = useTexts(offersTexts);
  const search = offersRoute.useSearch();
  const setSearch = useSetSearch<OffersSearch>();
  const mayEdit = useRight("edit");
  const { since, until } = useRange(search);
  const query = useQuery({
    ...ask(OfferRulesDocument, { since, until }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  });
  const columns = useColumns(search);
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          mayEdit && (
            <Button component={Link} to="/rules/new" leftSection={<Icon name="plus" size={16} />}>
              {text.create}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      <Answer query={query}>
        {({ rules, offerTotals }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={rules.map((rule) => ({ ...rule, sums: offerTotals.find((one) => one.rule === rule.name) }))}
            rowId={(row) => row.name}
            search={search}
            onSearch={setSearch}
            sortable
            csv="offers.csv"
            filters={<RangeChoice value={search.range} />}
            empty={
              <Empty icon="offer" title={text.none}>
                {text.noneHow}
              </Empty>
            }
          />
        )}
      </Answer>
    </>
  );
}

const COUNTS = ["shown", "clicked", "orders", "failed", "missed"] as const;
const FEW = ["decided", "declined", "expired"] as const;

function useColumns({ range }: OffersSearch): readonly Column<Row>[] {
  const text = useTexts(offersTexts);
  return useMemo(() => {
    const count = (name: (typeof COUNTS | typeof FEW)[number], optional = false): Column<Row> => ({
      id: name,
      header: text[name],
      numeric: true,
      optional,
      value: ({ sums }) => sums?.[name] ?? 0,
      cell: ({ sums }) => <Count of={sums?.[name] ?? 0} />,
    });
    return [
      {
        id: "rule",
        header: text.rule,
        rowHeader: true,
        value: ({ title, name }) => title || name,
        cell: ({ title, name }) => (
          <Link to="/offers/$rule" params={{ rule: name }} search={range ? { range } : {}}>
            {title || name}
          </Link>
        ),
      },
      {
        id: "status",
        header: text.status,
        value: ({ status }) => statusText(status, text),
        cell: ({ status }) => (
          <StateBadge tone={status === "live" ? "good" : "plain"}>{statusText(status, text)}</StateBadge>
        ),
      },
      {
        id: "priority",
        header: text.priority,
        numeric: true,
        value: ({ priority }) => priority,
        cell: ({ priority }) => <Count of={priority} />,
      },
      ...COUNTS.map((name) => count(name)),
      {
        id: "rate",
        header: text.rate,
        numeric: true,
        value: ({ sums }) => (sums?.shown ? sums.orders / sums.shown : 0),
        cell: ({ sums }) => (
          <span className="numeric">{formatShare(sums?.orders ?? 0, sums?.shown ?? 0)}</span>
        ),
      },
      {
        id: "revenue",
        header: text.revenue,
        numeric: true,
        value: ({ sums }) => sums?.revenue.amount ?? 0,
        cell: ({ sums }) => <Amount of={sums?.revenue ?? null} />,
      },
      ...FEW.map((name) => count(name, true)),
    ];
  }, [text, range]);
}

function statusText(
  status: string,
  text: Readonly<Record<"live" | "draft" | "paused" | "stopped" | "archived", string>>,
) {
  return status in text ? text[status as keyof typeof text] : status;
}
