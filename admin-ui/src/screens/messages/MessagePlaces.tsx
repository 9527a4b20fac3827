import { useTexts } from "../../i18n/texts.ts";
import { Places } from "../../parts/Places.tsx";
import { useRight } from "../../shell/shop.tsx";
import { messageTexts } from "./texts.ts";

/** Between what is sent, what is kept, and by what it is sent. */
export function MessagePlaces({ at }: { at: "outbox" | "inbox" | "channels" }) {
  const text = useTexts(messageTexts);
  const pii = useRight("pii");
  const inbox = { to: "/messages/inbox", label: text.inbox };
  const channels = { to: "/messages/channels", label: text.channels };
  return (
    <Places
      label={text.places}
      places={[{ to: "/messages", label: text.outbox }, ...(pii || at === "inbox" ? [inbox] : []), channels]}
    />
  );
}
