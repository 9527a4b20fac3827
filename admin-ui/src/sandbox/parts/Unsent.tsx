import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useReason } from "../../screens/messages/reason.ts";
import type { Unsent as Message } from "../api/server.ts";
import { cartTexts } from "../cart/texts.ts";
import { useShop } from "../shop.tsx";

/** For the merchant: what rules asked for and nobody got, with the reason of each. */
export function Unsent({ messages }: { messages: Message[] }) {
  const t = useTexts(cartTexts);
  const reason = useReason();
  const { zone } = useShop().shop;
  if (messages.length === 0) return null;
  return (
    <section className="note unsent" aria-label={t.unsent}>
      <h2>{t.unsent}</h2>
      <p className="soft">{t.unsentHint}</p>
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <code>{message.rule}</code> {message.recipient && t.toRecipient(message.recipient)} ·{" "}
            {formatInstant(message.at, zone)}
            <br />
            {t.whyNot}: <strong>{reason(message.reason)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
