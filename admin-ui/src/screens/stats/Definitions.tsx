import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import classes from "./stats.module.css";
import { statsTexts } from "./texts.ts";

const FIGURES = [
  "matched",
  "issued",
  "sent",
  "redeemed",
  "expired",
  "limited",
  "suppressed",
  "failed",
  "discount",
  "revenue",
] as const;

/** What every figure counts, and what it does not. */
export function Definitions({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useTexts(statsTexts);
  return (
    <Dialog opened={opened} onClose={onClose} title={text.definitionsTitle} size={620}>
      <dl className={classes.definitions}>
        {FIGURES.map((name) => (
          <div key={name}>
            <dt>{text[name]}</dt>
            <dd>{text[`d_${name}`]}</dd>
          </div>
        ))}
        <div>
          <dt>{text.funnel}</dt>
          <dd>{text.d_funnel}</dd>
        </div>
      </dl>
      <p className={classes.hint}>
        {text.both} {text.d_days}
      </p>
    </Dialog>
  );
}
