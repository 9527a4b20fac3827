import { useEffect, useState } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { type Mail, server, type Unsent as UnsentMessage } from "../api/server.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { MailText } from "../parts/MailText.tsx";
import { Unsent } from "../parts/Unsent.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** Every mail of the sandbox, as its recipient would get it; none of them has left. */
export function Inbox({ id }: { id: string }) {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const [mails, setMails] = useState<Mail[] | null>(null);
  const [unsent, setUnsent] = useState<UnsentMessage[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  useTitle(t.inbox);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with time come mails
  useEffect(() => {
    const stop = new AbortController();
    server.inbox(stop.signal).then(
      (answer) => {
        setMails(answer.mails);
        setUnsent(answer.unsent);
      },
      (trouble) => {
        if (!stop.signal.aborted) setFailure(trouble);
      },
    );
    return () => stop.abort();
  }, [shop.clock.now]);

  if (mails === null) return <Awaited failure={failure} />;
  const chosen = mails.find((mail) => mail.id === id);
  return (
    <section className="narrow">
      {chosen ? (
        <Letter mail={chosen} />
      ) : (
        <>
          <List mails={mails} />
          <Unsent messages={unsent} />
        </>
      )}
    </section>
  );
}

function List({ mails }: { mails: Mail[] }) {
  const t = useTexts(shopTexts);
  const sandbox = useTexts(sandboxTexts);
  const { zone } = useShop().shop;
  return (
    <>
      <h1>{t.inbox}</h1>
      {mails.length === 0 && <p className="soft">{sandbox.noMails}</p>}
      <ul className="mails">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link to={`/inbox/${mail.id}`}>{mail.subject}</Link>
            <span className="soft">
              {mail.recipient} · {formatInstant(mail.at, zone)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Letter({ mail }: { mail: Mail }) {
  const t = useTexts(sandboxTexts);
  const { zone } = useShop().shop;
  return (
    <>
      <p>
        <Link to="/inbox">{t.back}</Link>
      </p>
      <h1>{mail.subject}</h1>
      <dl className="sums">
        <div>
          <dt>{t.to}</dt>
          <dd>{mail.recipient}</dd>
        </div>
        <div>
          <dt>{t.received}</dt>
          <dd>{formatInstant(mail.at, zone)}</dd>
        </div>
      </dl>
      <h2>{t.asText}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="letter" tabIndex={0}>
        <MailText text={mail.text} />
      </pre>
      {mail.html && (
        <>
          <h2>{t.asHtml}</h2>
          <iframe title={t.mailFrame} sandbox="" src={`/sandbox/inbox/${mail.id}/html`} />
        </>
      )}
    </>
  );
}
