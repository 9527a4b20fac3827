import { useTexts } from "../i18n/texts.ts";
import classes from "./offer-page.module.css";
import { offerPageTexts } from "./texts.ts";

/** How many pieces; nothing to choose where the rule allows one quantity only (S4.55). */
export function Stepper(props: {
  name: string;
  least: number;
  most: number;
  value: number;
  disabled: boolean;
  onChange: (quantity: number) => void;
}) {
  const t = useTexts(offerPageTexts);
  const { least, most, value, disabled } = props;
  if (least === most) return null;
  const step = (by: number) => {
    const next = value + by;
    if (least <= next && next <= most && !disabled) props.onChange(next);
  };
  return (
    <div className={classes.quantity}>
      <span>{t.quantity}</span>
      <div className={classes.stepper} role="group" aria-label={t.quantityOf(props.name)}>
        <button
          type="button"
          aria-label={t.fewer}
          aria-disabled={disabled || value <= least}
          onClick={() => step(-1)}
        >
          −
        </button>
        <output aria-live="polite">{value}</output>
        <button
          type="button"
          aria-label={t.more}
          aria-disabled={disabled || value >= most}
          onClick={() => step(1)}
        >
          ＋
        </button>
      </div>
    </div>
  );
}
