import { useRef } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useShop } from "../shop.tsx";
import { sandboxTexts } from "../texts.ts";
import { Controls } from "./Controls.tsx";

/** Says that this is the sandbox, which rules it runs and what time it is there; its button opens the controls. */
export function Strip() {
  const t = useTexts(sandboxTexts);
  const { shop } = useShop();
  const controls = useRef<HTMLDialogElement>(null);
  const { source, revision } = shop.rules;
  const rules = revision === 0 ? t.noRules : source === "live" ? t.live(revision) : t.draft(revision);
  return (
    <aside className="strip" aria-label={t.sandbox}>
      <p>
        <strong>{t.sandbox}</strong> <span className="aside">{t.strip}</span>
      </p>
      <p className="facts">
        <span>{rules}</span> <span>{formatInstant(shop.clock.now, shop.zone)}</span>
      </p>
      <button type="button" onClick={() => controls.current?.showModal()}>
        {t.controls}
      </button>
      <Controls dialog={controls} />
    </aside>
  );
}
