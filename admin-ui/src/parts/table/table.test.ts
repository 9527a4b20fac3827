import { expect, test } from "vitest";
import { type Column, nextSort, shownColumns } from "./column.ts";
import { csvOf } from "./csv.ts";

type Row = { name: string; count: number };
const columns: Column<Row>[] = [
  { id: "name", header: "Name", cell: (row) => row.name, value: (row) => row.name, rowHeader: true },
  { id: "count", header: "Count", cell: (row) => row.count, value: (row) => row.count, numeric: true },
  { id: "more", header: "More", cell: () => "", optional: true },
];

test("CSV quotes what needs quotes and disarms formulas", () => {
  const rows = [
    { name: 'say "hi", x', count: 1 },
    { name: "=1+1", count: -2 },
  ];
  expect(csvOf(columns, rows)).toBe('\ufeffName,Count\r\n"say ""hi"", x",1\r\n\'=1+1,-2\r\n');
});

test("an address names the columns, and the row's name always stays", () => {
  expect([...shownColumns(columns, undefined)]).toEqual(["name", "count"]);
  expect([...shownColumns(columns, "more")]).toEqual(["name", "more"]);
});

test("a third click gives the usual order back", () => {
  expect([undefined, "count", "-count"].map((sort) => nextSort(sort, "count"))).toEqual([
    "count",
    "-count",
    undefined,
  ]);
});
