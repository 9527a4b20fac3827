import { NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { newKey, Refusal, useAct } from "../../api/act.ts";
import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import type { ShownCard } from "./Card.tsx";
import { paidOf } from "./paid.ts";
import { CardCashOutDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

const REASONS = ["CARD_DECLINED", "UNAVOIDABLE", "SMALL_BALANCE", "WIND_DOWN"] as const;
type Reason = (typeof REASONS)[number];

/** Makes a card void and owes the customer its paid balance, for a reason that the law allows (S5.43, J11). */
export function CashOut({ of, onClose }: { of: ShownCard; onClose: () => void }) {
  const text = useTexts(cardActionTexts);
  const allowed = of.cashRefund ? REASONS : (["WIND_DOWN"] as const);
  const [key, setKey] = useState(newKey);
  const [reason, setReason] = useState<Reason>(allowed[0]);
  const paid = paidOf(of);
  const free = of.balance.amount - paid.amount;
  const act = useAct(CardCashOutDocument, (result) => result.giftCardCashOut, {
    done: text.cashOutDone,
    onDone: onClose,
  });
  const renew = (error: Error) => error instanceof Refusal && setKey(newKey());
  const input = { cardId: of.id, reason, expected: paid.amount, idempotencyKey: key };
  return (
    <ReasonDialog
      opened
      title={text.cashOutTitle}
      confirm={text.cashOut}
      danger
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(note) => act.mutate({ input: { ...input, note } }, { onError: renew })}
    >
      <Stack gap="md">
        <Text>{text.cashOutWhat(formatMoney(paid))}</Text>
        {free > 0 && <Banner>{text.forfeits(formatMoney({ ...paid, amount: free }))}</Banner>}
        <NativeSelect
          label={text.why}
          description={text.law}
          data={allowed.map((value) => ({ value, label: text[value] }))}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as Reason)}
        />
      </Stack>
    </ReasonDialog>
  );
}
