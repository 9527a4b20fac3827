import { useTexts } from "../../i18n/texts.ts";
import { Amount, Instant } from "../../parts/show/values.tsx";
import classes from "./coupons.module.css";
import type { CouponQuery } from "./queries.graphql.ts";
import { couponTexts } from "./texts.ts";

type Event = NonNullable<CouponQuery["coupon"]>["life"][number];

const TONES: Partial<Record<Event["kind"], "good" | "bad">> = {
  REDEEMED: "good",
  NOT_MAILED: "bad",
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
            {(event.reason || event.actorId) && (
              <div className={classes.why}>
                {[event.reason && text.reason(event.reason), event.actorId].filter(Boolean).join(" · ")}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Subject({ of: { kind, subject } }: { of: Event }) {
  const text = useTexts(couponTexts);
  return <> · {OF_A_TEMPLATE.includes(kind) ? text.template(subject) : text.orderNo(subject)}</>;
}
