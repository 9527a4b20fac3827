import { useTexts } from "../../i18n/texts.ts";
import { messageTexts } from "./texts.ts";

const KNOWN = {
  no_consent: "no_consent",
  consent_withdrawn: "withdrawn",
  complained: "complained",
  left_list: "left",
  channel_suspended: "suspended",
  frequency_cap: "capped",
  capped: "capped",
  sold_out: "soldOut",
  screened: "screened",
  stopped: "stopMet",
  cart_expired: "cartGone",
  no_address: "noAddress",
  quiet_hours: "quiet",
  daily_cap: "dailyCap",
  paced: "paced",
  "address_suppressed: hard_bounce": "dead",
  "address_suppressed: soft_bounces": "dead",
  "address_suppressed: complaint": "complained",
  "address_suppressed: by_hand": "stopped",
  consent_answered: "answered",
  person_erased: "erased",
  "its receiver has bought since": "bought",
  "the cart is empty now": "cartEmpty",
  "the cart has expired": "cartGone",
  "its gift card has ended or was paid out": "cardGone",
  "interrupted while it was handed over; whether it left is not known": "unknown",
  "later than it may be sent": "later",
  "its coupon has expired": "expired",
  "its coupon was revoked": "revoked",
  "its coupon is used up": "revoked",
  "keep: kept in the inbox": "kept",
} as const;

/** The engine's reasons in the language of the app; what a mail server said stays as it said it. */
export function useReason(): (reason: string) => string {
  const text = useTexts(messageTexts);
  return (reason) => {
    const known = KNOWN[reason as keyof typeof KNOWN];
    if (known) return text[known];
    if (reason.startsWith("the database was away")) return text.databaseAway;
    const tries = /^given up after (\d+) attempts$/.exec(reason)?.[1];
    if (tries) return text.givenUp(tries);
    const channel = /^no (\w+) channel is set up$/.exec(reason)?.[1];
    return channel ? text.noChannel(channel) : reason;
  };
}
