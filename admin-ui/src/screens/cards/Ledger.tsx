import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { formatInstant, formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Amount, Instant } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { PlainTable } from "../../parts/table/PlainTable.tsx";
import { useRight, useShop } from "../../shell/shop.tsx";
import type { ShownCard } from "./Card.tsx";
import classes from "./cards.module.css";
import { ReverseDialog } from "./ReverseDialog.tsx";
import { cardActionTexts, cardTexts } from "./texts.ts";

export type Transfer = ShownCard["life"]["transfers"][number];

/** Every movement of a card's value with its two sides; a mistaken credit is taken back from here (S5.38, J12). */
export function Ledger({ of: { id, state, life } }: { of: ShownCard }) {
  const text = useTexts(cardTexts);
  const mayAct = useRight("coupons");
  const [wrong, setWrong] = useState<Transfer | null>(null);
  const columns = useColumns(mayAct && state === "ACTIVE" ? setWrong : undefined);
  if (life.transfers.length === 0) return text.noLedger;
  return (
    <>
      <PlainTable
        label={text.ledger}
        columns={columns}
        rows={life.transfers}
        rowId={(transfer) => transfer.id}
      />
      {wrong && <ReverseDialog cardId={id} of={wrong} onClose={() => setWrong(null)} />}
    </>
  );
}

function useColumns(onReverse: ((transfer: Transfer) => void) | undefined): readonly Column<Transfer>[] {
  const text = useTexts(cardTexts);
  const act = useTexts(cardActionTexts);
  const { timeZone } = useShop();
  return useMemo(() => {
    const reverse: Column<Transfer> = {
      id: "actions",
      header: text.actions,
      cell: (transfer) =>
        transfer.kind === "CREDIT" && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={act.reverseOf(formatMoney(transfer.amount), formatInstant(transfer.at, timeZone))}
            onClick={() => onReverse?.(transfer)}
          >
            {act.reverse}
          </Button>
        ),
    };
    return [
      { id: "at", header: text.at, rowHeader: true, cell: ({ at }) => <Instant at={at} /> },
      { id: "what", header: text.what, cell: (transfer) => <Told of={transfer} /> },
      {
        id: "amount",
        header: text.amount,
        numeric: true,
        cell: (transfer) => <Amount of={moved(transfer)} />,
      },
      {
        id: "postings",
        header: text.postings,
        cell: ({ postings }) => (
          <span className={classes.small}>
            {sides(postings)
              .map((side) => text[side])
              .join(" → ")}
          </span>
        ),
      },
      ...(onReverse ? [reverse] : []),
    ];
  }, [text, act, timeZone, onReverse]);
}

function Told({ of: { kind, orderId, note } }: { of: Transfer }) {
  const text = useTexts(cardTexts);
  return (
    <div className={classes.told}>
      {text[kind]}
      {orderId && (
        <>
          {" · "}
          <Link to="/orders/$orderId" params={{ orderId }}>
            {text.orderNo(orderId)}
          </Link>
        </>
      )}
      {note && <div className={classes.small}>{note}</div>}
    </div>
  );
}

const ACCOUNTS = ["card", "funding", "sales", "breakage", "payout"] as const;

/** Whose value it was, and whose it became. */
function sides(postings: Transfer["postings"]): `account_${(typeof ACCOUNTS)[number]}`[] {
  return [...postings]
    .sort((one, other) => one.amount.amount - other.amount.amount)
    .flatMap(({ account }) => ACCOUNTS.filter((name) => account.startsWith(`${name}/`)))
    .map((name) => `account_${name}` as const);
}

/** What the card gained or, with a minus, lost. */
function moved({ amount, postings }: Transfer): Transfer["amount"] {
  return postings.find(({ account }) => account.startsWith("card/"))?.amount ?? amount;
}
