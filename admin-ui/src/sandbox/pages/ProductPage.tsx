import { useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import type { Product } from "../api/server.ts";
import { addToCart } from "../cart/cart.ts";
import { cartTexts } from "../cart/texts.ts";
import { useMoney } from "../parts/Breakdown.tsx";
import { PlanName } from "../parts/PlanName.tsx";
import { ProductArt } from "../parts/ProductArt.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** One product, large. */
export function ProductPage({ sku }: { sku: string }) {
  const t = useTexts(shopTexts);
  const cartText = useTexts(cartTexts);
  const money = useMoney();
  const { shop } = useShop();
  const product = shop.products.find((one) => one.sku === sku);
  const [added, setAdded] = useState(false);
  const [plan, setPlan] = useState(product?.sold === "subscription" ? (product.plans[0]?.name ?? "") : "");
  useTitle(product?.name ?? t.notFound);
  if (product === undefined) {
    return (
      <section className="notice">
        <h1>{t.notFound}</h1>
        <Link to="/" className="button">
          {t.toProducts}
        </Link>
      </section>
    );
  }
  const add = () => {
    addToCart(product.sku, plan || undefined);
    setAdded(true);
  };
  return (
    <article className="narrow product">
      <p>
        <Link to="/">{t.toProducts}</Link>
      </p>
      <ProductArt product={product} />
      <h1>{product.name}</h1>
      {product.sold !== "once" && <span className="tag">{t.monthly}</span>}
      {product.description && <p>{product.description}</p>}
      <p className="price">
        {money(product.price)} <small>{t.taxIncluded}</small>
      </p>
      {product.plans.length > 0 && <Ways product={product} plan={plan} onPlan={setPlan} />}
      {product.sandbox ? (
        <button type="button" className="button wide" onClick={add}>
          {t.add}
        </button>
      ) : (
        <p className="note">{t.notInSandboxWhy}</p>
      )}
      <p role="status">
        {added && (
          <>
            {t.addedTo(product.name)} <Link to="/cart">{t.toCart}</Link>
          </>
        )}
      </p>
      <p className="sku">{product.sku}</p>
      {product.sandbox && (
        <p className="note">
          <Link to={`/lp/${encodeURIComponent(product.sku)}`}>{cartText.toLanding}</Link>
        </p>
      )}
    </article>
  );
}

/** How to buy it: once, or on one of its plans. */
function Ways({ product, plan, onPlan }: { product: Product; plan: string; onPlan: (plan: string) => void }) {
  const t = useTexts(shopTexts);
  const names = [...(product.sold === "both" ? [""] : []), ...product.plans.map(({ name }) => name)];
  return (
    <fieldset className="ways">
      <legend>{t.wayOfBuying}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="radio"
            name="plan"
            value={name}
            checked={plan === name}
            onChange={() => onPlan(name)}
          />
          {name === "" ? t.once : <PlanName product={product} plan={name} />}
        </label>
      ))}
    </fieldset>
  );
}
