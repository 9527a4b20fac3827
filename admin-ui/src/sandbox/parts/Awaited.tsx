import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { Link } from "../router.tsx";
import { shopTexts } from "../texts.ts";

/** What is shown while something is on its way, or when it did not come. */
export function Awaited({ failure }: { failure: unknown }) {
  const t = useTexts(shopTexts);
  if (failure === null) {
    return (
      <p role="status" className="notice" aria-busy="true">
        {t.loading}
      </p>
    );
  }
  return (
    <section className="notice">
      <h1>{t.notFound}</h1>
      <p role="alert">{sentenceOf(failure, t.offline)}</p>
      <Link to="/" className="button">
        {t.toProducts}
      </Link>
    </section>
  );
}
