import { useEffect, useState } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import {
  type Mail,
  type SmsSize,
  server,
  type Unsent as UnsentMessage,
  type Waiting as WaitingMessage,
} from "../api/server.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { MailText } from "../parts/MailText.tsx";
import { Unsent } from "../parts/Unsent.tsx";
import { useTitle } from "../parts/useTitle.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { Link } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** Characters of an SMS in the list, which has no subject. */
const SHOWN = 40;

/** Every mail of the sandbox, as its recipient would get it; none of them has left. */
export function Inbox({ id }: { id: string }) {
  const t = useTexts(shopTexts);
  const { shop } = useShop();
  const [mails, setMails] = useState<Mail[] | null>(null);
  const [unsent, setUnsent] = useState<UnsentMessage[]>([]);
  const [waiting, setWaiting] = useState<WaitingMessage[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  useTitle(t.inbox);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with time come mails
  useEffect(() => {
    const stop = new AbortController();
    server.inbox(stop.signal).then(
      (answer) => {
        setMails(answer.mails);
        setUnsent(answer.unsent);
        setWaiting(answer.waiting);
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
      {chosen?.sms ? (
        <Bubble mail={chosen} size={chosen.sms} />
      ) : chosen ? (
        <Letter mail={chosen} />
      ) : (
        <>
          <List mails={mails} />
          <Waiting messages={waiting} />
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
            <span>
              {mail.sms && <span className="tag">SMS</span>}{" "}
              <Link to={`/inbox/${mail.id}`}>{mail.sms ? firstWords(mail.text) : mail.subject}</Link>
            </span>
            <span className="soft">
              {mail.recipient} · {formatInstant(mail.at, zone)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function firstWords(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** An SMS as on a telephone, with what it costs: the parts that it is cut into. */
function Bubble({ mail, size }: { mail: Mail; size: SmsSize }) {
  const t = useTexts(sandboxTexts);
  const { zone } = useShop().shop;
  return (
    <>
      <p>
        <Link to="/inbox">{t.back}</Link>
      </p>
      <h1>SMS</h1>
      <p className="soft">
        {mail.recipient} · {formatInstant(mail.at, zone)}
      </p>
      <div className="phone">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <pre className="bubble" tabIndex={0}>
          <MailText text={mail.text} />
        </pre>
      </div>
      <p>{t.smsParts(size.parts, size.places, size.gsm ? "GSM-7" : "UCS-2")}</p>
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
