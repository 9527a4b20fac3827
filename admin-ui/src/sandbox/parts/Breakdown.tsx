import { formatMoney, type Money } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

interface Sum {
  subtotal: { amount: number };
  shipping: { amount: number };
  total: { amount: number };
  discounts: { code: string | null; amount: { amount: number } }[];
  payable: { amount: number };
  tenders: { code: string; amount: { amount: number } }[];
}

/** The amounts of a cart, from the sum of its lines to what is paid. */
export function Breakdown({ quote, pending = false }: { quote: Sum; pending?: boolean }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  return (
    <dl className="sums" aria-busy={pending}>
      <Row name={t.subtotal} amount={money(quote.subtotal.amount)} />
      <Row name={t.shipping} amount={quote.shipping.amount === 0 ? t.free : money(quote.shipping.amount)} />
      {quote.discounts
        .filter((discount) => discount.amount.amount > 0) // a present is a line of its own
        .map((discount, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: discounts have no other name here, and are redrawn together
            key={index}
            name={discount.code ? t.codeDiscount(discount.code) : t.discount}
            amount={money(-discount.amount.amount)}
            className="off"
          />
        ))}
      <Row name={t.total} amount={money(quote.total.amount)} className="total" />
      <Tenders quote={quote} />
    </dl>
  );
}

/** What gift cards pay of the total, and what is left to pay: rows of a list of sums; none without cards (S5.35). */
export function Tenders({ quote: { tenders, payable } }: { quote: Pick<Sum, "tenders" | "payable"> }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  if (tenders.length === 0) return null;
  return (
    <>
      {tenders.map(({ code, amount }) => (
        <Row key={code} name={t.cardPays(code)} amount={money(-amount.amount)} className="off" />
      ))}
      <Row name={t.payable} amount={money(payable.amount)} className="payable" />
    </>
  );
}

/** The place of the amounts while they are on their way, so that nothing jumps. */
export function BreakdownToCome() {
  const t = useTexts(shopTexts);
  return (
    <dl className="sums" aria-busy="true">
      <Row name={t.subtotal} amount="…" />
      <Row name={t.shipping} amount="…" />
      <Row name={t.total} amount="…" className="total" />
    </dl>
  );
}

function Row({ name, amount, className }: { name: string; amount: string; className?: string }) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd>{amount}</dd>
    </div>
  );
}

/** Writes minor units of the shop's currency. */
export function useMoney(): (amount: Money["amount"]) => string {
  const { shop } = useShop();
  return (amount) => formatMoney({ amount, currency: shop.currency });
}
