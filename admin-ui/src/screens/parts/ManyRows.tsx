import { Button } from "@mantine/core";
import { folded } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useSetSearch } from "../../parts/search.ts";
import { toast } from "../../parts/show/toast.ts";
import { FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { TextFilter } from "../../parts/table/Filters.tsx";
import { partsRoute } from "./screen.ts";
import { partsTexts } from "./texts.ts";

interface Row {
  readonly code: string;
  readonly count: number;
  readonly day: string;
}

const ROWS: readonly Row[] = Array.from({ length: 2_000 }, (_, place) => ({
  code: `CODE-${String(place).padStart(4, "0")}`,
  count: (place * 7_919) % 1_000,
  day: `2026-11-${String((place % 28) + 1).padStart(2, "0")}`,
}));

/** Two thousand rows: sorted at once, drawn only where one looks. */
export function ManyRows() {
  const text = useTexts(partsTexts);
  const search = partsRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const columns: readonly Column<Row>[] = [
    { id: "code", header: text.code, cell: ({ code }) => code, value: ({ code }) => code, rowHeader: true },
    { id: "day", header: text.day, cell: ({ day }) => day, value: ({ day }) => day },
    {
      id: "count",
      header: text.count,
      cell: ({ count }) => count,
      value: ({ count }) => count,
      numeric: true,
    },
  ];
  return (
    <DataTable
      label={text.table}
      columns={columns}
      rows={ROWS.filter(({ code }) => folded(code).includes(folded(search.q ?? "")))}
      rowId={({ code }) => code}
      search={search}
      onSearch={setSearch}
      sortable
      csv="rows.csv"
      filters={<TextFilter label={text.code} value={search.q} onChange={(q) => setSearch({ q })} />}
      selection={(rows, clear) => (
        <Button
          size="compact-sm"
          onClick={() => {
            toast(`${text.done} ${rows.length}`);
            clear();
          }}
        >
          {text.stop}
        </Button>
      )}
      empty={<FilteredEmpty title={text.filtered} onClear={() => setSearch({ q: undefined })} />}
    />
  );
}
