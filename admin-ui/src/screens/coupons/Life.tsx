import { useTexts } from "../../i18n/texts.ts";
import { Amount, Instant } from "../../parts/show/values.tsx";
import classes from "./coupons.module.css";
import type { CouponQuery } from "./queries.graphql.ts";
import { couponTexts } from "./texts.ts";

type Event = NonNullable<CouponQuery["coupon"]>["life"][number];

const TONES: Partial<Record<Event["kind"], "good" | "bad">> = {
  REDEEMED: "good",
  NOT_MAILED: "bad",
  REFUSED: "bad",
  REVOKED: "bad",
};
const OF_A_TEMPLATE = ["MAIL_QUEUED", "MAILED", "NOT_MAILED"];

/** What happened to a coupon, oldest first. */
export function Life({ of }: { of: readonly Event[] }) {
  const text = useTexts(couponTexts);
  return (
    <ol className={classes.life}>
      {of.map((event) => (
        <li key={`${event.at} ${event.kind} ${event.subject}`} data-tone={TONES[event.kind]}>
          <Instant at={event.at} />
          <div>
            <div>
              <strong>{text[`ev${event.kind}`]}</strong>
              {event.subject && <Subject of={event} />}
              {event.amount && (
                <>
                  {" · "}−<Amount of={event.amount} />
                </>
              )}
            </div>
            <Why of={event} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Who did it and why; of a refusal also where, by whom and how often; of a hold what became of it. */
function Why({ of: { reason, refusal, hold, actorName } }: { of: Event }) {
  const text = useTexts(couponTexts);
  const said = [
    refusal && text[`at${refusal.where}`],
    hold && text[`hold${hold}`],
    reason && text.reason(reason),
    refusal?.maskedEmail && text.offeredBy(refusal.maskedEmail),
    refusal && refusal.times > 1 && text.times(refusal.times),
    actorName,
  ].filter(Boolean);
  return said.length > 0 && <div className={classes.why}>{said.join(" · ")}</div>;
}

function Subject({ of: { kind, subject } }: { of: Event }) {
  const text = useTexts(couponTexts);
  return <> · {OF_A_TEMPLATE.includes(kind) ? text.template(subject) : text.orderNo(subject)}</>;
}
