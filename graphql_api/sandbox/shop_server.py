"""The server of a small shop: how a shop calls Otoku from cart to paid order. docs/storefront.md explains it.

It holds the secret token. Nothing is recorded as paid before the money has arrived; whatever goes wrong on the way
leaves no paid order and gives the buyer's codes back.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

from graphql_api.language import Language
from graphql_api.sandbox.books import Books, Payment, PaymentState, Told
from graphql_api.sandbox.gateway import AnswerLost, TestGateway
from graphql_api.sandbox.holds import CheckoutRefused, Holds
from graphql_api.sandbox.refunds import Refunds
from graphql_api.sandbox.storefront_client import ApiRefused, StorefrontClient

QUOTE = """
query($cart: CartInput!, $codes: [CouponCode!]!) {
  quote(cart: $cart, codes: $codes) {
    quote {
      subtotal { amount currency } shipping { amount } discount { amount } total { amount } gatewayTotal { amount }
      displayDiscount
      lines { sku quantity gift subtotal { amount } discount { amount } total { amount } }
      discounts { rule code amount { amount } displayDiscount }
      refusals { code rule reason message giftCard }
      payable { amount } tenders { code amount { amount } left { amount } }
    }
    hints { missingAmount { amount } missingQuantity reward message }
    errors { code message }
  }
}
"""
RECORD = """
mutation($input: OrderRecordInput!) {
  orderRecord(input: $input) {
    order { id repeated }
    quote { total { amount currency } refusals { code reason message } }
    issuedCoupons { rule maskedCode validUntil }
    redemptions { rule amount { amount } }
    offer { token }
    errors { code message }
  }
}
"""

NOT_PAID = frozenset({Told.REFUSE, Told.SCREEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the buyer sends from the checkout page."""

    lines: list[
        dict[str, Any]
    ]  # {"sku", "quantity"} and perhaps "plan": prices are the shop's, never the browser's
    buyer: dict[str, Any]
    shipping: int
    codes: list[str]
    gift_cards: list[str]
    cart_token: str
    pins: list[dict[str, str]] = field(default_factory=list)  # {"code", "pin"}: never written down


