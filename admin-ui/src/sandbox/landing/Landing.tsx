import { useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import type { Product } from "../api/server.ts";
import type { CartLine } from "../cart/cart.ts";
import { useRecovery } from "../cart/useRecovery.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { useMoney } from "../parts/Breakdown.tsx";
import { ProductArt } from "../parts/ProductArt.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";
import { Form } from "./Form.tsx";
import { landingTexts } from "./texts.ts";

/** A page that an advertisement leads to: one product, and the form to order it. */
export default function Landing({ sku }: { sku: string }) {
  const shopText = useTexts(shopTexts);
  const { shop } = useShop();
  const product = shop.products.find((one) => one.sku === sku);
  useTitle(product?.name ?? shopText.notFound);
  if (!product?.sandbox) {
    return (
      <section className="notice">
        <h1>{shopText.notFound}</h1>
        <Link to="/" className="button">
          {shopText.toProducts}
        </Link>
      </section>
    );
  }
  return <Page product={product} />;
}

function Page({ product }: { product: Product }) {
  const t = useTexts(landingTexts);
  const shopText = useTexts(shopTexts);
  const money = useMoney();
  const recovery = useRecovery(product.sku);
  const [left, setLeft] = useState(false);
  if (recovery.busy) return <Awaited failure={null} />;
  if (left) return <Left onBack={() => setLeft(false)} />;
  return (
    <article className="narrow product landing">
      <ProductArt product={product} />
      <h1>{product.name}</h1>
      {product.description && <p>{product.description}</p>}
      <p className="price">
        {money(product.price)} <small>{shopText.taxIncluded}</small>
      </p>
      {recovery.failure !== null && (
        <p role="alert" className="problem">
          {sentenceOf(recovery.failure, shopText.offline)}
        </p>
      )}
      {recovery.restored && (
        <p role="status" className="note">
          {t.back}
        </p>
      )}
      <Form line={lineOf(product)} onLeave={() => setLeft(true)} />
    </article>
  );
}

/** One piece; of what is sold on plans only, the first of them. */
function lineOf({ sku, sold, plans }: Product): CartLine {
  const plan = sold === "subscription" ? plans[0]?.name : undefined;
  return plan === undefined ? { sku, quantity: 1 } : { sku, quantity: 1, plan };
}

function Left({ onBack }: { onBack: () => void }) {
  const t = useTexts(landingTexts);
  return (
    <section className="notice">
      <h1>{t.left}</h1>
      <p>{t.leftLead}</p>
      <p>
        <Link to="/inbox">{t.toInbox}</Link>
      </p>
      <button type="button" className="button" onClick={onBack}>
        {t.toForm}
      </button>
    </section>
  );
}
