import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Money } from "../i18n/format.ts";
import { useTexts } from "../i18n/texts.ts";
import { announcement, clockText, useCountdown } from "./countdown.ts";
import { Ended } from "./Ended.tsx";
import classes from "./offer-page.module.css";
import { Prices, Total } from "./Prices.tsx";
import { Stepper } from "./Stepper.tsx";
import { TermsBlock } from "./TermsBlock.tsx";
import { offerPageTexts, patternKey } from "./texts.ts";
import { type OfferStage, type OfferView, times } from "./view.ts";

interface OfferPageProps {
  offer: OfferView;
  stage: OfferStage;
  /** Milliseconds that were left when the server answered; null: the page waits. */
  leftMs: number | null;
  /** Stands where the product has no picture of its own. */
  picture: ReactNode;
  /** The heading of the page it stands on: a preview is a part of another page. */
  heading?: "h1" | "h2";
  /** The quantity to begin with: the smallest unless said. */
  quantity?: number;
  onQuantity?: (quantity: number) => void;
  onBuy: (quantity: number) => void;
  onClose: () => void;
  /** Time is up: with a timer to be seen or without one (S4.39). */
  onEnd: () => void;
  /** To the page after this one, once it is decided. */
  onward: () => void;
}

/** One more product between payment and thanks (S4.37-60): what it is, what it costs now and later, yes or no. */
export function OfferPage(props: OfferPageProps) {
  const t = useTexts(offerPageTexts);
  const { offer, stage, picture, heading: Heading = "h1" } = props;
  const title = useId();
  const [quantity, setQuantity] = useQuantity(props);
  const decided = stage.is !== "open" && stage.is !== "sending";
  return (
    <article className={classes.page} aria-labelledby={title}>
      <header className={classes.head}>
        <Heading id={title} className={classes.headline}>
          {offer.headline || offer.product.name}
        </Heading>
        {!decided && <TimerLine {...props} />}
      </header>
      {decided ? (
        <Ended offer={offer} stage={stage} onward={props.onward} />
      ) : (
        <div className={classes.body}>
          <div className={classes.picture}>
            {offer.product.imageUrl ? <img src={offer.product.imageUrl} alt={t.away} /> : picture}
          </div>
          <div className={classes.product}>
            <p className={classes.name}>{offer.product.name}</p>
            {offer.product.text && <p className={classes.text}>{offer.product.text}</p>}
            <p className={classes.what}>{t[patternKey(offer.bought, offer.offered)]}</p>
            <Prices offer={offer} />
            <Stepper
              name={offer.product.name}
              least={offer.least}
              most={offer.most}
              value={quantity}
              disabled={stage.is === "sending"}
              onChange={setQuantity}
            />
          </div>
          <div className={classes.decide}>
            {offer.terms && <TermsBlock offer={offer} terms={offer.terms} quantity={quantity} />}
            <Payable offer={offer} amount={times(quantity, offer.price.first)} />
            <Buttons {...props} chosen={quantity} />
            <p className={classes.lead}>{t.lead}</p>
          </div>
        </div>
      )}
    </article>
  );
}

function useQuantity({ offer, quantity, onQuantity }: OfferPageProps) {
  const [chosen, setChosen] = useState(quantity ?? offer.least);
  useEffect(() => {
    if (quantity !== undefined) setChosen(quantity);
  }, [quantity]);
  const choose = (next: number) => {
    setChosen(next);
    onQuantity?.(next);
  };
  return [chosen, choose] as const;
}

/** The countdown; hidden or not, the page closes with it. */
function TimerLine({ offer, leftMs, onEnd }: OfferPageProps) {
  const t = useTexts(offerPageTexts);
  const left = useCountdown(leftMs, onEnd);
  if (left === null || !offer.timer.shown) return null;
  const aloud = announcement(left);
  return (
    <p className={classes.timer} data-late={left <= 60_000 || undefined}>
      <span>{offer.timer.text || t.timer}</span>{" "}
      <span role="timer" aria-live="off" className={classes.figures}>
        {clockText(left)}
      </span>
      <span className={classes.aloud} aria-live="polite">
        {aloud === null ? "" : t.left(aloud)}
      </span>
    </p>
  );
}

function Payable({ offer, amount }: { offer: OfferView; amount: Money }) {
  const t = useTexts(offerPageTexts);
  const switches = offer.bought === "ONCE" && offer.offered === "SUBSCRIPTION";
  return <Total name={switches ? t.totalSwitch : t.total} amount={amount} />;
}

function Buttons({ offer, stage, chosen, onBuy, onClose }: OfferPageProps & { chosen: number }) {
  const t = useTexts(offerPageTexts);
  const pressed = useRef(false);
  const sending = stage.is === "sending";
  useEffect(() => {
    if (!sending) pressed.current = false;
  }, [sending]);
  const buy = () => {
    if (sending || pressed.current) return; // the first press is on its way
    pressed.current = true;
    onBuy(chosen);
  };
  return (
    <div className={classes.buttons}>
      {/* Not disabled: that would take the focus away from who pressed it with a key. */}
      <button type="button" className={classes.buy} aria-disabled={sending} onClick={buy}>
        {offer.buyLabel}
      </button>
      {offer.closeLabel !== null && (
        <button
          type="button"
          className={classes.close}
          aria-disabled={sending}
          onClick={() => !sending && onClose()}
        >
          {offer.closeLabel}
        </button>
      )}
      <p role="status" className={classes.sending}>
        {sending ? t.sending : stage.is === "open" ? stage.problem : ""}
      </p>
    </div>
  );
}
