import { type FormEvent, type HTMLInputTypeAttribute, useId, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type CartLine, keepForm, setNewsletter, useCart } from "../cart/cart.ts";
import { tellConsents } from "../cart/newsletter.ts";
import { plainEmail, plainPhone } from "../cart/typed.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";
import { landingTexts } from "./texts.ts";
import { type Typed, useFormReport } from "./useFormReport.ts";

/** The form of a landing page. What is typed is told to the shop as it is typed, and the notice says so (S3.43, S3.54). */
export function Form({ line, onLeave }: { line: CartLine; onLeave: () => void }) {
  const t = useTexts(landingTexts);
  const shopText = useTexts(shopTexts);
  const { publishableToken } = useShop().shop;
  const { buyer } = useCart();
  const [typed, setTyped] = useState<Typed>({ ...buyer, agrees: false, ad: true });
  const [wrong, setWrong] = useState<"email" | "phone" | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const known = useFormReport(line, typed, t.consent);
  const id = useId();
  const change = (changed: Partial<Typed>) => setTyped((before) => ({ ...before, ...changed }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reached = { email: plainEmail(typed.email), phone: plainPhone(typed.phone) };
    const missing = (["email", "phone"] as const).find((name) => reached[name] === "") ?? null;
    setWrong(missing);
    if (missing !== null) {
      document.getElementById(id + missing)?.focus();
      return;
    }
    setBusy(true);
    try {
      if (typed.agrees) await tellConsents(publishableToken, reached, { wording: t.consent });
    } catch (failure) {
      setTrouble(failure);
      setBusy(false);
      return;
    }
    keepForm(line.sku, line, { ...reached, name: typed.name.trim(), member: typed.member });
    if (typed.agrees) setNewsletter(reached.email);
    go("/review");
  };

  const field = (name: "email" | "phone" | "name", type: HTMLInputTypeAttribute, label: string, bad = "") => (
    <>
      <label htmlFor={id + name}>{label}</label>
      <input
        id={id + name}
        type={type}
        autoComplete={type === "text" ? "name" : type}
        maxLength={name === "phone" ? 20 : 200}
        value={typed[name]}
        onChange={(event) => change({ [name]: event.target.value })}
        aria-invalid={wrong === name}
        aria-describedby={wrong === name ? `${id}bad` : undefined}
      />
      {wrong === name && (
        <p id={`${id}bad`} role="alert" className="problem">
          {bad}
        </p>
      )}
    </>
  );
  const tick = (name: "agrees" | "ad" | "member", label: string, describedBy?: string) => (
    <label className="check">
      <input
        type="checkbox"
        checked={typed[name]}
        onChange={(event) => change({ [name]: event.target.checked })}
        aria-describedby={describedBy}
      />
      {label}
    </label>
  );
  return (
    <form onSubmit={submit} noValidate className="fields" aria-label={t.form}>
      <fieldset className="note">
        <legend>{t.staff}</legend>
        {tick("ad", t.ad)}
        {tick("member", t.member)}
      </fieldset>
      <h2>{t.form}</h2>
      <p className="soft">{t.lead}</p>
      {field("name", "text", shopText.name)}
      {field("email", "email", shopText.email, shopText.emailBad)}
      {field("phone", "tel", t.phone, t.phoneBad)}
      {tick("agrees", t.consent, `${id}notice`)}
      <p id={`${id}notice`} className="soft">
        {t.consentHint}
      </p>
      {trouble !== null && (
        <p role="alert" className="problem">
          {sentenceOf(trouble, shopText.offline)}
        </p>
      )}
      <p role="status" className="soft kept">
        {known && t.kept}
      </p>
      <button type="submit" className="button wide" disabled={busy}>
        {t.toReview}
      </button>
      <button type="button" className="quiet wide" onClick={onLeave}>
        {t.leave}
      </button>
    </form>
  );
}
