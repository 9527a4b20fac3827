import { useEffect } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { OfferPage } from "../../offer-page/OfferPage.tsx";
import { offerPageTexts } from "../../offer-page/texts.ts";
import type { OfferStage } from "../../offer-page/view.ts";
import type { OfferNowFragment } from "../api/offer.graphql.ts";
import { Refused, sentenceOf } from "../api/refused.ts";
import { useOffer } from "../offer/useOffer.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { CardOnFile } from "../parts/CardOnFile.tsx";
import { ProductArt } from "../parts/ProductArt.tsx";
import { usePayment } from "../parts/usePayment.ts";
import { useTitle } from "../parts/useTitle.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** Between payment and thanks: one more product, on the payment that was made (S4.1, S4.61). */
export function Upsell({ id }: { id: string }) {
  const t = useTexts(shopTexts);
  const { payment, failure } = usePayment(id);
  useTitle(t.upsell);
  if (payment === null) return <Awaited failure={failure} />;
  return <Page id={id} token={payment.offerToken} />;
}

function Page({ id, token }: { id: string; token: string | null }) {
  const { offer, failure, sending, accept, decline } = useOffer(token ?? "");
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const stage = useStage(offer, failure, sending);
  const onward = () => go(`/thanks/${id}`, true);
  // Without an answer the order stands all the same: whoever bought is never kept from the thanks (S4.2).
  const over = token === null || ENDED_WITHOUT.has(offer?.state ?? "");
  useEffect(() => {
    if (over) go(`/thanks/${id}`, true);
  }, [over, id]);
  if (over) return null;
  if (offer === null) {
    if (failure !== null) return <NoAnswer said={sentenceOf(failure, t.offline)} onward={onward} />;
    return <Awaited failure={null} />;
  }
  const product = shop.products.find(({ sku }) => sku === offer.page.product.sku);
  return (
    <>
      <OfferPage
        offer={offer.page}
        stage={stage}
        leftMs={offer.deadline ? Date.parse(offer.deadline) - Date.parse(offer.serverNow) : null}
        picture={product ? <ProductArt product={product} /> : null}
        onBuy={accept}
        onClose={() => decline()}
        onEnd={onward}
        onward={onward}
      />
      {stage.is === "open" && <CardOnFile id={id} />}
    </>
  );
}

/** Nothing to be read here any more: the next page comes by itself (S4.39). */
const ENDED_WITHOUT: ReadonlySet<string> = new Set(["DECLINED", "EXPIRED", "MISSED"]);

function useStage(offer: OfferNowFragment | null, failure: unknown, sending: boolean): OfferStage {
  const t = useTexts(offerPageTexts);
  const shopText = useTexts(shopTexts);
  switch (offer?.state) {
    case "SUCCEEDED":
      return { is: "bought", quantity: offer.quantity };
    case "FAILED":
      return { is: "failed", reason: offer.failure ? t[offer.failure] : "" };
    case "CLICKED":
      return { is: "sending" };
    default:
      if (sending) return { is: "sending" };
      if (failure === null) return { is: "open" };
      // The press may have got through although its answer did not: pressing again is safe, and asked for here.
      return failure instanceof Refused
        ? { is: "refused", reason: failure.message }
        : { is: "open", problem: shopText.offline };
  }
}

function NoAnswer({ said, onward }: { said: string; onward: () => void }) {
  const t = useTexts(shopTexts);
  return (
    <section className="notice">
      <h1>{t.thanks}</h1>
      <p role="alert">{said}</p>
      <button type="button" className="button" onClick={onward}>
        {t.toThanks}
      </button>
    </section>
  );
}
