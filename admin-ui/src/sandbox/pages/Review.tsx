import { useEffect, useState } from "react";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { server, type Wish } from "../api/server.ts";
import { type Cart, lineKey, pinsOf, removeCard, removeCode, useCart } from "../cart/cart.ts";
import { type Priced, useQuote } from "../cart/useQuote.ts";
import { Breakdown, BreakdownToCome, useMoney } from "../parts/Breakdown.tsx";
import { CardEntry, CouponEntry, sameCode } from "../parts/CouponEntry.tsx";
import { Gifts } from "../parts/Gifts.tsx";
import { PlanName } from "../parts/PlanName.tsx";
import { Reasons } from "../parts/Reasons.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { go, Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** Codes that the engine refused, and why the last one was. */
interface RefusedCodes {
  codes: string[];
  sentence: string;
}

const NONE_REFUSED: RefusedCodes = { codes: [], sentence: "" };

/** The order before payment: the code entry box where the rules show one, and what the payment page will say. */
export function Review() {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const cart = useCart();
  const priced = useQuote(shop, cart);
  const { quote, pending } = priced;
  const { refused, refusedCards, forget } = useRefused(cart, priced);
  const [trouble, setTrouble] = useState<unknown>(null);
  useTitle(t.review);

  const ready = cart.lines.length > 0 && cart.buyer.email !== "";
  useEffect(() => {
    if (!ready) go(cart.lines.length > 0 ? "/customer" : "/cart", true);
  }, [ready, cart.lines.length]);

  if (!ready) return null;
  const failure = trouble ?? priced.error;
  return (
    <section className="narrow">
      <h1>{t.review}</h1>
      <Lines cart={cart} />
      <Gifts lines={quote?.lines ?? []} />
      <p className="buyer">
        {cart.buyer.name} {cart.buyer.email} <Link to="/customer">{t.change}</Link>
      </p>
      {quote && (
        <>
          {quote.couponEntry ? (
            <CouponEntry codes={cart.codes} refusal={refused.sentence} pending={pending} onEnter={forget} />
          ) : (
            <p className="soft">{t.couponHidden}</p>
          )}
          <CardEntry
            codes={cart.giftCards}
            refusal={refusedCards.sentence}
            pending={pending}
            onEnter={forget}
          />
          <Breakdown quote={quote} pending={pending} />
          <GatewayNote total={quote.payable.amount} shown={quote.gatewayTotal.amount} />
        </>
      )}
      {quote === null && pending && <BreakdownToCome />}
      {(priced.message || failure !== null) && (
        <p role="alert" className="problem">
          {failure === null ? priced.message : sentenceOf(failure, t.offline)}
        </p>
      )}
      <Pay cart={cart} ready={quote !== null && !pending} onTrouble={setTrouble} />
      <Reasons
        wish={{
          lines: cart.lines,
          buyer: cart.buyer,
          codes: [...cart.codes, ...refused.codes],
          giftCards: [...cart.giftCards, ...refusedCards.codes],
          giftCardPins: pinsOf({ giftCards: [...cart.giftCards, ...refusedCards.codes], pins: cart.pins }),
          cartToken: cart.token,
        }}
      />
    </section>
  );
}

/** Every quote with a code that does not apply counts as a guess of it: it is said once and not asked again. */
function useRefused(cart: Cart, { quote, pending }: Priced) {
  const [refused, setRefused] = useState(NONE_REFUSED);
  const [refusedCards, setRefusedCards] = useState(NONE_REFUSED);
  useEffect(() => {
    if (pending || !quote) return;
    for (const { code, message, giftCard } of quote.refusals) {
      const typed = giftCard ? cart.giftCards : cart.codes;
      const entered = typed.find((one) => code !== null && sameCode(one, code));
      if (entered === undefined) continue;
      (giftCard ? setRefusedCards : setRefused)({ codes: [entered], sentence: `${code}: ${message}` });
      (giftCard ? removeCard : removeCode)(entered);
    }
  }, [quote, pending, cart.codes, cart.giftCards]);
  const forget = () => {
    setRefused(NONE_REFUSED);
    setRefusedCards(NONE_REFUSED);
  };
  return { refused, refusedCards, forget };
}

function Lines({ cart }: { cart: Cart }) {
  const { shop } = useShop();
  return (
    <ul className="short">
      {cart.lines.map((line) => {
        const product = shop.products.find(({ sku }) => sku === line.sku);
        return (
          <li key={lineKey(line)}>
            {product?.name ?? line.sku} × {line.quantity}{" "}
            {line.plan !== undefined && (
              <small>
                <PlanName product={product} plan={line.plan} />
              </small>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** S1.42 and S1.44: say beforehand that the payment page shows the price before the coupon. */
function GatewayNote({ total, shown }: { total: number; shown: number }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  return shown === total ? null : <p className="note">{t.atGateway(money(shown))}</p>;
}

function Pay({
  cart,
  ready,
  onTrouble,
}: {
  cart: Cart;
  ready: boolean;
  onTrouble: (trouble: unknown) => void;
}) {
  const t = useTexts(shopTexts);
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const pay = async () => {
    setBusy(true);
    onTrouble(null);
    const wish: Wish = {
      lines: cart.lines,
      buyer: { ...cart.buyer, locale },
      codes: cart.codes,
      giftCards: cart.giftCards,
      giftCardPins: pinsOf(cart),
      cartToken: cart.token,
    };
    try {
      const payment = await server.checkout(wish);
      go(`/pay/${payment.id}`);
    } catch (failure) {
      onTrouble(failure);
      setBusy(false);
    }
  };
  return (
    <button type="button" className="button wide" disabled={!ready || busy} onClick={pay}>
      {t.toPay}
    </button>
  );
}