class ShopServer:
    """From checkout to paid order."""

    def __init__(self, api: StorefrontClient, books: Books) -> None:
        self._api = api
        self._books = books
        self._holds = Holds(api)
        self._gateway = TestGateway()
        self._refunds = Refunds(api, self._gateway)
        self._turn = asyncio.Lock()

    async def price(self, wish: Wish, language: Language) -> dict[str, Any]:
        """What the cart costs and why, with the true reasons that only a secret token is told."""
        cart = {
            "lines": wish.lines,
            "buyer": wish.buyer,
            "shipping": wish.shipping,
            "token": wish.cart_token,
            "giftCards": wish.gift_cards,
            "giftCardPins": wish.pins,
        }
        answer = (await self._api.ask(QUOTE, language, cart=cart, codes=wish.codes))["quote"]
        for error in answer["errors"]:
            raise CheckoutRefused(error["code"], error["message"])
        quote: dict[str, Any] = answer["quote"]
        return quote

    async def checkout(self, wish: Wish, language: Language) -> Payment:
        """Price the cart, set its codes and cards aside, and open a payment. Raises CheckoutRefused.

        Where cards pay for all of it, there is nothing to do on the payment page.
        """
        quote = await self.price(wish, language)
        for refusal in quote["refusals"]:
            if refusal["code"] is not None:
                raise CheckoutRefused(refusal["reason"], refusal["message"])
        payment = Payment(
            id=self._books.new_id(),
            lines=wish.lines,
            buyer=wish.buyer,
            shipping=wish.shipping,
            codes=_applied_codes(quote),
            gift_cards=_paying_cards(quote),
            cart_token=wish.cart_token,
            quote=quote,
            state=PaymentState.AUTHORISED if _cards_pay_all(quote) else PaymentState.AT_GATEWAY,
        )
        await self._holds.hold(payment, wish.pins, language)
        self._books.save(payment)
        return payment

    async def buyer_answered(self, payment_id: str, told: Told, language: Language) -> Payment | None:
        """The buyer comes back from the payment page; a refused payment gives the codes back."""
        async with self._turn:
            payment = self._books.find(payment_id)
            if payment is None or payment.state is not PaymentState.AT_GATEWAY:
                return payment  # the page was left by the back button and sent again
            payment.told = told
            payment.state = PaymentState.REFUSED if told in NOT_PAID else PaymentState.AUTHORISED
            if payment.state is PaymentState.REFUSED:
                await self._holds.release(payment, language)
                await self._report_refused(payment, language)
            self._books.save(payment)
            return payment

    async def confirm(self, payment_id: str, shown_total: int, language: Language) -> Payment | None:
        """The buyer has seen the confirmation with `shown_total` and orders. Collects exactly that, once.

        When the price has changed since it was shown, nothing is collected and the new one is shown.
        """
        async with self._turn:
            payment = self._books.find(payment_id)
            if payment is None or payment.state is not PaymentState.AUTHORISED:
                return payment
            shown_payable = payment.quote["payable"]["amount"]
            await self._price_again(payment, language)
            payable = payment.quote["payable"]["amount"]
            if payment.quote["total"]["amount"] != shown_total or payable != shown_payable:
                self._books.save(payment)
                return payment
            payment.state = PaymentState.UNKNOWN  # written down first: a crash from here on is a lost answer
            self._books.save(payment)
            # Without an answer the state stays UNKNOWN until `look_up` has asked.
            with contextlib.suppress(AnswerLost, ApiRefused):
                await self._gateway.collect(payment, payable, lambda paid: self._record(paid, language))
            self._books.save(payment)
            return payment

    async def look_up(self, payment_id: str, language: Language) -> Payment | None:
        """The payment as it is now. After a lost answer the gateway is asked, and never charged again."""
        async with self._turn:
            payment = self._books.find(payment_id)
            if payment is None or payment.state is not PaymentState.UNKNOWN:
                return payment
            if await self._gateway.was_collected(payment):
                payment.late = True
                await self._record(payment, language)
            else:
                payment.state = PaymentState.AUTHORISED
            self._books.save(payment)
            return payment

    async def refund(
        self, payment_id: str, amount: int | None, language: Language, *, as_gift_card: bool
    ) -> Payment | None:
        """Give `amount` of an order back, None: all that is left. Raises CheckoutRefused, ApiRefused."""
        async with self._turn:
            payment = self._books.find(payment_id)
            if payment is not None:
                await self._refunds.refund(payment, amount, language, as_gift_card=as_gift_card)
                self._books.save(payment)
            return payment

    async def card_balances(self, payment: Payment, language: Language) -> list[dict[str, Any]]:
        """What the gift cards that paid for the order hold now: `{"code", "balance"}`."""
        return await self._refunds.balances(payment, language)

    async def _record(self, payment: Payment, language: Language) -> None:
        """The gateway reports the money. A second report finds the order recorded and changes nothing."""
        payment.reports += 1
        order = {
            "id": payment.id,
            "state": "PAID",
            "lines": payment.lines,
            "buyer": payment.buyer,
            "shipping": payment.shipping,
            "codes": payment.codes,
            "giftCards": payment.gift_cards,
            "total": payment.quote["total"]["amount"],
            "cartToken": payment.cart_token,
        }
        answer = (await self._api.ask(RECORD, language, input=order))["orderRecord"]
        if answer["errors"]:
            await self._gateway.give_back(payment)
            await self._holds.release(payment, language)
            payment.state, payment.message = PaymentState.RETURNED, answer["errors"][0]["message"]
        elif answer["order"]["repeated"]:
            payment.repeated += 1
            payment.state, payment.order = PaymentState.PAID, payment.order or answer
        else:
            payment.state, payment.order = PaymentState.PAID, answer

    async def _report_refused(self, payment: Payment, language: Language) -> None:
        """Whoever could not pay has left a cart (S3.7). No money moved: what comes of it is no concern of the buyer."""
        order = {
            "id": payment.id,
            "state": "FAILED",
            "lines": payment.lines,
            "buyer": payment.buyer,
            "shipping": payment.shipping,
            "cartToken": payment.cart_token,
        }
        if payment.told is Told.SCREEN:
            order["screening"] = {"verdict": "HOLD", "redirected": True}
        with contextlib.suppress(ApiRefused):
            await self._api.ask(RECORD, language, input=order)

    async def _price_again(self, payment: Payment, language: Language) -> None:
        """Time has passed on the payment page: a code may have ended. What does not apply any more is left out."""
        wish = Wish(
            lines=payment.lines,
            buyer=payment.buyer,
            shipping=payment.shipping,
            codes=payment.codes,
            gift_cards=payment.gift_cards,
            cart_token=payment.cart_token,
        )
        payment.quote = await self.price(wish, language)
        payment.codes = _applied_codes(payment.quote)
        payment.gift_cards = _paying_cards(payment.quote)
        payment.message = " ".join(one["message"] for one in payment.quote["refusals"] if one["code"])


def _applied_codes(quote: dict[str, Any]) -> list[str]:
    """The codes that take something off, as the API writes them."""
    return list(dict.fromkeys(one["code"] for one in quote["discounts"] if one["code"]))


def _paying_cards(quote: dict[str, Any]) -> list[str]:
    """The gift cards that pay, as the API writes them."""
    return [tender["code"] for tender in quote["tenders"]]


def _cards_pay_all(quote: dict[str, Any]) -> bool:
    return bool(quote["tenders"]) and quote["gatewayTotal"]["amount"] == 0
