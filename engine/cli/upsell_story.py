"""The story's last part: one more product, offered between payment and thanks, bought once and let pass once."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any, Protocol

from engine.cli.surprise import Surprise, expect
from engine.service.clock import VirtualClock

OFFER = """query($token: String!) { offer(token: $token) { offer { state quantity total { amount } page {
  product { name } price { regular { amount } first { amount } } } } errors { code } } }"""
SHOWN = """mutation($input: OfferShownInput!) { offerShown(input: $input) { offer { deadline } errors { code } } }"""
ACCEPT = """mutation($input: OfferAcceptInput!) { offerAccept(input: $input) {
  offer { state } errors { code message } } }"""
ORDER = "query($id: String) { order(externalId: $id) { quote { lines { sku quantity total { amount } } } } }"
TOTALS = """query($since: Date!, $until: Date!) { offerTotals(since: $since, until: $until) {
  rule shown clicked orders expired revenue { amount } } }"""
PAYMENT_SECONDS = 10
WAITS = timedelta(minutes=10)


class Teller(Protocol):
    """What the story lends to this part of it."""

    @property
    def clock(self) -> VirtualClock:
        """The clock, which can be moved."""

    @property
    def zone(self) -> tzinfo:
        """The shop's zone."""

    @property
    def publishable_token(self) -> str:
        """What a browser has."""

    @property
    def secret_token(self) -> str:
        """What the shop's back end has."""

    @property
    def admin_token(self) -> str:
        """What the merchant has."""

    def tell(self, sentence: str) -> None:
        """Say what went as it should."""

    def move(self, at: datetime, title: str) -> None:
        """Let time pass."""

    async def record(self, order: str, email: str, sku: str, *codes: str) -> dict[str, Any]:
        """Report a paid order."""

    async def ask(
        self, schema: str, token: str, document: str, variables: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The data of a document."""


async def upsell(story: Teller) -> None:
    """Two orders bring the page: one buyer presses twice and gets one teapot, one lets the ten minutes pass."""
    story.move(datetime(2026, 6, 5, 10, tzinfo=story.zone), "5 June, 10:00")
    token = await _made(story, "1008", "midori@example.com")
    page = (await _offer(story, token))["page"]
    first, regular = page["price"]["first"]["amount"], page["price"]["regular"]["amount"]
    expect((regular, first) == (5500, 4950), "the teapot is offered at 10 % off")
    story.tell(
        f"midori@example.com pays for PACK-1; before the thanks a page offers {page['product']['name']}: "
        f"{first:,} JPY instead of {regular:,}, no card to be typed again"
    )
    await _bought(story, token)
    await _let_pass(story)
    await _figures(story)


async def _bought(story: Teller, token: str) -> None:
    for _ in range(2):
        accepted = await _browser(story, ACCEPT, {"input": {"token": token}})
        expect(accepted["offerAccept"]["errors"] == [], "the press is taken")
    offer = await _offer(story, token)
    for _ in range(PAYMENT_SECONDS * 20):
        if offer["state"] != "CLICKED":
            break
        await asyncio.sleep(0.05)
        offer = await _offer(story, token)
    expect(offer["state"] == "SUCCEEDED", "it is paid and added")
    shown = await story.ask("admin", story.admin_token, ORDER, {"id": "1008"})
    lines = {line["sku"]: line["quantity"] for line in shown["order"]["quote"]["lines"]}
    expect(lines == {"PACK-1": 1, "KYUSU-1": 1}, "the order holds both, once")
    story.tell(
        f"she presses twice: one teapot joins her order, {offer['total']['amount']:,} JPY are charged once"
    )


async def _let_pass(story: Teller) -> None:
    token = await _made(story, "1009", "shiro@example.com")
    story.move(story.clock.now() + WAITS, "5 June, 10:10")
    late = (await _browser(story, ACCEPT, {"input": {"token": token}}))["offerAccept"]
    expect(
        [error["code"] for error in late["errors"]] == ["OFFER_CLOSED"], "the page closes after ten minutes"
    )
    story.tell(
        "shiro@example.com presses ten minutes after his page was shown: OFFER_CLOSED; his order stands"
    )


async def _figures(story: Teller) -> None:
    days = {"since": "2026-05-01", "until": "2026-07-01"}
    (row,) = (await story.ask("admin", story.admin_token, TOTALS, days))["offerTotals"]
    expect((row["shown"], row["clicked"], row["orders"]) == (2, 2, 1), "two pages, two presses, one order")
    story.tell(
        f"the merchant's figures: {row['rule']} shown {row['shown']}, clicked {row['clicked']}, "
        f"orders {row['orders']}, revenue {row['revenue']['amount']:,} JPY"
    )


async def _made(story: Teller, order: str, email: str) -> str:
    """A paid order, its page on the screen."""
    offer = (await story.record(order, email, "PACK-1"))["offer"]
    expect(offer is not None, "the order brings an offer")
    token: str = offer["token"]
    await _browser(story, SHOWN, {"input": {"token": token}})
    return token


async def _offer(story: Teller, token: str) -> dict[str, Any]:
    found: dict[str, Any] | None = (
        await story.ask("storefront", story.secret_token, OFFER, {"token": token})
    )["offer"]["offer"]
    if found is None:
        raise Surprise("the offer is not found by its token")
    return found


async def _browser(story: Teller, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    return await story.ask("storefront", story.publishable_token, document, variables)
