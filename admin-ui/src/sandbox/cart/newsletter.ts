import { RecordConsentDocument, WithdrawConsentDocument } from "../api/cart.graphql.ts";
import { Refused } from "../api/refused.ts";
import { askStorefront } from "../api/storefront.ts";

/**
 * Records that the owner of an address agrees to advertising, with the sentence beside the tick as evidence, or takes
 * it back (J1, J4). Throws Refused.
 */
export async function tellConsent(
  token: string,
  email: string,
  agrees: { wording: string } | null,
): Promise<void> {
  const { signal } = new AbortController();
  const source = `${window.location.origin}/sandbox/customer`;
  const answer =
    agrees === null
      ? (await askStorefront(token, WithdrawConsentDocument, { input: { email, source } }, signal))
          .consentWithdraw
      : (
          await askStorefront(
            token,
            RecordConsentDocument,
            { input: { email, source, wording: agrees.wording } },
            signal,
          )
        ).consentRecord;
  const [error] = answer.errors;
  if (error) throw new Refused(error.code, error.message);
}
