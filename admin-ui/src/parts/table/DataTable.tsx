import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo, useState } from "react";
import { fromTheStart, type TableSearch } from "../search.ts";
import { type Column, shownColumns } from "./column.ts";
import { type PageInfo, Pager } from "./Pager.tsx";
import { TableGrid } from "./TableGrid.tsx";
import { Toolbar } from "./Toolbar.tsx";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnVisibilityFeature,
});
type Features = typeof features;

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The address of the screen, and how it is changed: `Route.useSearch()` and `useSetSearch()`. */
  search: TableSearch;
  onSearch: (patch: Partial<TableSearch>, push?: boolean) => void;
  /** Whether columns can be sorted: only when all rows are here. Paged lists have the server's order. */
  sortable?: boolean;
  /** Rows of the whole list, where they are counted. */
  total?: number | null;
  /** Keyset paging. */
  pageInfo?: PageInfo;
  /** For lists that only page forwards: back means the first page. */
  forwardsOnly?: boolean;
  /** Filter fields, on the left above the table. */
  filters?: ReactNode;
  /** In the table's place when there is no row: `Empty` or `FilteredEmpty`. */
  empty: ReactNode;
  /** What can be done with chosen rows; its presence adds the boxes. */
  selection?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** Name of the CSV of the loaded rows, or a function that exports them all by itself. */
  csv?: string | (() => void);
}

/** A list of things: sorted, filtered, its columns chosen, all of which stands in the address. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, search, onSearch, sortable = false } = props;
  const [selected, setSelected] = useState<Record<string, boolean>>({});
  const shown = useMemo(() => shownColumns(columns, search.cols), [columns, search.cols]);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.value?.(row) ?? undefined,
        header: column.header,
        enableSorting: sortable && column.value !== undefined,
        sortUndefined: "last" as const,
        sortFn: compared,
      })),
    [columns, sortable],
  );
  const sort = search.sort;
  const table = useTable<Features, Row>({
    features,
    columns: definitions as never,
    data: rows,
    getRowId: props.rowId,
    state: {
      sorting: sort && sortable ? [{ id: sort.replace(/^-/, ""), desc: sort.startsWith("-") }] : [],
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.has(id)])),
    },
  });
  const ordered = table.getRowModel().rows.map((row) => row.original);
  const chosen = ordered.filter((row) => selected[props.rowId(row)]);
  const clear = () => setSelected({});
  return (
    <div>
      <Toolbar
        columns={columns}
        rows={ordered}
        shown={shown}
        total={props.total}
        filters={props.filters}
        csv={props.csv}
        onColumns={(cols) => onSearch({ cols })}
        chosen={chosen.length}
        selection={chosen.length > 0 ? props.selection?.(chosen, clear) : undefined}
        onClearSelection={clear}
      />
      {ordered.length === 0 ? (
        props.empty
      ) : (
        <TableGrid
          label={props.label}
          columns={columns.filter(({ id }) => shown.has(id))}
          rows={ordered}
          rowId={props.rowId}
          sort={sort}
          sortable={sortable}
          onSort={(next) => onSearch(fromTheStart({ sort: next }))}
          selected={props.selection ? selected : undefined}
          onSelect={setSelected}
        />
      )}
      {props.pageInfo && (
        <Pager
          of={props.pageInfo}
          search={search}
          forwardsOnly={props.forwardsOnly}
          onMove={(patch) => onSearch(patch, true)}
        />
      )}
    </div>
  );
}

interface Sortable {
  getValue(id: string): unknown;
}

/** Figures by size, texts as people of both languages expect: digits by value, width without meaning. */
function compared(one: Sortable, other: Sortable, id: string): number {
  const [left, right] = [one.getValue(id), other.getValue(id)];
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), "ja", { numeric: true, sensitivity: "base" });
}
