import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import type { Transfer } from "./Ledger.tsx";
import { CardCreditReverseDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

/** Takes what is left of a mistaken credit off its card, by a transfer of its own (J12). */
export function ReverseDialog({
  cardId,
  of,
  onClose,
}: {
  cardId: string;
  of: Transfer;
  onClose: () => void;
}) {
  const text = useTexts(cardActionTexts);
  const [key] = useState(newKey);
  const reverse = useAct(CardCreditReverseDocument, (result) => result.giftCardCreditReverse, {
    done: text.reverseDone,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      opened
      title={text.reverseTitle}
      confirm={text.reverse}
      danger
      busy={reverse.isPending}
      error={reverse.error}
      onClose={onClose}
      onConfirm={(reason) =>
        reverse.mutate({ input: { cardId, transferId: of.id, reason, idempotencyKey: key } })
      }
    >
      {text.reverseWhat(formatMoney(of.amount))}
    </ReasonDialog>
  );
}
