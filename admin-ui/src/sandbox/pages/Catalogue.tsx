import { useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import type { Product } from "../api/server.ts";
import { addToCart } from "../cart/cart.ts";
import { useMoney } from "../parts/Breakdown.tsx";
import { ProductArt } from "../parts/ProductArt.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** What the shop sells. */
export function Catalogue() {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const [added, setAdded] = useState("");
  useTitle(t.products);
  return (
    <>
      <div className="lead">
        <h1>{t.products}</h1>
        {shop.rules.source !== "example" && <p>{t.lead}</p>}
      </div>
      {shop.products.length === 0 && <p className="notice">{t.noProducts}</p>}
      <ul className="shelf">
        {shop.products.map((product) => (
          <ProductCard key={product.sku} product={product} onAdd={() => setAdded(product.name)} />
        ))}
      </ul>
      <div role="status" className={added ? "toast" : undefined}>
        {added && (
          <>
            <span>{t.addedTo(added)}</span> <Link to="/cart">{t.toCart}</Link>
          </>
        )}
      </div>
    </>
  );
}

function ProductCard({ product, onAdd }: { product: Product; onAdd: () => void }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  return (
    <li className="card">
      <ProductArt product={product} />
      <div className="words">
        <h2>
          <Link to={`/product/${encodeURIComponent(product.sku)}`}>{product.name}</Link>
        </h2>
        {product.sold !== "once" && <span className="tag">{t.monthly}</span>}
        {product.description && <p>{product.description}</p>}
        <p className="price">
          {money(product.price)} <small>{t.taxIncluded}</small>
        </p>
        {product.sandbox ? <Add product={product} onAdd={onAdd} /> : <Closed />}
        <p className="sku">{product.sku}</p>
      </div>
    </li>
  );
}

function Add({ product, onAdd }: { product: Product; onAdd: () => void }) {
  const t = useTexts(shopTexts);
  if (product.plans.length > 0) {
    return (
      <Link to={`/product/${encodeURIComponent(product.sku)}`} className="button">
        {t.choosePlan}
      </Link>
    );
  }
  const add = () => {
    addToCart(product.sku);
    onAdd();
  };
  return (
    <button type="button" className="button" onClick={add} aria-label={`${t.add}: ${product.name}`}>
      {t.add}
    </button>
  );
}

function Closed() {
  const t = useTexts(shopTexts);
  const sandbox = useTexts(sandboxTexts);
  return (
    <details className="closed">
      <summary>
        {sandbox.sandbox}: {t.notInSandbox}
      </summary>
      <p>{t.notInSandboxWhy}</p>
    </details>
  );
}
