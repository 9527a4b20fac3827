import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { shopTexts } from "../texts.ts";

/** A box to type codes into, and those that are in the cart. */
export function CodeEntry({
  kind,
  label,
  pinLabel,
  hint,
  action,
  codes,
  refusal,
  pending,
  onEnter,
  onRemove,
}: {
  kind: "coupon" | "card";
  label: string;
  pinLabel?: string;
  hint: string;
  action: string;
  codes: string[];
  refusal: string;
  pending: boolean;
  onEnter: (typed: string, pin: string) => void;
  onRemove: (code: string) => void;
}) {
  const t = useTexts(shopTexts);
  const [text, setText] = useState("");
  const [pin, setPin] = useState("");
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onEnter(text, pin);
    setText("");
    setPin("");
  };
  return (
    <div className={`coupon-box ${kind}`}>
      <form onSubmit={submit}>
        <label htmlFor={id}>{label}</label>
        <div className="row">
          <input
            id={id}
            value={text}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            aria-describedby={`${id}hint`}
          />
          {pinLabel !== undefined && (
            <input
              className="pin"
              value={pin}
              inputMode="numeric"
              autoComplete="off"
              aria-label={pinLabel}
              placeholder="PIN"
              onChange={(event) => setPin(event.target.value)}
            />
          )}
          <button type="submit">{action}</button>
        </div>
        <p id={`${id}hint`} className="soft">
          {hint}
        </p>
      </form>
      <div role="status">
        {refusal && !pending && <p className="problem">{refusal}</p>}
        {codes.length > 0 && (
          <ul className="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code> {!pending && <span className="mark yes">✓ {t.codeApplied}</span>}
                <button
                  type="button"
                  className="quiet"
                  aria-label={t.removeCode(code)}
                  onClick={() => onRemove(code)}
                >
                  ✕
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
