import type { Column } from "./column.ts";

const BOM = "\ufeff"; // without it, Excel in Japan reads UTF-8 as Shift_JIS
const FORMULA = /^[=+\-@\t\r]/;

/** A cell as CSV. Text that a spreadsheet would run as a formula is quoted away with an apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows as CSV with a heading line. */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const kept = columns.filter((column) => column.value);
  const lines = [
    kept.map(({ header }) => csvCell(header)).join(","),
    ...rows.map((row) => kept.map(({ value }) => csvCell(value?.(row) ?? null)).join(",")),
  ];
  return `${BOM}${lines.join("\r\n")}\r\n`;
}

/** Hands the text to the browser as a file. */
export function download(name: string, text: BlobPart, type = "text/csv"): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
