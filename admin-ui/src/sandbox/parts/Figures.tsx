import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type RuleFigures, server, type Unsent as UnsentMessage } from "../api/server.ts";
import { cartTexts } from "../cart/texts.ts";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";
import { useMoney } from "./Breakdown.tsx";
import { Unsent } from "./Unsent.tsx";

/** What each rule has done in the sandbox: asked when the controls open, and again when something was changed there. */
export function Figures({ busy }: { busy: boolean }) {
  const t = useTexts(sandboxTexts);
  const shopText = useTexts(shopTexts);
  const { shop } = useShop();
  const [rules, setRules] = useState<RuleFigures[] | null>(null);
  const [unsent, setUnsent] = useState<UnsentMessage[]>([]);
  const [trouble, setTrouble] = useState("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever the controls change may change the figures
  useEffect(() => {
    if (busy) return;
    const stop = new AbortController();
    Promise.all([server.figures(stop.signal), server.inbox(stop.signal)]).then(
      ([figures, inbox]) => {
        setRules(figures.rules);
        setUnsent(inbox.unsent);
      },
      (failure) => {
        if (!stop.signal.aborted) setTrouble(sentenceOf(failure, shopText.offline));
      },
    );
    return () => stop.abort();
  }, [busy, shop.generation, shop.clock.now]);

  return (
    <fieldset className="figures">
      <legend>{t.figures}</legend>
      <p className="soft">{t.figuresHint}</p>
      {trouble && <p role="alert">{trouble}</p>}
      {rules !== null && rules.length === 0 && <p>{t.noFigures}</p>}
      {rules !== null && rules.length > 0 && (
        <ul>
          {rules.map((one) => (
            <li key={one.rule}>
              <strong>{one.title || one.rule}</strong> <code>{one.rule}</code>
              <Sums figures={one} />
            </li>
          ))}
        </ul>
      )}
      <Unsent messages={unsent} />
    </fieldset>
  );
}

function Sums({ figures }: { figures: RuleFigures }) {
  const t = useTexts(sandboxTexts);
  const cartText = useTexts(cartTexts);
  const money = useMoney();
  const sums = [
    { name: t.matched, text: String(figures.matched), shown: true },
    { name: t.issued, text: String(figures.issued), shown: figures.issued > 0 },
    { name: t.redeemed, text: String(figures.redeemed), shown: figures.redeemed > 0 },
    { name: t.discountAmount, text: money(figures.discount_amount), shown: figures.discount_amount > 0 },
    { name: t.notGiven, text: String(figures.limited), shown: figures.limited > 0 },
    { name: cartText.abandoned, text: String(figures.abandoned), shown: figures.abandoned > 0 },
    { name: cartText.sent, text: String(figures.sent), shown: figures.abandoned > 0 },
    { name: t.notSent, text: String(figures.suppressed), shown: figures.suppressed > 0 },
    { name: cartText.clicked, text: String(figures.clicked), shown: figures.clicked > 0 },
    { name: cartText.recovered, text: String(figures.recovered), shown: figures.recovered > 0 },
    {
      name: cartText.recoveredAmount,
      text: money(figures.recovered_amount),
      shown: figures.recovered_amount > 0,
    },
  ];
  return (
    <dl>
      {sums
        .filter((sum) => sum.shown)
        .map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
