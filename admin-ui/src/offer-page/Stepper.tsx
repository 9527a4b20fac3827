import { useTexts } from "../i18n/texts.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";

/** How many pieces; nothing to choose where the rule allows one quantity only (S4.55). */
export function Stepper(props: {
  name: string;
  choices: readonly number[];
  value: number;
  disabled: boolean;
  onChange: (quantity: number) => void;
}) {
  const t = useTexts(offerPageTexts);
  const { choices, value, disabled } = props;
  const place = choices.indexOf(value);
  if (choices.length < 2) return null;
  const step = (by: number) => {
    const next = choices[place + by];
    if (next !== undefined && !disabled) props.onChange(next);
  };
  return (
    <div className={classes.quantity}>
      <span>{t.quantity}</span>
      <div className={classes.stepper} role="group" aria-label={t.quantityOf(props.name)}>
        <button
          type="button"
          aria-label={t.fewer}
          aria-disabled={disabled || place === 0}
          onClick={() => step(-1)}
        >
          −
        </button>
        <output aria-live="polite">{value}</output>
        <button
          type="button"
          aria-label={t.more}
          aria-disabled={disabled || place === choices.length - 1}
          onClick={() => step(1)}
        >
          ＋
        </button>
      </div>
    </div>
  );
}
