import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { switchLocale, useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { Refused } from "./api/refused.ts";
import { pieces, useCart } from "./cart/cart.ts";
import { useReportedCart } from "./cart/useReportedCart.ts";
import { CartPage } from "./pages/CartPage.tsx";
import { Catalogue } from "./pages/Catalogue.tsx";
import { Confirmation } from "./pages/Confirmation.tsx";
import { Customer } from "./pages/Customer.tsx";
import { Gateway } from "./pages/Gateway.tsx";
import { Inbox } from "./pages/Inbox.tsx";
import { ProductPage } from "./pages/ProductPage.tsx";
import { Review } from "./pages/Review.tsx";
import { Thanks } from "./pages/Thanks.tsx";
import { Upsell } from "./pages/Upsell.tsx";
import { Awaited } from "./parts/Awaited.tsx";
import { Strip } from "./parts/Strip.tsx";
import { Link, usePath } from "./router.tsx";
import { OpenShop, useShop } from "./shop.tsx";
import { shopTexts } from "./texts.ts";

/** The storefront, with the strip of the sandbox above it. */
export function App() {
  return (
    <OpenShop otherwise={(failure, retry) => <Closed failure={failure} retry={retry} />}>
      <Pages />
    </OpenShop>
  );
}

const Landing = lazy(() => import("./landing/Landing.tsx"));

/** Where people shop; on the confirmation, `Confirmation` tells how far they came. */
const SHOPPING = new Set(["", "product", "cart", "customer", "review"]);

function Pages() {
  const [page = "", id = ""] = usePath();
  useReportedCart(SHOPPING.has(page) ? "CART" : null, page === "cart");
  // The page of the payment company wears no clothes of the shop.
  if (page === "pay") return <Gateway id={id} />;
  return <Storefront>{pageOf(page, id)}</Storefront>;
}

function pageOf(page: string, id: string): ReactNode {
  switch (page) {
    case "":
      return <Catalogue />;
    case "product":
      return <ProductPage sku={id} key={id} />;
    case "lp":
      return (
        <Suspense fallback={<Awaited failure={null} />}>
          <Landing sku={id} key={id} />
        </Suspense>
      );
    case "cart":
      return <CartPage />;
    case "customer":
      return <Customer />;
    case "review":
      return <Review />;
    case "confirm":
      return <Confirmation id={id} key={id} />;
    case "offer":
      return <Upsell id={id} key={id} />;
    case "thanks":
      return <Thanks id={id} key={id} />;
    case "inbox":
      return <Inbox id={id} />;
    default:
      return <Lost />;
  }
}

function Storefront({ children }: { children: ReactNode }) {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const locale = useLocale();
  const count = pieces(useCart());
  return (
    <>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <Strip />
      <header className="head">
        <Link to="/" className="name">
          {shop.name}
        </Link>
        <nav aria-label={t.products}>
          <Link to="/inbox">{t.inbox}</Link>
          <Link to="/cart">{t.cartOf(count)}</Link>
          <button
            type="button"
            className="quiet"
            lang={locale === "ja" ? "en" : "ja"}
            aria-label={t.languageLabel}
            onClick={() => switchLocale(locale === "ja" ? "en" : "ja")}
          >
            {t.language}
          </button>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Lost() {
  const t = useTexts(shopTexts);
  return (
    <section className="notice">
      <h1>{t.notFound}</h1>
      <Link to="/" className="button">
        {t.toProducts}
      </Link>
    </section>
  );
}

function Closed({ failure, retry }: { failure: unknown; retry: () => void }) {
  const t = useTexts(shopTexts);
  useEffect(() => {
    document.title = "Otoku Sandbox";
  }, []);
  if (failure === null) {
    return (
      <main className="notice" aria-busy="true">
        <p role="status">{t.loading}</p>
      </main>
    );
  }
  const unknown = failure instanceof Refused && failure.code === "UNAUTHENTICATED";
  return (
    <main className="notice">
      <h1>{unknown ? t.signInTitle : t.offline}</h1>
      {unknown ? <p>{t.signIn}</p> : failure instanceof Refused && <p>{failure.message}</p>}
      {unknown ? (
        <a className="button" href="/admin/">
          {t.signInLink}
        </a>
      ) : (
        <button type="button" className="button" onClick={retry}>
          {t.retry}
        </button>
      )}
    </main>
  );
}
