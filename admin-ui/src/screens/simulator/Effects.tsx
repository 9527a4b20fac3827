import { formatInstant, formatUntil } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { useShop } from "../../shell/shop.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { Played } from "./usePlayed.ts";

/** Coupons that would be issued and messages that would be queued. */
export function Effects({ played }: { played: Played }) {
  const text = useTexts(simulatorTexts);
  const { timeZone } = useShop();
  const { issues, sends } = played;
  const end = (until: string | null) =>
    until === null ? text.noEnd : text.until(formatUntil(until, timeZone));
  const uses = (count: number | null) => (count === null ? text.usesUnlimited : text.uses(count));
  return (
    <div>
      <h3 className={classes.heading}>{text.effects}</h3>
      {issues.length + sends.length === 0 && <p className={classes.hint}>{text.noEffects}</p>}
      <ul className={classes.effects}>
        {issues.map(({ rule, validUntil, uses: count }) => (
          <li key={`issue-${rule}`}>
            <Icon name="ticket" size={16} />
            <span>{text.wouldIssue(rule)}</span>
            <span className={classes.aside}>{`${end(validUntil)} · ${uses(count)}`}</span>
          </li>
        ))}
        {sends.map(({ rule, channel, template, due }) => (
          <li key={`send-${rule}-${template}-${due}`}>
            <Icon name="mail" size={16} />
            <span>{text.wouldSend(channel === "sms" ? text.sms : text.mail, template)}</span>
            <span className={classes.aside}>{formatInstant(due, timeZone)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
