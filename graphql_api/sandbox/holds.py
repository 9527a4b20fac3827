"""What the shop's server sets aside while the buyer pays: codes and sums of gift cards, all of it or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.values.code import canonical
from graphql_api.language import Language
from graphql_api.sandbox.books import Payment
from graphql_api.sandbox.storefront_client import ApiRefused, StorefrontClient

HOLD = """
mutation($input: CodeHoldInput!) { codeHold(input: $input) { hold { id } reason errors { code message } } }
"""
RELEASE = "mutation($input: CodeReleaseInput!) { codeRelease(input: $input) { released } }"
HOLD_CARD = """
mutation($input: GiftCardHoldInput!) {
  giftCardHold(input: $input) { hold { id } reason errors { code message } }
}
"""
RELEASE_CARD = "mutation($input: GiftCardReleaseInput!) { giftCardRelease(input: $input) { released } }"


class CheckoutRefused(Exception):
    """The cart cannot be paid as it is; the text is for the buyer."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Holds:
    """Nobody else uses the codes, or spends the sums, while the buyer is on the payment page."""

    def __init__(self, api: StorefrontClient) -> None:
        self._api = api

    async def hold(self, payment: Payment, pins: Sequence[Mapping[str, str]], language: Language) -> None:
        """Set aside what the payment counts on, or nothing. Raises CheckoutRefused, ApiRefused.

        The hold is what is shown for the `pins` of its cards from then on.
        """
        pin_of = {canonical(one["code"]): one["pin"] for one in pins}
        try:
            for code in payment.codes:
                held = self._of(payment, code)
                payment.holds += _held((await self._api.ask(HOLD, language, input=held))["codeHold"])
            for tender in payment.quote["tenders"]:
                held = self._of(payment, tender["code"]) | {
                    "amount": tender["amount"]["amount"],
                    "externalId": payment.buyer.get("externalId"),
                    "pin": pin_of.get(canonical(tender["code"])),
                }
                answer = (await self._api.ask(HOLD_CARD, language, input=held))["giftCardHold"]
                payment.card_holds += _held(answer)
        except (ApiRefused, CheckoutRefused):
            await self.release(payment, language)
            raise

    async def release(self, payment: Payment, language: Language) -> None:
        """Give everything back."""
        while payment.holds:
            await self._api.ask(RELEASE, language, input={"holdId": payment.holds.pop()})
        while payment.card_holds:
            await self._api.ask(RELEASE_CARD, language, input={"holdId": payment.card_holds.pop()})

    @staticmethod
    def _of(payment: Payment, code: str) -> dict[str, Any]:
        return {"code": code, "cartToken": payment.cart_token, "email": payment.buyer.get("email")}


def _held(answer: dict[str, Any]) -> list[str]:
    """The id of a hold; shared codes need none. Raises CheckoutRefused."""
    for error in answer["errors"]:
        raise CheckoutRefused(answer["reason"] or error["code"], error["message"])
    return [] if answer["hold"]["id"] is None else [answer["hold"]["id"]]
