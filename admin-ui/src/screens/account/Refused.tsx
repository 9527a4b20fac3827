import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";

/** Why something was not done, beside the button that asked for it. */
export function Refused({ error }: { error: unknown }) {
  const state = useTexts(stateTexts);
  if (error == null) return null;
  return (
    <div role="alert">
      <Banner kind="bad">{sentence(error, state)}</Banner>
    </div>
  );
}
