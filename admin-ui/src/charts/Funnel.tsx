import { formatCount, formatShare } from "../i18n/format.ts";
import { texts, useTexts } from "../i18n/texts.ts";
import classes from "./charts.module.css";
import { funnelWidths } from "./scale.ts";

const funnelTexts = texts({
  ja: {
    step: "段階",
    count: "件数",
    ofBefore: "前段比",
    ofFirst: "全体比",
  },
  en: {
    step: "Step",
    count: "Count",
    ofBefore: "Of the step before",
    ofFirst: "Of the first",
  },
});

/** Steps that fewer and fewer reach. It is a table, whose bars are drawn in its cells. */
export function Funnel({
  title,
  steps,
}: {
  title: string;
  steps: readonly { name: string; count: number }[];
}) {
  const text = useTexts(funnelTexts);
  const widths = funnelWidths(steps.map(({ count }) => count));
  const first = steps[0]?.count ?? 0;
  return (
    <table className={classes.funnel} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{text.step}</th>
          <th scope="col" className={classes.figureCell}>
            {text.count}
          </th>
          <th scope="col" className={classes.figureCell}>
            {text.ofBefore}
          </th>
          <th scope="col" className={classes.figureCell}>
            {text.ofFirst}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ name, count }, place) => (
          <tr key={name}>
            <th scope="row">
              {name}
              <svg width="100%" height={10} aria-hidden="true" className={classes.bar}>
                <rect width="100%" height={10} rx={3} className={classes.track} />
                <rect width={`${widths[place]}%`} height={10} rx={3} />
              </svg>
            </th>
            <td className={classes.figureCell}>{formatCount(count)}</td>
            <td className={classes.figureCell}>
              {place === 0 ? "–" : formatShare(count, steps[place - 1]?.count ?? 0)}
            </td>
            <td className={classes.figureCell}>{formatShare(count, first)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
