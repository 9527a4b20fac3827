import { type FormEvent, useId, useRef, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { setBuyer, useCart } from "../cart/cart.ts";
import { useTitle } from "../parts/useTitle.ts";
import { go } from "../router.tsx";
import { shopTexts } from "../texts.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Who buys. The address comes before any code: a personal code works only with the address it was issued at. */
export function Customer() {
  const t = useTexts(shopTexts);
  const { buyer } = useCart();
  const [email, setEmail] = useState(buyer.email);
  const [name, setName] = useState(buyer.name);
  const [member, setMember] = useState(buyer.member);
  const [bad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useTitle(t.customer);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const typed = email.normalize("NFKC").trim();
    if (!EMAIL.test(typed)) {
      setBad(true);
      field.current?.focus();
      return;
    }
    setBuyer({ email: typed, name: name.trim(), member });
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
        <button type="submit" className="button wide">
          {t.toReview}
        </button>
      </form>
    </section>
  );
}
