import type { ReactNode } from "react";

/** One column of a `DataTable`. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by, and what the CSV holds; a column without it is neither sorted nor exported. */
  readonly value?: (row: Row) => string | number | null;
  /** Figures stand at the right. */
  readonly numeric?: boolean;
  /** Shown only when somebody asks for it. */
  readonly optional?: boolean;
  /** Names the row for screen readers; one per table. */
  readonly rowHeader?: boolean;
}

/** The columns of a view: those named in the address, otherwise the usual ones. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  cols: string | undefined,
): ReadonlySet<string> {
  const named = new Set(cols?.split(".") ?? []);
  const known = columns.filter(({ id, rowHeader }) => rowHeader || named.has(id));
  const usual = columns.filter(({ optional }) => !optional);
  return new Set((cols && known.length > 0 ? known : usual).map(({ id }) => id));
}

/** `sort` of the address for a click on a column: up, down, and back to the usual order. */
export function nextSort(sort: string | undefined, id: string): string | undefined {
  if (sort === id) return `-${id}`;
  return sort === `-${id}` ? undefined : id;
}
