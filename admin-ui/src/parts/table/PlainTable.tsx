import type { Column } from "./column.ts";
import { TableGrid } from "./TableGrid.tsx";

/** A table that is neither sorted nor chosen from. */
export function PlainTable<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
}) {
  return (
    <TableGrid
      {...props}
      sort={undefined}
      sortable={false}
      onSort={() => undefined}
      selected={undefined}
      onSelect={() => undefined}
    />
  );
}
