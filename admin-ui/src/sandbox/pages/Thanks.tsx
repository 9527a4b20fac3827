import { formatUntil } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import type { Payment } from "../api/server.ts";
import { Added } from "../offer/Added.tsx";
import { Subscription } from "../offer/Subscription.tsx";
import { Awaited } from "../parts/Awaited.tsx";
import { Tenders, useMoney } from "../parts/Breakdown.tsx";
import { CardOnFile } from "../parts/CardOnFile.tsx";
import { Gifts } from "../parts/Gifts.tsx";
import { usePayment } from "../parts/usePayment.ts";
import { useTitle } from "../parts/useTitle.ts";
import { Refund } from "../refund/Refund.tsx";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** The order is paid and recorded; what it earned is shown masked, the whole code leaves by mail only (S1.46). */
export function Thanks({ id }: { id: string }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  const { payment, failure, set } = usePayment(id);
  useTitle(t.thanks);
  if (payment === null) return <Awaited failure={failure} />;
  return (
    <section className="narrow thanks">
      <h1>{t.thanks}</h1>
      <dl className="sums">
        <div>
          <dt>{t.orderNumber}</dt>
          <dd>{payment.id}</dd>
        </div>
        <div className="total">
          <dt>{t.paid}</dt>
          <dd>{money(payment.quote.total.amount)}</dd>
        </div>
        <Tenders quote={payment.quote} />
      </dl>
      <Gifts lines={payment.quote.lines} />
      {payment.offerToken !== null && <Added token={payment.offerToken} />}
      {payment.contracts.map((contract) => (
        <Subscription key={contract.id} contract={contract} />
      ))}
      {payment.contracts.length > 0 && <CardOnFile id={id} />}
      <Earned payment={payment} />
      <Notes payment={payment} />
      <Refund payment={payment} onAnswer={set} />
      <Link to="/" className="button wide">
        {t.goOn}
      </Link>
    </section>
  );
}

function Earned({ payment }: { payment: Payment }) {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  if (payment.issued.length === 0) return null;
  return (
    <section className="ticket" aria-label={t.earned}>
      <h2>{t.earned}</h2>
      {payment.issued.map((coupon) => (
        <p key={coupon.maskedCode} className="masked">
          <span className="soft">{t.code}</span> <code>{coupon.maskedCode}</code>{" "}
          <small>{coupon.validUntil ? t.until(formatUntil(coupon.validUntil, shop.zone)) : t.noEnd}</small>
        </p>
      ))}
      <p>{t.earnedLead(payment.email ?? "")}</p>
      <Link to="/inbox">{t.readMail}</Link>
    </section>
  );
}

/** What went on behind the page, for the merchant who told the gateway to fail. */
function Notes({ payment }: { payment: Payment }) {
  const t = useTexts(sandboxTexts);
  if (payment.reports < 2 && !payment.late) return null;
  return (
    <aside className="note" aria-label={t.notes}>
      {payment.late && <p>{t.reportedLate}</p>}
      {payment.repeated > 0 && <p>{t.reportedTwice}</p>}
    </aside>
  );
}
