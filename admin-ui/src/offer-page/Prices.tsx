import { formatMoney, type Money } from "../i18n/format.ts";
import { useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { cycleText } from "./cycle.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";
import type { OfferView, QuantityPrice } from "./view.ts";

/** What one piece costs: usually, now, and with each later delivery; when it comes and what shipping costs. */
export function Prices({ offer, price }: { offer: OfferView; price: QuantityPrice }) {
  const t = useTexts(offerPageTexts);
  const locale = useLocale();
  const later = price.renewalUnit !== null;
  const cheaper = price.firstUnit.amount < price.regularUnit.amount;
  return (
    <dl className={classes.prices}>
      {cheaper && (
        <Row name={t.regular}>
          <s>{formatMoney(price.regularUnit)}</s>
        </Row>
      )}
      <Row name={later ? t.firstPrice : t.price} strong>
        {formatMoney(price.firstUnit)} <small>{t.taxIncluded}</small>
      </Row>
      {price.renewalUnit !== null && (
        <Row name={t.renewalPrice}>
          {formatMoney(price.renewalUnit)} <small>{t.taxIncluded}</small>
        </Row>
      )}
      {offer.plan !== null && <Row name={t.plan}>{t.every(cycleText(offer.plan.cycle, locale))}</Row>}
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
