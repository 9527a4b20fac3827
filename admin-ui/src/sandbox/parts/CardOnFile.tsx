import { useId, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { CARDS, type Card, server } from "../api/server.ts";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** For the merchant: what the card of this order does when the offer is charged, and at renewals. */
export function CardOnFile({ id }: { id: string }) {
  const t = useTexts(sandboxTexts);
  const shopText = useTexts(shopTexts);
  const [card, setCard] = useState<Card>("approve");
  const [said, setSaid] = useState("");
  const name = useId();
  const tell = async (next: Card) => {
    setCard(next);
    try {
      await server.card(id, next);
      setSaid(t.cardTold);
    } catch (failure) {
      setSaid(sentenceOf(failure, shopText.offline));
    }
  };
  return (
    <aside className="note card-on-file" aria-label={t.cardOnFile}>
      <label htmlFor={name}>{t.cardOnFile}</label>
      <select id={name} value={card} onChange={(event) => tell(event.target.value as Card)}>
        {CARDS.map((one) => (
          <option key={one} value={one}>
            {t[`card_${one}`]}
          </option>
        ))}
      </select>
      <p role="status" className="soft">
        {said || t.cardHint}
      </p>
    </aside>
  );
}
