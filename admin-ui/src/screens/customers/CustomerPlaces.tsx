import { useTexts } from "../../i18n/texts.ts";
import { Places } from "../../parts/Places.tsx";
import { customerTexts } from "./texts.ts";

/** Between customers and what they agreed to. */
export function CustomerPlaces() {
  const text = useTexts(customerTexts);
  return (
    <Places
      label={text.places}
      places={[
        { to: "/customers", label: text.title },
        { to: "/customers/consents", label: text.consents },
        { to: "/customers/privacy", label: text.privacy },
      ]}
    />
  );
}
