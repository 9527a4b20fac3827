import { useTexts } from "../../i18n/texts.ts";
import { Places } from "../../parts/Places.tsx";
import { useRight } from "../../shell/shop.tsx";
import { messageTexts } from "./texts.ts";

/** Between what is sent and what is kept. */
export function MessagePlaces({ at }: { at: "outbox" | "inbox" }) {
  const text = useTexts(messageTexts);
  const pii = useRight("pii");
  const inbox = { to: "/messages/inbox", label: text.inbox };
  return (
    <Places
      label={text.places}
      places={[{ to: "/messages", label: text.outbox }, ...(pii || at === "inbox" ? [inbox] : [])]}
    />
  );
}
