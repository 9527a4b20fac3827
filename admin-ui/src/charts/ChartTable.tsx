import { texts, useTexts } from "../i18n/texts.ts";
import classes from "./charts.module.css";

const tableTexts = texts({ ja: { show: "表で見る" }, en: { show: "Show as a table" } });

/** The figures of a chart as a table that unfolds; the first cell of a row names it. */
export function ChartTable(props: {
  label: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const text = useTexts(tableTexts);
  return (
    <details className={classes.twin}>
      <summary>{text.show}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={classes.scroll} role="group" aria-label={props.label} tabIndex={0}>
        <table className={classes.figures} aria-label={props.label}>
          <thead>
            <tr>
              {props.headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(([name, ...values]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, place) => (
                  <td key={props.headings[place + 1]} className="numeric">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
