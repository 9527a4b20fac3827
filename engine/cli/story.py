"""The story of the main job, told by a client that knows nothing but the two GraphQL APIs."""

import asyncio
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Any

import click

from engine.cli.surprise import Surprise, expect
from engine.cli.upsell_story import upsell
from engine.service.clock import VirtualClock

QUOTE = """query($cart: CartInput!, $codes: [CouponCode!]) { quote(cart: $cart, codes: $codes) {
  quote { total { amount } discount { amount } displayDiscount gatewayTotal { amount } refusals { reason } }
  errors { code message } } }"""
RECORD = """mutation($input: OrderRecordInput!) { orderRecord(input: $input) {
  order { id repeated } quote { total { amount } refusals { reason } }
  issuedCoupons { rule maskedCode validUntil } redemptions { rule amount { amount } } offer { token }
  errors { code message } } }"""
INBOX = "{ inbox(first: 10) { edges { node { recipient subject text } } } }"
STATS = """query($since: Date!, $until: Date!) { stats(since: $since, until: $until) {
  rule issued redeemed sent discount { amount } revenue { amount } } }"""
MAIL_SECONDS = 10
SHIPPING = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who plays it: an address, a clock that can be moved, and one token of each kind."""

    address: str
    clock: VirtualClock
    wake: Callable[[], None]
    zone: tzinfo
    secret_token: str
    publishable_token: str
    admin_token: str

    async def play(self) -> None:
        """Go through all steps. Raises Surprise at the first that differs."""
        self.day("20 May, 10:00")
        code = await self._earn("1001", "hanako@example.com")
        await self._look_at_prices(code)
        await self._redeem(code)
        await self._expire()
        await self._shared_code()
        await self._figures()
        await upsell(self)

    async def _earn(self, order: str, email: str) -> str:
        answer = await self.record(order, email, "SAMPLE-1")
        issued = _only(answer["issuedCoupons"], "one coupon was issued")
        self.tell(f"{email} pays for SAMPLE-1: order {order} earns a coupon, code {issued['maskedCode']}")
        again = await self.record(order, email, "SAMPLE-1")
        expect(again["order"]["repeated"], "the order reported again changes nothing")
        mail = await self._mail_to(email)
        self.tell(f"the mail has arrived: {mail['subject']}")
        found = re.search(r"[：:]\s*(\d{8})\b", mail["text"])
        expect(found is not None, "the mail holds the code of 8 digits")
        for line in mail["text"].splitlines():
            if line.startswith("  "):
                click.echo(f"      │ {line.strip()}")
        return found.group(1) if found else ""

    async def _look_at_prices(self, code: str) -> None:
        mine = await self._quote("hanako@example.com", "PACK-1", code)
        expect(mine["total"]["amount"] == 3300 + SHIPPING, "the quote takes 500 off 3,800")
        expect(mine["gatewayTotal"]["amount"] == 3800 + SHIPPING, "the payment page shows the list price")
        self.tell("her cart with the code: 3,800 JPY becomes 3,300 JPY (the payment page still shows 3,800)")
        other = await self._quote("taro@example.com", "PACK-1", code)
        expect(_reasons(other) == ["INVALID_CODE"], "a stranger is told nothing about the code")
        self.tell("somebody else types the code: refused, INVALID_CODE")

    async def _redeem(self, code: str) -> None:
        theirs = await self.record("1002", "taro@example.com", "PACK-1", code)
        expect(_reasons(theirs["quote"]) == ["NOT_YOURS"], "another address cannot pay with it")
        self.tell("taro@example.com tries to pay with it: refused, NOT_YOURS; nothing is stored")
        paid = await self.record("1003", "Hanako@Example.com ", "PACK-1", code)
        used = _only(paid["redemptions"], "one redemption was recorded")
        expect(used["amount"]["amount"] == 500, "500 JPY were taken off")
        self.tell(f"she pays {paid['quote']['total']['amount']:,} JPY with shipping: the code is redeemed")
        again = await self.record("1004", "hanako@example.com", "PACK-1", code)
        expect(_reasons(again["quote"]) == ["USED_UP"], "a second use is refused")
        self.tell("a second use: refused, USED_UP")

    async def _expire(self) -> None:
        code = await self._earn("1005", "jiro@example.com")
        self.move(datetime(2026, 6, 3, 23, 59, 59, tzinfo=self.zone), "3 June, 23:59:59")
        last = await self._quote("jiro@example.com", "PACK-1", code)
        expect(last["discount"]["amount"] == 500, "the code works to the end of day 14")
        self.tell("his code still takes 500 off")
        self.move(datetime(2026, 6, 4, tzinfo=self.zone), "4 June, 00:00")
        late = await self.record("1006", "jiro@example.com", "PACK-1", code)
        expect(_reasons(late["quote"]) == ["EXPIRED"], "one second later it has expired")
        self.tell("his order with the code: refused, EXPIRED")

    async def _shared_code(self) -> None:
        first = await self.record("1007", "saburo@example.com", "PACK-2", "ｗｅｌｃｏｍｅ１０")
        expect(first["redemptions"][0]["amount"]["amount"] == 320, "ten percent of 3,200")
        self.tell("a first order with WELCOME10 typed in full width: 320 JPY off")

    async def _figures(self) -> None:
        answer = await self.ask(
            "admin", self.admin_token, STATS, {"since": "2026-05-01", "until": "2026-07-01"}
        )
        figures = {row["rule"]: row for row in answer["stats"]}
        coupon = figures["thanks-coupon"]
        expect((coupon["issued"], coupon["redeemed"]) == (2, 1), "two coupons issued, one redeemed")
        self.tell(
            f"the merchant's figures: thanks-coupon issued {coupon['issued']}, redeemed {coupon['redeemed']}, "
            f"discount {coupon['discount']['amount']:,} JPY; welcome redeemed {figures['welcome']['redeemed']}"
        )

    # -- telling

    def day(self, title: str) -> None:
        """Begin another day."""
        click.echo(f"\n{title}")

    def tell(self, sentence: str) -> None:
        """Say what went as it should."""
        click.echo(f"  ✓ {sentence}")

    def move(self, at: datetime, title: str) -> None:
        """Let time pass, and whatever is due happen."""
        self.clock.set(at)
        self.wake()
        self.day(title)

    # -- asking

    async def record(self, order: str, email: str, sku: str, *codes: str) -> dict[str, Any]:
        """Report a paid order of one product, as the shop's back end does; the payload."""
        given = {
            "id": order,
            "state": "PAID",
            "buyer": {"email": email, "locale": "ja"},
            "lines": [{"sku": sku, "quantity": 1}],
            "shipping": SHIPPING,
            "codes": list(codes),
        }
        answer = await self.ask("storefront", self.secret_token, RECORD, {"input": given})
        recorded: dict[str, Any] = answer["orderRecord"]
        return recorded

    async def _quote(self, email: str, sku: str, *codes: str) -> dict[str, Any]:
        cart = {"lines": [{"sku": sku, "quantity": 1}], "buyer": {"email": email}, "shipping": SHIPPING}
        answer = await self.ask(
            "storefront", self.publishable_token, QUOTE, {"cart": cart, "codes": list(codes)}
        )
        quote: dict[str, Any] = answer["quote"]["quote"]
        return quote

    async def _mail_to(self, email: str) -> dict[str, Any]:
        for _ in range(MAIL_SECONDS * 20):
            answer = await self.ask("admin", self.admin_token, INBOX, {})
            for edge in answer["inbox"]["edges"]:
                if edge["node"]["recipient"] == email:
                    mail: dict[str, Any] = edge["node"]
                    return mail
            await asyncio.sleep(0.05)
        raise Surprise(f"no mail to {email} within {MAIL_SECONDS} s")

    async def ask(
        self, schema: str, token: str, document: str, variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The data of a document. Raises Surprise."""
        request = urllib.request.Request(  # noqa: S310 - our own loopback address
            f"{self.address}/{schema}/graphql",
            json.dumps({"query": document, "variables": variables}).encode(),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        answer = await asyncio.to_thread(_post, request)
        if answer.get("errors"):
            raise Surprise(f"{schema}: {answer['errors'][0]['message']}")
        data: dict[str, Any] = answer["data"]
        return data


def _post(request: urllib.request.Request) -> dict[str, Any]:
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
                answer: dict[str, Any] = json.load(response)
                return answer
        except urllib.error.HTTPError as refused:
            if refused.code != HTTPStatus.TOO_MANY_REQUESTS:
                raise Surprise(f"HTTP {refused.code}: {refused.read(500).decode(errors='replace')}") from None
            time.sleep(int(refused.headers["Retry-After"]))  # a browser's token may not ask more often


def _only(rows: list[dict[str, Any]], what: str) -> dict[str, Any]:
    expect(len(rows) == 1, what)
    return rows[0]


def _reasons(quote: Mapping[str, Any]) -> list[str]:
    return [refusal["reason"] for refusal in quote["refusals"]]
