import { useMemo } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Amount } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { TableGrid } from "../../parts/table/TableGrid.tsx";
import type { Shown } from "./Order.tsx";
import { orderTexts } from "./texts.ts";

type Line = Shown["quote"]["lines"][number] & { readonly place: number };

/** What was bought, with what was taken off each line. */
export function Lines({ of }: { of: Shown["quote"]["lines"] }) {
  const text = useTexts(orderTexts);
  const rows = useMemo(() => of.map((line, place) => ({ ...line, place })), [of]);
  const columns = useMemo<readonly Column<Line>[]>(() => {
    const money = (id: "unitPrice" | "subtotal" | "discount", header: string): Column<Line> => ({
      id,
      header,
      numeric: true,
      cell: (line) => <Amount of={line[id]} />,
    });
    return [
      {
        id: "sku",
        header: text.sku,
        rowHeader: true,
        cell: ({ sku, gift }) => (gift ? `${sku} (${text.gift})` : sku),
      },
      { id: "quantity", header: text.quantity, numeric: true, cell: ({ quantity }) => quantity },
      money("unitPrice", text.unitPrice),
      money("subtotal", text.subtotal),
      money("discount", text.discount),
      { id: "total", header: text.lineTotal, numeric: true, cell: ({ total }) => <Amount of={total} /> },
    ];
  }, [text]);
  return (
    <TableGrid
      label={text.lines}
      columns={columns}
      rows={rows}
      rowId={({ place }) => String(place)}
      sort={undefined}
      sortable={false}
      onSort={() => undefined}
      selected={undefined}
      onSelect={() => undefined}
    />
  );
}
