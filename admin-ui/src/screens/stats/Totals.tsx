import { Anchor } from "@mantine/core";
import { useMemo } from "react";
import { folded } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { TextFilter } from "../../parts/table/Filters.tsx";
import type { RuleTotalsQuery } from "./queries.graphql.ts";
import type { StatsSearch } from "./range.ts";
import { statsTexts } from "./texts.ts";

type Row = RuleTotalsQuery["stats"][number];

interface TotalsProps {
  totals: RuleTotalsQuery;
  search: StatsSearch;
  onSearch: (patch: Partial<StatsSearch>, push?: boolean) => void;
}

/** The figures of all rules in the same period; a rule's name chooses it above. */
export function Totals({ totals, search, onSearch }: TotalsProps) {
  const text = useTexts(statsTexts);
  const columns = useColumns((rule) => onSearch({ rule }, true));
  const wanted = folded(search.q ?? "");
  const rows = totals.stats.filter(({ rule }) => folded(rule).includes(wanted));
  return (
    <Section title={text.figures}>
      <DataTable
        label={text.figures}
        columns={columns}
        rows={rows}
        rowId={({ rule }) => rule}
        search={search}
        onSearch={onSearch}
        sortable
        filters={<TextFilter label={text.rule} value={search.q} onChange={(q) => onSearch({ q })} />}
        empty={
          search.q ? (
            <FilteredEmpty title={text.nothing} onClear={() => onSearch({ q: undefined })} />
          ) : (
            <Empty icon="chart" title={text.nothing}>
              {text.nothingHow}
            </Empty>
          )
        }
      />
    </Section>
  );
}

const COUNTS = [
  "matched",
  "issued",
  "sent",
  "redeemed",
  "expired",
  "limited",
  "suppressed",
  "failed",
] as const;
const RARE: readonly string[] = ["expired", "suppressed", "failed"];

function useColumns(onRule: (rule: string) => void): readonly Column<Row>[] {
  const text = useTexts(statsTexts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the router's function is the same all the time
  return useMemo(
    () => [
      {
        id: "rule",
        header: text.rule,
        rowHeader: true,
        value: ({ rule }) => rule,
        cell: ({ rule }) => (
          <Anchor component="button" type="button" fz="inherit" onClick={() => onRule(rule)}>
            {rule}
          </Anchor>
        ),
      },
      ...COUNTS.map(
        (id): Column<Row> => ({
          id,
          header: text[id],
          numeric: true,
          optional: RARE.includes(id),
          value: (row) => row[id],
          cell: (row) => <Count of={row[id]} />,
        }),
      ),
      ...(["discount", "revenue"] as const).map(
        (id): Column<Row> => ({
          id,
          header: text[id],
          numeric: true,
          value: (row) => row[id].amount,
          cell: (row) => <Amount of={row[id]} />,
        }),
      ),
    ],
    [text],
  );
}
