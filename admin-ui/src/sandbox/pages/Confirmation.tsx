import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type Payment, server } from "../api/server.ts";
import { beginAgain } from "../cart/cart.ts";
import { useReportedCart } from "../cart/useReportedCart.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { Breakdown, useMoney } from "../parts/Breakdown.tsx";
import { Gifts } from "../parts/Gifts.tsx";
import { usePayment } from "../parts/usePayment.ts";
import { useTitle } from "../parts/useTitle.ts";
import { go, Link } from "../router.tsx";
import { shopTexts } from "../texts.ts";

const ASK_AGAIN_MS = 1500;

/** After the payment page: the discount is seen here (S1.45), and only here the order is placed. */
export function Confirmation({ id }: { id: string }) {
  const t = useTexts(shopTexts);
  const { payment, failure, set } = usePayment(id);
  useTitle(t.confirm);

  const state = payment?.state;
  const next = payment?.offerToken ? "offer" : "thanks";
  useEffect(() => {
    if (state === "paid") {
      beginAgain();
      go(`/${next}/${id}`, true);
    }
    if (state !== "unknown") return;
    const timer = setInterval(() => server.payment(id).then(set, () => undefined), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [state, next, id, set]);

  if (payment === null) return <Awaited failure={failure} />;
  switch (payment.state) {
    case "authorised":
      return <Order payment={payment} onAnswer={set} />;
    case "refused":
      return <Ended text={t.paymentRefused} reason="" />;
    case "returned":
      return <Ended text={t.paymentReturned} reason={payment.message} />;
    case "at_gateway":
      return <Ended text={t.notYet} reason="" payAt={id} />;
    case "unknown":
      return <Checking />;
    case "paid":
      return <Awaited failure={null} />; // on the way to the thanks
  }
}

function Order({ payment, onAnswer }: { payment: Payment; onAnswer: (payment: Payment) => void }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const { quote } = payment;
  useReportedCart("CONFIRM", true);
  const place = async () => {
    setBusy(true);
    try {
      const answer = await server.confirm(payment.id, quote.total.amount);
      if (answer.state === "authorised") setSaid(`${t.priceChanged} ${answer.message}`);
      onAnswer(answer);
    } catch (failure) {
      setSaid(sentenceOf(failure, t.offline));
    }
    setBusy(false);
  };
  return (
    <section className="narrow">
      <h1>{t.confirm}</h1>
      <p className="soft">{t.notYet}</p>
      <Gifts lines={quote.lines} />
      <Breakdown quote={quote} />
      {quote.gatewayTotal.amount !== quote.payable.amount && (
        <dl className="sums compare">
          <div>
            <dt>{t.shownAtGateway}</dt>
            <dd>{money(quote.gatewayTotal.amount)}</dd>
          </div>
          <div className="off">
            <dt>{t.lessCoupon}</dt>
            <dd>{money(quote.payable.amount - quote.gatewayTotal.amount)}</dd>
          </div>
        </dl>
      )}
      {said && (
        <p role="alert" className="problem">
          {said}
        </p>
      )}
      <p className="note">{t.confirmLead(money(quote.payable.amount))}</p>
      <button type="button" className="button wide" disabled={busy} onClick={place}>
        {t.place}
      </button>
    </section>
  );
}

function Checking() {
  const t = useTexts(shopTexts);
  return (
    <section className="notice" aria-busy="true">
      <h1>{t.pendingTitle}</h1>
      <p role="status">{t.pending}</p>
    </section>
  );
}

function Ended({ text, reason, payAt }: { text: string; reason: string; payAt?: string }) {
  const t = useTexts(shopTexts);
  return (
    <section className="notice">
      <h1>{t.confirm}</h1>
      <p role="alert" className="problem">
        {text} {reason}
      </p>
      <Link to={payAt ? `/pay/${payAt}` : "/review"} className="button">
        {payAt ? t.toPay : t.review}
      </Link>
    </section>
  );
}
