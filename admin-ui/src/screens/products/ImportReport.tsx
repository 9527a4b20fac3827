import { Stack, Text } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import type { Column } from "../../parts/table/column.ts";
import { TableGrid } from "../../parts/table/TableGrid.tsx";
import type { ProductsImportMutation } from "./queries.graphql.ts";
import { productsTexts } from "./texts.ts";

type Report = ProductsImportMutation["productsImport"];
type Problem = Report["problems"][number];

/** What a file would do: how many products it brings, and every row that cannot be read, with its line. */
export function ImportReport(props: {
  of: Report;
  /** The button that stores, given how many rows are good and how many are bad. */
  children: (good: number, bad: number) => ReactNode;
}) {
  const text = useTexts(productsTexts);
  const { rows, problems, moreProblems } = props.of;
  const bad = new Set(problems.map(({ line }) => line)).size + moreProblems;
  const good = rows - bad;
  return (
    <Stack gap="md" align="stretch">
      <Text role="status">{good > 0 ? text.good(good) : text.noneGood}</Text>
      {bad > 0 && <Banner>{text.bad(bad)}</Banner>}
      {problems.length > 0 && <Problems of={problems} />}
      {moreProblems > 0 && <Text size="sm">{text.more(moreProblems)}</Text>}
      {good > 0 && <div>{props.children(good, bad)}</div>}
    </Stack>
  );
}

function Problems({ of }: { of: readonly Problem[] }) {
  const text = useTexts(productsTexts);
  const columns = useMemo<readonly Column<Problem>[]>(() => {
    const word = (key: string) => (text as unknown as Record<string, string>)[key] ?? key;
    return [
      { id: "line", header: text.line, numeric: true, rowHeader: true, cell: ({ line }) => line },
      { id: "column", header: text.column, cell: ({ column }) => column || "–" },
      { id: "value", header: text.value, cell: ({ value }) => value || "–" },
      { id: "why", header: text.why, cell: ({ code }) => word(code) },
      { id: "expected", header: text.expected, cell: ({ expected }) => expected || "–" },
    ];
  }, [text]);
  return (
    <TableGrid
      label={text.problems}
      columns={columns}
      rows={of}
      rowId={({ line, column, code }) => `${line} ${column} ${code}`}
      sort={undefined}
      sortable={false}
      onSort={() => undefined}
      selected={undefined}
      onSelect={() => undefined}
    />
  );
}
