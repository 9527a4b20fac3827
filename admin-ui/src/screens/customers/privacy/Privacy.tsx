import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, type TableSearch, useSetSearch } from "../../../parts/search.ts";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { Count, Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { TextFilter } from "../../../parts/table/Filters.tsx";
import { CustomerPlaces } from "../CustomerPlaces.tsx";
import { privacyRoute } from "../screen.ts";
import { Held } from "./Held.tsx";
import { ErasuresDocument, type ErasuresQuery } from "./queries.graphql.ts";
import { privacyTexts } from "./texts.ts";

type Row = ErasuresQuery["erasures"]["edges"][number]["node"];

/** What is held about one person, handed out or erased; and the erasures that there were (GDPR, APPI). */
export function Privacy() {
  const text = useTexts(privacyTexts);
  const search = privacyRoute.useSearch();
  const setSearch = useSetSearch<TableSearch>();
  const query = useQuery(ask(ErasuresDocument, pageVariables(search)));
  const columns = useColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <CustomerPlaces />
      <Answer query={query}>
        {({ erasures }) => (
          <>
            {search.q && <Held key={search.q} person={search.q} />}
            <DataTable
              label={text.list}
              columns={columns}
              rows={erasures.edges.map(({ node }) => node)}
              rowId={({ id }) => id}
              search={search}
              onSearch={setSearch}
              pageInfo={erasures.pageInfo}
              filters={
                <TextFilter
                  label={text.search}
                  value={search.q}
                  onChange={(q) => setSearch(fromTheStart({ q }))}
                />
              }
              empty={
                <Empty icon="shield" title={text.empty}>
                  {text.emptyHow}
                </Empty>
              }
            />
          </>
        )}
      </Answer>
    </>
  );
}

function useColumns(): readonly Column<Row>[] {
  const text = useTexts(privacyTexts);
  return useMemo(
    () => [
      {
        id: "at",
        header: text.at,
        rowHeader: true,
        value: ({ at }) => at,
        cell: ({ at }) => <Instant at={at} />,
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => (
          <StateBadge tone={state === "DONE" ? "plain" : "warn"}>{text[state]}</StateBadge>
        ),
      },
      {
        id: "reason",
        header: text.reasonColumn,
        value: ({ reason }) => reason,
        cell: ({ reason }) => reason,
      },
      {
        id: "rows",
        header: text.rows,
        numeric: true,
        value: rowsOf,
        cell: (row) => <Count of={rowsOf(row)} />,
      },
      {
        id: "endedAt",
        header: text.endedAt,
        value: ({ endedAt }) => endedAt ?? "",
        cell: ({ endedAt }) => <Instant at={endedAt} />,
      },
    ],
    [text],
  );
}

const rowsOf = ({ counts }: Row) => counts.reduce((sum, { count }) => sum + count, 0);
