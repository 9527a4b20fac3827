import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { enterCode, removeCode } from "../cart/cart.ts";
import { shopTexts } from "../texts.ts";

/** Whether two spellings are one code, as the engine reads them: width, case, spaces and hyphens do not matter. */
export function sameCode(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(code: string): string {
  return code.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
}

/** The code entry box, and the codes that are in the cart. */
export function CouponEntry({
  codes,
  refusal,
  pending,
  onEnter,
}: {
  codes: string[];
  refusal: string;
  pending: boolean;
  onEnter: () => void;
}) {
  const t = useTexts(shopTexts);
  const [text, setText] = useState("");
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    onEnter();
    enterCode(text);
    setText("");
  };
  return (
    <div className="coupon">
      <form onSubmit={submit}>
        <label htmlFor={id}>{t.coupon}</label>
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
          <button type="submit">{t.useCode}</button>
        </div>
        <p id={`${id}hint`} className="soft">
          {t.couponHint}
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
                  onClick={() => removeCode(code)}
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
