import { useTexts } from "../../i18n/texts.ts";
import { Places } from "../../parts/Places.tsx";
import { cardTexts } from "./texts.ts";

/** The screens of gift cards that stand beside each other. */
export function CardPlaces() {
  const text = useTexts(cardTexts);
  return (
    <Places
      label={text.places}
      places={[
        { to: "/gift-cards", label: text.title },
        { to: "/gift-cards/refund", label: text.refundPlace },
        { to: "/gift-cards/balances", label: text.balancesPlace },
        { to: "/gift-cards/approvals", label: text.approvalsPlace },
      ]}
    />
  );
}
