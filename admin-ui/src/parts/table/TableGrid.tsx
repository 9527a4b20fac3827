import { Checkbox, Paper, UnstyledButton } from "@mantine/core";
import { useRef } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../Icon.tsx";
import { type Column, nextSort } from "./column.ts";
import classes from "./table.module.css";
import { tableTexts } from "./texts.ts";
import { MANY_ROWS, ROW_HEIGHT, useWindow } from "./useWindow.ts";

type Selected = Readonly<Record<string, boolean>>;

interface GridProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort: string | undefined;
  sortable: boolean;
  onSort: (sort: string | undefined) => void;
  selected: Selected | undefined;
  onSelect: (selected: Record<string, boolean>) => void;
}

/** The table itself; it scrolls sideways in its own box, never the page. */
export function TableGrid<Row>(props: GridProps<Row>) {
  const { columns, rows, rowId, selected, onSelect } = props;
  const text = useTexts(tableTexts);
  const box = useRef<HTMLDivElement>(null);
  const { start, end } = useWindow(box, rows.length);
  const many = rows.length > MANY_ROWS;
  const width = columns.length + (selected ? 1 : 0);
  const all = selected !== undefined && rows.every((row) => selected[rowId(row)]);
  return (
    <Paper
      role="group" // a landmark for each table would be too many
      ref={box}
      className={classes.box}
      data-many={many || undefined}
      aria-label={props.label}
      tabIndex={0} // what scrolls must be reachable by keyboard (WCAG 2.1.1)
    >
      {/* Not Mantine's Table, which brings scroll areas and floating panels along. */}
      <table
        className={classes.table}
        aria-label={props.label}
        aria-rowcount={many ? rows.length + 1 : undefined}
      >
        <thead>
          <tr>
            {selected && (
              <th className={classes.tick} scope="col">
                <Checkbox
                  aria-label={text.selectAll}
                  checked={all}
                  indeterminate={!all && rows.some((row) => selected[rowId(row)])}
                  onChange={() =>
                    onSelect(all ? {} : Object.fromEntries(rows.map((row) => [rowId(row), true])))
                  }
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={start} width={width} />
          {rows.slice(start, end).map((row, place) => (
            <tr
              key={rowId(row)}
              aria-rowindex={many ? start + place + 2 : undefined}
              data-selected={selected?.[rowId(row)] || undefined}
            >
              {selected && (
                <td className={classes.tick}>
                  <Checkbox
                    aria-label={text.selectRow(rowName(columns, row))}
                    checked={selected[rowId(row)] ?? false}
                    onChange={(event) => onSelect({ ...selected, [rowId(row)]: event.currentTarget.checked })}
                  />
                </td>
              )}
              {columns.map((column) => (
                <BodyCell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
          <Gap rows={rows.length - end} width={width} />
        </tbody>
      </table>
    </Paper>
  );
}

function HeaderCell<Row>({ column, sort, sortable, onSort }: GridProps<Row> & { column: Column<Row> }) {
  const direction = sort === column.id ? "ascending" : sort === `-${column.id}` ? "descending" : undefined;
  const align = column.numeric ? "end" : undefined;
  if (!sortable || !column.value) {
    return (
      <th scope="col" data-align={align}>
        {column.header}
      </th>
    );
  }
  return (
    <th scope="col" data-align={align} aria-sort={direction}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(nextSort(sort, column.id))}>
        {column.header}
        <span className={classes.arrow} data-on={direction !== undefined || undefined}>
          <Icon name={direction === "descending" ? "sortDown" : "sortUp"} size={13} />
        </span>
      </UnstyledButton>
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const align = column.numeric ? "end" : undefined;
  if (column.rowHeader) {
    return (
      <th scope="row" data-align={align}>
        {column.cell(row)}
      </th>
    );
  }
  return <td data-align={align}>{column.cell(row)}</td>;
}

/** Holds the place of rows that are not drawn. */
function Gap({ rows, width }: { rows: number; width: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row is not focusable
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={width} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
}

function rowName<Row>(columns: readonly Column<Row>[], row: Row): string {
  return String(columns.find(({ rowHeader }) => rowHeader)?.value?.(row) ?? "");
}
