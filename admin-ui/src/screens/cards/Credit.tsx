import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { newKey, Refusal, useAct } from "../../api/act.ts";
import { readMoney } from "../../i18n/money.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { useShop } from "../../shell/shop.tsx";
import { AmountField } from "./AmountField.tsx";
import type { ShownCard } from "./Card.tsx";
import { CardCreditDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

const KINDS = ["PAID", "FREE"] as const;
type Kind = (typeof KINDS)[number];

/** Adds a balance to a card, once for the open dialog however often it is sent; the reason stands in the ledger (S5.24). */
export function Credit({ of, onClose }: { of: ShownCard; onClose: () => void }) {
  const text = useTexts(cardActionTexts);
  const { timeZone } = useShop();
  const [key, setKey] = useState(newKey);
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<Kind | "">("");
  const [last, setLast] = useState("");
  const [tried, setTried] = useState(false);
  const amount = readMoney(typed, of.balance.currency);
  const good = amount !== null && amount > 0;
  const act = useAct(
    CardCreditDocument,
    ({ giftCardCredit: { refusal, errors } }) => {
      if (refusal) throw new Refusal([{ code: "REFUSED", field: [], message: refusal.message }]);
      return { errors };
    },
    { done: text.creditDone, onDone: onClose },
  );
  const confirm = (note: string) => {
    setTried(true);
    if (!good) return;
    const expiresAt = last ? instantOf(dayAfter(last), timeZone) : null;
    const credit = { cardId: of.id, key, amount, consideration: kind || null, expiresAt, note };
    act.mutate(
      { input: { credit, idempotencyKey: key } },
      // What was asked for keeps its key: pressed again it is the same request, not a second one.
      { onError: (error) => error instanceof Refusal && !isAskedFor(error) && setKey(newKey()) },
    );
  };
  return (
    <ReasonDialog
      opened
      title={text.creditTitle}
      confirm={text.credit}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack gap="md">
        <div>{text.creditWhat}</div>
        <AmountField currency={of.balance.currency} value={typed} onChange={setTyped} bad={tried && !good} />
        <NativeSelect
          label={text.consideration}
          data={[{ value: "", label: text.asRule }, ...KINDS.map((value) => ({ value, label: text[value] }))]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind | "")}
        />
        <TextInput
          type="date"
          label={text.last}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
      </Stack>
    </ReasonDialog>
  );
}

function isAskedFor({ problems }: Refusal): boolean {
  return problems.some(({ code }) => code === "APPROVAL_REQUIRED");
}
