import { useId } from "react";
import { formatMoney } from "../i18n/format.ts";
import { useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { cyclesOf } from "./cycle.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";
import { type OfferView, type Terms, times } from "./view.ts";

/** What the law wants on the last screen before a subscription, all of it in sight beside the button (J6). */
export function TermsBlock({ offer, terms, quantity }: { offer: OfferView; terms: Terms; quantity: number }) {
  const t = useTexts(offerPageTexts);
  const locale = useLocale();
  const title = useId();
  const { first, renewal } = offer.price;
  const cycle = cyclesOf(offer, t.every, locale);
  const rows = [
    [t.amount, cycle ? t.amountEach(quantity, cycle) : t.amountOnce(quantity)],
    [
      t.sums,
      [
        t.sumFirst(formatMoney(times(quantity, first))),
        renewal && t.sumLater(formatMoney(times(quantity, renewal))),
      ]
        .filter(Boolean)
        .join(locale === "ja" ? "、" : "; "),
    ],
    [t.payment, terms.payment],
    [t.delivery, terms.delivery],
    [t.period, terms.period],
    [t.cancel, terms.cancel],
  ];
  return (
    <section className={classes.terms} aria-labelledby={title}>
      <p id={title} className={classes.termsTitle}>
        {t.terms}
      </p>
      <dl>
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
