import { type FormEvent, useId, useState } from "react";
import { readMoney } from "../../i18n/money.ts";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type Payment, type Refunded, server } from "../api/server.ts";
import { useMoney } from "../parts/Breakdown.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";
import { refundTexts } from "./texts.ts";

/** For the merchant: gives the order back, whole or in part, and shows what cards and the gateway got of it. */
export function Refund({ payment, onAnswer }: { payment: Payment; onAnswer: (payment: Payment) => void }) {
  const t = useTexts(refundTexts);
  const shopText = useTexts(shopTexts);
  const { currency } = useShop().shop;
  const [typed, setTyped] = useState("");
  const [asGiftCard, setAsGiftCard] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const name = useId();
  const give = async (amount: number | null) => {
    setBusy(true);
    setSaid("");
    try {
      onAnswer(await server.refund(payment.id, amount, asGiftCard));
      setTyped("");
    } catch (failure) {
      setSaid(sentenceOf(failure, shopText.offline));
    }
    setBusy(false);
  };
  const givePart = (event: FormEvent) => {
    event.preventDefault();
    const amount = readMoney(typed, currency);
    if (amount === null || amount <= 0) setSaid(t.amountBad);
    else give(amount);
  };
  return (
    <details className="note">
      <summary>{t.title}</summary>
      <p className="soft">{t.hint}</p>
      <Done payment={payment} />
      {payment.refunds.every(({ state }) => state !== "REFUNDED") && (
        <form onSubmit={givePart} className="fields" noValidate>
          <label htmlFor={name}>{t.amount(currency)}</label>
          <input
            id={name}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={asGiftCard}
              onChange={(event) => setAsGiftCard(event.target.checked)}
            />
            {t.asGiftCard}
          </label>
          <button type="submit" disabled={busy}>
            {t.givePart}
          </button>
          <button type="button" disabled={busy} onClick={() => give(null)}>
            {t.giveAll}
          </button>
        </form>
      )}
      {said && (
        <p role="alert" className="problem">
          {said}
        </p>
      )}
    </details>
  );
}

function Done({ payment }: { payment: Payment }) {
  const t = useTexts(refundTexts);
  const money = useMoney();
  return (
    <div role="status">
      {payment.refunds.map((refund) => (
        <p key={refund.refundId}>
          {t.given(money(refund.amount.amount))} <Shares of={refund} />
        </p>
      ))}
      {payment.cardBalances.map(({ code, balance }) => (
        <p key={code}>{t.balance(code, money(balance))}</p>
      ))}
    </div>
  );
}

/** Where the sum of a refund went. */
function Shares({ of }: { of: Refunded }) {
  const t = useTexts(refundTexts);
  const money = useMoney();
  const back = of.tenders.reduce((sum, { amount }) => sum + amount.amount, 0);
  const lost = of.tenders.reduce((sum, tender) => sum + tender.lost.amount, 0);
  const shares = [
    back > 0 && t.toCard(money(back)),
    lost > 0 && t.lost(money(lost)),
    of.payable.amount > 0 && t.toPayment(money(of.payable.amount)),
    of.asGiftCard && t.byRule,
  ];
  return <small>({shares.filter(Boolean).join(" · ")})</small>;
}
