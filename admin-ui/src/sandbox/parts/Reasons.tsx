import { useEffect, useState } from "react";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { server, type TrustedQuote, type Wish } from "../api/server.ts";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";
import { useMoney } from "./Breakdown.tsx";

/** For the merchant: which rules were applied or refused, and the true reasons, as only the secret token is told. */
export function Reasons({ wish }: { wish: Omit<Wish, "buyer"> & { buyer: Omit<Wish["buyer"], "locale"> } }) {
  const t = useTexts(sandboxTexts);
  const shopText = useTexts(shopTexts);
  const locale = useLocale();
  const { shop } = useShop();
  const [open, setOpen] = useState(false);
  const [quote, setQuote] = useState<TrustedQuote | null>(null);
  const [trouble, setTrouble] = useState("");
  const asked = JSON.stringify({ ...wish, buyer: { ...wish.buyer, locale } });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment and the rules of the sandbox decide, too
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    server.price(JSON.parse(asked), stop.signal).then(
      (answer) => {
        setQuote(answer.quote);
        setTrouble("");
      },
      (failure) => {
        if (!stop.signal.aborted) setTrouble(sentenceOf(failure, shopText.offline));
      },
    );
    return () => stop.abort();
  }, [open, asked, shop.clock.aheadSeconds, shop.rules.source]);

  return (
    <details className="reasons" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.reasons}</summary>
      <p className="soft">{t.reasonsHint}</p>
      {trouble && <p role="alert">{trouble}</p>}
      {open && quote && <Findings quote={quote} />}
    </details>
  );
}

function Findings({ quote }: { quote: TrustedQuote }) {
  const t = useTexts(sandboxTexts);
  const money = useMoney();
  if (quote.discounts.length + quote.refusals.length === 0) return <p>{t.nothingDecided}</p>;
  return (
    <ul>
      {quote.discounts.map((one) => (
        <li key={`${one.rule}${one.code}`}>
          <span className="mark yes">✓ {t.applied}</span> <code>{one.rule}</code> {one.code}{" "}
          {money(-one.amount.amount)}
        </li>
      ))}
      {quote.refusals.map((one) => (
        <li key={`${one.rule}${one.code}${one.reason}`}>
          <span className="mark no">✕ {t.refusedMark}</span> <code>{one.rule}</code> {one.code} {one.message}
        </li>
      ))}
    </ul>
  );
}
