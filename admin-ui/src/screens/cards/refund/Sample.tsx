import { useMemo } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import type { Column } from "../../../parts/table/column.ts";
import { PlainTable } from "../../../parts/table/PlainTable.tsx";
import { refundTexts } from "./texts.ts";

interface Row {
  readonly place: number;
  readonly cells: readonly string[];
}

/** The first rows of a file under its own headings. */
export function Sample({ of: { headings, rows } }: { of: { headings: string[]; rows: string[][] } }) {
  const text = useTexts(refundTexts);
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
      label={text.sample}
      columns={columns}
      rows={rows.map((cells, place) => ({ place, cells }))}
      rowId={({ place }) => String(place)}
    />
  );
}
