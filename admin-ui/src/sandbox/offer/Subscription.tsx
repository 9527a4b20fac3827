import { formatDayOf } from "../../i18n/format.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { cycleText } from "../../offer-page/cycle.ts";
import type { Contract } from "../api/server.ts";
import { useMoney } from "../parts/Breakdown.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** A subscription of the order: what comes next, when, and what it costs. */
export function Subscription({ contract }: { contract: Contract }) {
  const t = useTexts(shopTexts);
  const locale = useLocale();
  const money = useMoney();
  const { shop } = useShop();
  const nameOf = (sku: string) => shop.products.find((product) => product.sku === sku)?.name ?? sku;
  return (
    <section className="added" aria-label={t.contract}>
      <h2>{t.subscriptionEvery(cycleText(contract.cycle, locale))}</h2>
      <p className="soft">{t.deliveries(contract.number)}</p>
      {contract.cancelled ? (
        <p>{t.contractEnded}</p>
      ) : (
        <dl className="sums">
          <div>
            <dt>{t.nextDelivery}</dt>
            <dd>{formatDayOf(contract.nextAt, shop.zone)}</dd>
          </div>
          {contract.items.map(({ sku, quantity, renewal }) => (
            <div key={`${sku} ${renewal}`}>
              <dt>
                {nameOf(sku)} × {quantity}
              </dt>
              <dd>{money(renewal * quantity)}</dd>
            </div>
          ))}
          {contract.shipping > 0 && (
            <div>
              <dt>{t.shipping}</dt>
              <dd>{money(contract.shipping)}</dd>
            </div>
          )}
          <div className="total">
            <dt>{t.laterEach}</dt>
            <dd>{money(contract.renewalTotal)}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
