import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type CartLine, lineKey, MOST, pinsOf, setQuantity, useCart } from "../cart/cart.ts";
import { cartTexts } from "../cart/texts.ts";
import { useQuote } from "../cart/useQuote.ts";
import { useRecovery } from "../cart/useRecovery.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { Breakdown, BreakdownToCome, useMoney } from "../parts/Breakdown.tsx";
import { Gifts } from "../parts/Gifts.tsx";
import { Hints } from "../parts/Hints.tsx";
import { PlanName } from "../parts/PlanName.tsx";
import { ProductArt } from "../parts/ProductArt.tsx";
import { Reasons } from "../parts/Reasons.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** What is in the cart, and what it costs: every figure is the engine's. */
export function CartPage() {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const cart = useCart();
  const recovery = useRecovery();
  const { quote, hints, error, message, pending } = useQuote(shop, cart);
  useTitle(t.cart);
  if (recovery.busy) return <Awaited failure={null} />;
  if (cart.lines.length === 0) {
    return (
      <section className="notice">
        <h1>{t.cart}</h1>
        <Recovered recovery={recovery} />
        <p>{t.emptyCart}</p>
        <Link to="/" className="button">
          {t.toProducts}
        </Link>
      </section>
    );
  }
  return (
    <section className="narrow">
      <h1>{t.cart}</h1>
      <Recovered recovery={recovery} />
      <ul className="lines">
        {cart.lines.map((line) => (
          <Line key={lineKey(line)} line={line} />
        ))}
      </ul>
      <Gifts lines={quote?.lines ?? []} />
      <Hints hints={pending ? [] : hints} />
      {quote ? <Breakdown quote={quote} pending={pending} /> : pending && <BreakdownToCome />}
      {message && (
        <p role="alert" className="problem">
          {message}
        </p>
      )}
      {error !== null && (
        <p role="alert" className="problem">
          {sentenceOf(error, t.offline)}
        </p>
      )}
      <Link to="/customer" className="button wide">
        {t.toCustomer}
      </Link>
      <Reasons
        wish={{
          lines: cart.lines,
          buyer: cart.buyer,
          codes: cart.codes,
          giftCards: cart.giftCards,
          giftCardPins: pinsOf(cart),
          cartToken: cart.token,
        }}
      />
    </section>
  );
}

/** What became of the link of a reminder (S3.28). */
function Recovered({ recovery }: { recovery: ReturnType<typeof useRecovery> }) {
  const t = useTexts(cartTexts);
  const shopText = useTexts(shopTexts);
  const { restored, gone, failure } = recovery;
  if (failure !== null) {
    return (
      <p role="alert" className="problem">
        {sentenceOf(failure, shopText.offline)}
      </p>
    );
  }
  return restored ? (
    <p role="status" className="note">
      {t.restored} {gone.length > 0 && t.gone(gone.join(", "))}
    </p>
  ) : null;
}

function Line({ line }: { line: CartLine }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  const { shop } = useShop();
  const product = shop.products.find(({ sku }) => sku === line.sku);
  const name = product?.name ?? line.sku;
  return (
    <li>
      {product && <ProductArt product={product} />}
      <div className="words">
        <h2>
          <Link to={`/product/${encodeURIComponent(line.sku)}`}>{name}</Link>
        </h2>
        {line.plan !== undefined && (
          <p>
            <PlanName product={product} plan={line.plan} />
          </p>
        )}
        {product && <p className="price">{money(product.price)}</p>}
        <div className="stepper" role="group" aria-label={t.quantityOf(name)}>
          <button type="button" aria-label={t.fewer} onClick={() => setQuantity(line, line.quantity - 1)}>
            −
          </button>
          <output>{line.quantity}</output>
          <button
            type="button"
            aria-label={t.more}
            disabled={line.quantity >= MOST}
            onClick={() => setQuantity(line, line.quantity + 1)}
          >
            ＋
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={`${t.remove}: ${name}`}
            onClick={() => setQuantity(line, 0)}
          >
            {t.remove}
          </button>
        </div>
      </div>
    </li>
  );
}
