import { RecordConsentDocument, WithdrawConsentDocument } from "../api/cart.graphql.ts";
import { Refused } from "../api/refused.ts";
import { askStorefront } from "../api/storefront.ts";

/** Whose consent it is: one channel each, so that either can be taken back alone. */
type Address = { email: string } | { phone: string };

/**
 * Records that the owner of an address or a number agrees to advertising, with the sentence beside the tick as
 * evidence, or takes it back (J1, J4). Throws Refused.
 */
export async function tellConsent(
  token: string,
  address: Address,
  agrees: { wording: string } | null,
): Promise<void> {
  const { signal } = new AbortController();
  const source = window.location.origin + window.location.pathname;
  const answer =
    agrees === null
      ? (await askStorefront(token, WithdrawConsentDocument, { input: { ...address, source } }, signal))
          .consentWithdraw
      : (
          await askStorefront(
            token,
            RecordConsentDocument,
            { input: { ...address, source, wording: agrees.wording } },
            signal,
          )
        ).consentRecord;
  const [error] = answer.errors;
  if (error) throw new Refused(error.code, error.message);
}

/** The same for the address and, where one was typed, the telephone number. Throws Refused. */
export async function tellConsents(
  token: string,
  { email, phone }: { email: string; phone: string },
  agrees: { wording: string } | null,
): Promise<void> {
  await tellConsent(token, { email }, agrees);
  if (phone) await tellConsent(token, { phone }, agrees);
}
