import { useMemo } from "react";
import type { Column } from "./column.ts";
import { PlainTable } from "./PlainTable.tsx";

interface Row {
  readonly place: number;
  readonly cells: readonly string[];
}

/** The first rows of a file under its own headings. */
export function FirstRows(props: { label: string; headings: string[]; rows: string[][] }) {
  const { headings, rows } = props;
  const columns = useMemo<readonly Column<Row>[]>(
    () =>
      headings.map((header, place) => ({
        id: String(place),
        header: header || "–",
        rowHeader: place === 0,
        cell: ({ cells }) => cells[place] || "–",
      })),
    [headings],
  );
  return (
    <PlainTable
      label={props.label}
      columns={columns}
      rows={rows.map((cells, place) => ({ place, cells }))}
      rowId={({ place }) => String(place)}
    />
  );
}
