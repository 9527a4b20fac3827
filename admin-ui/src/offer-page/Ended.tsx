import { useEffect, useRef } from "react";
import { formatMoney } from "../i18n/format.ts";
import { useTexts } from "../i18n/texts.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";
import { type OfferStage, type OfferView, times } from "./view.ts";

/** How it ended, said to everybody, and the way on. */
export function Ended(props: { offer: OfferView; stage: OfferStage; onward: () => void }) {
  const t = useTexts(offerPageTexts);
  const { offer, stage } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [title, lines] = useEnding(offer, stage);
  return (
    <div ref={box} tabIndex={-1} role="status" className={classes.ended} data-stage={stage.is}>
      <p className={classes.endedTitle}>{title}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <button type="button" className={classes.buy} onClick={props.onward}>
        {t.onward}
      </button>
    </div>
  );
}

function useEnding(offer: OfferView, stage: OfferStage): readonly [string, readonly string[]] {
  const t = useTexts(offerPageTexts);
  switch (stage.is) {
    case "bought": {
      const { first, renewal } = offer.price;
      const switches = offer.bought === "ONCE" && offer.offered === "SUBSCRIPTION";
      const paid = `${switches ? t.totalSwitch : t.total} ${formatMoney(times(stage.quantity, first))}`;
      const later = renewal ? [t.sumLater(formatMoney(times(stage.quantity, renewal)))] : [];
      return [
        switches ? t.boughtSwitch : t.bought,
        [t.boughtWhat(offer.product.name, stage.quantity), paid, ...later],
      ];
    }
    case "expired":
      return [t.expired, [t.expiredWhat]];
    case "failed":
      return [t.failed, [stage.reason, t.failedWhat].filter(Boolean)];
    case "refused":
      return [t.refused, [stage.reason, t.declinedWhat].filter(Boolean)];
    default:
      return [t.declined, [t.declinedWhat]];
  }
}
