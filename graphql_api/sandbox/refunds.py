"""How the shop's server gives money back: reported once, gift cards get their part, the gateway pays the rest."""

from typing import Any

from graphql_api.language import Language
from graphql_api.messages import message
from graphql_api.sandbox.books import Payment, PaymentState
from graphql_api.sandbox.gateway import TestGateway
from graphql_api.sandbox.holds import CheckoutRefused
from graphql_api.sandbox.storefront_client import StorefrontClient

REFUND = """
mutation($input: OrderRefundInput!) {
  orderRefund(input: $input) {
    order {
      refundId state amount { amount } payable { amount } refunded { amount }
      tenders { amount { amount } lost { amount } }
    }
    errors { code message }
  }
}
"""
BALANCE = """
query($code: CouponCode!, $buyer: BuyerInput) {
  giftCardBalance(code: $code, buyer: $buyer) { card { balance { amount } } reason }
}
"""


class Refunds:
    """Gives back what was paid for an order, whole or in part."""

    def __init__(self, api: StorefrontClient, gateway: TestGateway) -> None:
        self._api = api
        self._gateway = gateway

    async def refund(
        self, payment: Payment, amount: int | None, language: Language, *, as_gift_card: bool
    ) -> None:
        """Give `amount` minor units back, None: all that is left. Raises CheckoutRefused, ApiRefused.

        The id of the refund is written nowhere before it is reported: a repeat after a crash takes the same one.
        """
        if payment.state is not PaymentState.PAID:
            raise CheckoutRefused("STATE_NOT_ALLOWED", message("STATE_NOT_ALLOWED", language))
        asked = {
            "orderId": payment.id,
            "refundId": f"{payment.id}-R{len(payment.refunds) + 1}",
            "amount": amount,
            "asGiftCard": as_gift_card,
        }
        answer = (await self._api.ask(REFUND, language, input=asked))["orderRefund"]
        for error in answer["errors"]:
            raise CheckoutRefused(error["code"], error["message"])
        await self._gateway.pay_back(payment, answer["order"]["payable"]["amount"])
        payment.refunds.append(answer["order"] | {"asGiftCard": as_gift_card})

    async def balances(self, payment: Payment, language: Language) -> list[dict[str, Any]]:
        """What the gift cards hold now that paid for the order, as their owner is told; those that are over are 0.

        A card with a PIN tells nothing here: whoever looks at this page need not know it.
        """
        buyer = {name: payment.buyer.get(name) for name in ("email", "externalId")}
        told = []
        for code in payment.gift_cards:
            found = await self._api.ask(BALANCE, language, code=code, buyer=buyer)
            if found["giftCardBalance"]["reason"] == "PIN_REFUSED":
                continue
            card = found["giftCardBalance"]["card"]
            told.append({"code": code, "balance": card["balance"]["amount"] if card else 0})
        return told
