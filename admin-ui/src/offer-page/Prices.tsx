import { formatMoney, type Money } from "../i18n/format.ts";
import { useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { cyclesOf } from "./cycle.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";
import type { OfferView } from "./view.ts";

/** What one piece costs: usually, now, and with each later delivery; when it comes and what shipping costs. */
export function Prices({ offer }: { offer: OfferView }) {
  const t = useTexts(offerPageTexts);
  const locale = useLocale();
  const { regular, first, renewal } = offer.price;
  const later = renewal !== null;
  return (
    <dl className={classes.prices}>
      {first.amount < regular.amount && (
        <Row name={t.regular}>
          <s>{formatMoney(regular)}</s>
        </Row>
      )}
      <Row name={later ? t.firstPrice : t.price} strong>
        {formatMoney(first)} <small>{t.taxIncluded}</small>
      </Row>
      {renewal !== null && (
        <Row name={t.renewalPrice}>
          {formatMoney(renewal)} <small>{t.taxIncluded}</small>
        </Row>
      )}
      {offer.plans.length > 0 && <Row name={t.plan}>{cyclesOf(offer, t.every, locale)}</Row>}
      <Row name={t.shipping}>{offer.freeShipping ? (later ? t.freeLater : t.free) : t.shippingUsual}</Row>
    </dl>
  );
}

function Row(props: { name: string; strong?: boolean; children: React.ReactNode }) {
  return (
    <div data-strong={props.strong || undefined}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What is paid by pressing the button. */
export function Total({ name, amount }: { name: string; amount: Money }) {
  return (
    <p className={classes.total}>
      <span>{name}</span> <output>{formatMoney(amount)}</output>
    </p>
  );
}
