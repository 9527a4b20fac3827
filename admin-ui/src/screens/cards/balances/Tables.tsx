import { Text } from "@mantine/core";
import { useMemo } from "react";
import type { Money } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Amount, Count, Day } from "../../../parts/show/values.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { PlainTable } from "../../../parts/table/PlainTable.tsx";
import type { CardBalancesQuery } from "./queries.graphql.ts";
import { balanceTexts } from "./texts.ts";

type Campaign = CardBalancesQuery["giftCardOutstanding"]["campaigns"][number];
type Report = CardBalancesQuery["giftCardReports"][number];

/** Unused balances by the rule that made the cards. */
export function ByCampaign({ of }: { of: readonly Campaign[] }) {
  const text = useTexts(balanceTexts);
  const amounts = useAmounts();
  const columns = useMemo<readonly Column<Campaign>[]>(
    () => [
      { id: "campaign", header: text.campaign, rowHeader: true, cell: ({ campaign }) => campaign },
      { id: "cards", header: text.cards, numeric: true, cell: ({ cards }) => <Count of={cards} /> },
      ...amounts,
    ],
    [text, amounts],
  );
  if (of.length === 0) return text.none;
  return <PlainTable label={text.campaigns} columns={columns} rows={of} rowId={({ campaign }) => campaign} />;
}

/** The base dates as they were stored, the newest first. */
export function Reports({ of }: { of: readonly Report[] }) {
  const text = useTexts(balanceTexts);
  const amounts = useAmounts();
  const columns = useMemo<readonly Column<Report>[]>(
    () => [
      { id: "day", header: text.baseDate, rowHeader: true, cell: ({ day }) => <Day of={day} /> },
      ...amounts,
    ],
    [text, amounts],
  );
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {text.reportsHint}
      </Text>
      {of.length === 0 ? (
        text.noReports
      ) : (
        <PlainTable
          label={text.reports}
          columns={columns}
          rows={[...of].reverse()}
          rowId={({ day }) => day}
        />
      )}
    </>
  );
}

function useAmounts(): readonly Column<{ paid: Money; free: Money }>[] {
  const text = useTexts(balanceTexts);
  return useMemo(
    () =>
      (["paid", "free"] as const).map((id) => ({
        id,
        header: text[id],
        numeric: true,
        cell: (row) => <Amount of={row[id]} />,
      })),
    [text],
  );
}
