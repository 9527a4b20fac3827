import { formatMoney, type Money } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Amount } from "../../parts/show/values.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { Played, PlayedQuote } from "./usePlayed.ts";
import { useProducts } from "./useProducts.ts";

/** The price of the case line by line, every discount with its rule, and codes that did not apply. */
export function Price({ played }: { played: Played }) {
  const text = useTexts(simulatorTexts);
  const { quote } = played;
  if (!quote) return <p className={classes.hint}>{text.noPrice}</p>;
  return (
    <div>
      <h3 className={classes.heading}>{text.price}</h3>
      <table className={classes.price} aria-label={text.price}>
        <thead>
          <tr>
            <th scope="col">{text.item}</th>
            <th scope="col">{text.amount}</th>
          </tr>
        </thead>
        <Goods quote={quote} />
        <Sums quote={quote} />
      </table>
      <RefusedCodes quote={quote} />
    </div>
  );
}

function Goods({ quote }: { quote: PlayedQuote }) {
  const text = useTexts(simulatorTexts);
  const { names } = useProducts();
  return (
    <tbody>
      {quote.lines.map(({ sku, quantity, gift, subtotal }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cart may hold two lines of one product
        <tr key={`${sku}-${place}`}>
          <th scope="row">
            {names.get(sku) ?? sku} × {quantity}
            {gift && `（${text.gift}）`}
          </th>
          <td>
            <Amount of={subtotal} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Sums({ quote }: { quote: PlayedQuote }) {
  const text = useTexts(simulatorTexts);
  const row = (name: string, amount: string, key = name) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td className="numeric">{amount}</td>
    </tr>
  );
  const minus = (money: Money) => text.takenOff(formatMoney(money));
  return (
    <tfoot>
      {row(text.subtotal, formatMoney(quote.subtotal))}
      {quote.discounts.map(({ rule, code, amount }) =>
        row(
          [`${text.discount} ${rule ?? ""}`, code && text.byCode(code)].filter(Boolean).join(" · "),
          minus(amount),
          `${rule}-${code}`,
        ),
      )}
      {quote.shipping.amount > 0 && row(text.shippingFee, formatMoney(quote.shipping))}
      <tr className={classes.sum}>
        <th scope="row">{text.total}</th>
        <td className="numeric">{formatMoney(quote.total)}</td>
      </tr>
      {quote.gatewayTotal.amount !== quote.total.amount && row(text.gateway, formatMoney(quote.gatewayTotal))}
    </tfoot>
  );
}

function RefusedCodes({ quote }: { quote: PlayedQuote }) {
  const text = useTexts(simulatorTexts);
  const refused = quote.refusals.filter(({ code }) => code !== null);
  if (refused.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{text.refused}</h3>
      <ul className={classes.plain}>
        {refused.map(({ code, message }) => (
          <li key={code}>
            <code>{code}</code> {message}
          </li>
        ))}
      </ul>
    </>
  );
}
