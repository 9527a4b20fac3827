import { formatCount, formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { Played } from "./usePlayed.ts";

interface Row {
  readonly name: string;
  readonly draft: string;
  readonly live: string;
}

/** The draft beside what is live, figure by figure. */
export function Comparison(props: { played: Played; against: Played; differences: readonly string[] }) {
  const text = useTexts(simulatorTexts);
  const rows = useRows(props.played, props.against);
  const { length } = props.differences;
  return (
    <>
      <Banner kind={length > 0 ? "warn" : "info"}>
        {length > 0 ? text.differsSome(length) : text.differsNone}
      </Banner>
      <table className={classes.compared} aria-label={text.compared}>
        <thead>
          <tr>
            <td />
            <th scope="col">{text.live}</th>
            <th scope="col">{text.draft}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, draft, live }) => (
            <tr key={name} data-differs={draft !== live || undefined}>
              <th scope="row">{name}</th>
              <td>{live}</td>
              <td>{draft === live ? <span className={classes.aside}>{text.same}</span> : draft}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function useRows(played: Played, against: Played): Row[] {
  const text = useTexts(simulatorTexts);
  const row = (name: string, of: (one: Played) => string): Row => ({
    name,
    draft: of(played),
    live: of(against),
  });
  const list = (names: readonly string[]) => (names.length === 0 ? "–" : names.join(", "));
  return [
    row(text.pays, ({ quote }) => (quote ? formatMoney(quote.total) : "–")),
    row(text.discount, ({ quote }) =>
      quote
        ? formatMoney({
            amount: quote.discounts.reduce((sum, { amount }) => sum + amount.amount, 0),
            currency: quote.total.currency,
          })
        : "–",
    ),
    row(text.firedCount, ({ fired }) => list(fired)),
    row(text.issuesCount, ({ issues }) => list(issues.map(({ rule }) => rule))),
    row(text.sendsCount, ({ sends }) => formatCount(sends.length)),
  ];
}
