import { type FormEvent, useId, useRef, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { setBuyer, setNewsletter, useCart } from "../cart/cart.ts";
import { tellConsents } from "../cart/newsletter.ts";
import { cartTexts } from "../cart/texts.ts";
import { EMAIL, plainPhone } from "../cart/typed.ts";
import { useTitle } from "../parts/useTitle.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";

/** Who buys. The address comes before any code: a personal code works only with the address it was issued at. */
export function Customer() {
  const t = useTexts(shopTexts);
  const cartText = useTexts(cartTexts);
  const { publishableToken } = useShop().shop;
  const { buyer, newsletter = "" } = useCart();
  const [email, setEmail] = useState(buyer.email);
  const [phone, setPhone] = useState(buyer.phone);
  const [name, setName] = useState(buyer.name);
  const [member, setMember] = useState(buyer.member);
  // Nobody is ticked in beforehand: only who did so here finds the tick again (J1).
  const [agrees, setAgrees] = useState(newsletter !== "" && newsletter === buyer.email);
  const [bad, setBad] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useTitle(t.customer);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = email.normalize("NFKC").trim();
    if (!EMAIL.test(typed)) {
      setBad(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    const reached = { email: typed, phone: plainPhone(phone) };
    try {
      if (agrees && (newsletter !== typed || reached.phone !== buyer.phone)) {
        await tellConsents(publishableToken, reached, { wording: cartText.newsletter });
      }
      if (!agrees && newsletter === typed) await tellConsents(publishableToken, reached, null);
    } catch (failure) {
      setTrouble(failure);
      setBusy(false);
      return;
    }
    setNewsletter(agrees ? typed : "");
    setBuyer({ ...reached, name: name.trim(), member });
    go("/review");
  };

  return (
    <section className="narrow">
      <h1>{t.customer}</h1>
      <form onSubmit={submit} noValidate className="fields">
        <label htmlFor={`${id}email`}>{t.email}</label>
        <input
          id={`${id}email`}
          ref={field}
          type="email"
          autoComplete="email"
          inputMode="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          aria-invalid={bad}
          aria-describedby={`${id}hint`}
        />
        <p id={`${id}hint`} className={bad ? "problem" : "soft"} role={bad ? "alert" : undefined}>
          {bad ? t.emailBad : t.emailHint}
        </p>
        <label htmlFor={`${id}phone`}>{cartText.phone}</label>
        <input
          id={`${id}phone`}
          type="tel"
          autoComplete="tel"
          maxLength={20}
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
        <label htmlFor={`${id}name`}>{t.name}</label>
        <input
          id={`${id}name`}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label className="check">
          <input type="checkbox" checked={member} onChange={(event) => setMember(event.target.checked)} />
          {t.member}
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={agrees}
            onChange={(event) => setAgrees(event.target.checked)}
            aria-describedby={`${id}newsletter`}
          />
          {cartText.newsletter}
        </label>
        <p id={`${id}newsletter`} className="soft">
          {cartText.newsletterHint}
        </p>
        {trouble !== null && (
          <p role="alert" className="problem">
            {sentenceOf(trouble, t.offline)}
          </p>
        )}
        <button type="submit" className="button wide" disabled={busy}>
          {t.toReview}
        </button>
      </form>
    </section>
  );
}
