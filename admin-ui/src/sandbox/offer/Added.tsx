import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { times } from "../../offer-page/view.ts";
import { shopTexts } from "../texts.ts";
import { useOffer } from "./useOffer.ts";

/** On the thank-you page: what came of the offer, what was paid for it, and what later deliveries of it cost. */
export function Added({ token }: { token: string }) {
  const t = useTexts(shopTexts);
  const { offer } = useOffer(token);
  if (offer?.state === "FAILED") return <p className="note">{t.notAdded}</p>;
  if (offer?.state === "EXPIRED") return <p className="note">{t.offerOver}</p>;
  if (offer?.state !== "SUCCEEDED") return null;
  const { page, quantity } = offer;
  const { first, renewal } = page.price;
  const switched = page.bought === "ONCE" && page.offered === "SUBSCRIPTION";
  return (
    <section className="added" aria-label={t.addedToOrder}>
      <h2>{t.addedToOrder}</h2>
      <p>{t.addedLine(page.product.name, quantity)}</p>
      {switched && <p className="soft">{t.switched}</p>}
      <dl className="sums">
        <div>
          <dt>{switched ? t.switchedPaid : t.addedPaid}</dt>
          <dd>{formatMoney(times(quantity, first))}</dd>
        </div>
        {renewal && (
          <div>
            <dt>{t.laterEach}</dt>
            <dd>{formatMoney(times(quantity, renewal))}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
