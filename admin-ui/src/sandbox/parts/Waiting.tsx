import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import type { Waiting as Message } from "../api/server.ts";
import { cartTexts } from "../cart/texts.ts";
import { useShop } from "../shop.tsx";

/** For the merchant: what is still to come, when, and what waits because it is night. */
export function Waiting({ messages }: { messages: Message[] }) {
  const t = useTexts(cartTexts);
  const { zone } = useShop().shop;
  if (messages.length === 0) return null;
  return (
    <section className="note unsent" aria-label={t.waiting}>
      <h2>{t.waiting}</h2>
      <p className="soft">{t.waitingHint}</p>
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <code>{message.rule}</code> {t.toRecipient(message.recipient)} ·{" "}
            <strong>{t.comes(formatInstant(message.at, zone))}</strong>
            {message.quiet && (
              <>
                <br />
                {t.waitsForMorning}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
