import { useRef, useState } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import type { Shop } from "../api/server.ts";
import { useShop } from "../shop.tsx";
import { sandboxTexts } from "../texts.ts";
import { Controls } from "./Controls.tsx";

/** Says that this is the sandbox, which rules it runs and what time it is there; its button opens the controls. */
export function Strip() {
  const t = useTexts(sandboxTexts);
  const { shop } = useShop();
  const [open, setOpen] = useState(false);
  const controls = useRef<HTMLDialogElement>(null);
  const rules = useRulesSaid(shop);
  return (
    <aside className="strip" aria-label={t.sandbox}>
      <p>
        <strong>{t.sandbox}</strong> <span className="aside">{t.strip}</span>
      </p>
      <p className="facts">
        <span>{rules}</span> <span>{formatInstant(shop.clock.now, shop.zone)}</span>
      </p>
      <button
        type="button"
        onClick={() => {
          controls.current?.showModal();
          setOpen(true);
        }}
      >
        {t.controls}
      </button>
      <Controls dialog={controls} open={open} onClose={() => setOpen(false)} />
    </aside>
  );
}

/** Which rules run. */
function useRulesSaid({ rules }: Shop): string {
  const t = useTexts(sandboxTexts);
  if (rules.revision === 0) return t.noRules;
  switch (rules.source) {
    case "live":
      return t.live(rules.revision);
    case "draft":
      return t.draft(rules.revision);
    case "example":
      return t.example(rules.examples.find(({ id }) => id === rules.example)?.title ?? rules.example);
  }
}
