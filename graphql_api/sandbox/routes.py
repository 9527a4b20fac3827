"""The routes of the sandbox, for signed-in people: the storefront API, the shop's server, the gateway, the controls.

Calls that change something carry the header of our own pages, which no form of another site can send (SEC21).
"""

from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from engine.model.charge import TestCard
from engine.model.sandbox import RuleSource
from engine.service.engine import Engine
from engine.service.example_shops import example_shops
from engine.service.order_contracts import order_contracts
from engine.service.sandbox import MoveRefused, advance, fill, settle
from engine.service.sandbox_figures import rule_figures
from engine.service.sandbox_waiting import waiting_messages
from engine.service.tell_test_card import tell_test_card
from graphql_api.caller import staff_caller
from graphql_api.language import preferred
from graphql_api.pages.recover import RecoverPage
from graphql_api.pages.start import MAIL_POLICY
from graphql_api.pages.unsubscribe import UnsubscribePage
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right
from graphql_api.sandbox.books import Payment, Told
from graphql_api.sandbox.desk import Desk
from graphql_api.sandbox.requests import field
from graphql_api.sandbox.views import (
    shop_window,
    show_figures,
    show_mail,
    show_payment,
    show_unsent,
    show_waiting,
)
from graphql_api.sandbox.visit import REFUSALS, Act, NotThere, Visit, answer, refusal

API = "/sandbox/api"
LONGEST_MOVE = 24 * 366
Choice = TypeVar("Choice", bound=StrEnum)


class SandboxRoutes:
    """Answers below `/sandbox/` that are not pages of the app."""

    def __init__(self, engine: Engine, desk: Desk) -> None:
        self._engine = engine
        self._desk = desk

    def routes(self) -> list[Route]:
        """The routes; they stand before those of the app's pages."""
        return [
            Route("/sandbox/storefront/graphql", self.storefront, methods=["POST"]),
            Route("/sandbox/inbox/{id}/html", self.mail),
            self._reads("shop", self._shop),
            self._reads("inbox", self._inbox),
            self._reads("figures", self._figures),
            Route("/sandbox/u/{token}", self.unsubscribe, methods=["GET", "POST"]),
            Route("/sandbox/r/{token}", self.recover),
            self._reads("payments/{id}", self._payment),
            self._acts("price", self._price),
            self._acts("checkout", self._checkout),
            self._acts("payments/{id}/gateway", self._gateway),
            self._acts("payments/{id}/confirm", self._confirm),
            self._acts("payments/{id}/card", self._card),
            self._acts("payments/{id}/refund", self._refund),
            self._acts("clock", self._clock),
            self._acts("rules", self._rules),
            self._acts("reset", self._reset),
        ]

    async def storefront(self, request: Request) -> Response:
        """`POST /sandbox/storefront/graphql`: the storefront schema over the sandbox, with the sandbox's tokens.

        The token in the header is what a form of another site cannot send.
        """
        try:
            visit = await self._enter(request, from_script=False)
        except REFUSALS as refused:
            return refusal(refused, preferred(request.headers.get("accept-language", "")))
        answered = await visit.place.door.answer(request)
        # Nothing else runs here: what was just accepted is paid and delivered before the page asks again.
        await settle(visit.place.sandbox)
        return answered

    async def mail(self, request: Request) -> Response:
        """`GET /sandbox/inbox/{id}/html`: the HTML part of a mail, for a frame without rights."""
        try:
            visit = await self._enter(request, from_script=False)
            html = next((mail.html for mail in await visit.mails() if mail.id == visit.id), None)
            if html is None:
                raise NotThere
        except REFUSALS as refused:
            return refusal(refused, preferred(request.headers.get("accept-language", "")))
        headers = {
            "Content-Security-Policy": MAIL_POLICY,
            "X-Frame-Options": "SAMEORIGIN",
            "Cache-Control": "no-store",
        }
        return HTMLResponse(html, headers=headers)

    async def unsubscribe(self, request: Request) -> Response:
        """`/sandbox/u/{token}`: the page behind the links of the sandbox's mails, for who reads them here."""
        try:
            visit = await self._enter(request, from_script=False)
        except REFUSALS as refused:
            return refusal(refused, preferred(request.headers.get("accept-language", "")))
        return await UnsubscribePage(visit.place.sandbox.engine).answer(request)

    async def recover(self, request: Request) -> Response:
        """`/sandbox/r/{token}`: the link of a reminder leads to the cart page of the sandbox (S3.28)."""
        try:
            visit = await self._enter(request, from_script=False)
        except REFUSALS as refused:
            return refusal(refused, preferred(request.headers.get("accept-language", "")))
        return await RecoverPage(visit.place.sandbox.engine).answer(request)

    def _reads(self, path: str, act: Act) -> Route:
        return Route(f"{API}/{path}", self._answering(act, from_script=False), methods=["GET"])

    def _acts(self, path: str, act: Act) -> Route:
        return Route(f"{API}/{path}", self._answering(act, from_script=True), methods=["POST"])

    def _answering(self, act: Act, *, from_script: bool) -> Any:
        async def answering(request: Request) -> Response:
            try:
                return answer(await act(await self._enter(request, from_script=from_script)))
            except REFUSALS as refused:
                return refusal(refused, preferred(request.headers.get("accept-language", "")))

        return answering

    async def _enter(self, request: Request, *, from_script: bool) -> Visit:
        caller = await staff_caller(self._engine, request, from_script=from_script)
        if Right.READ not in caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=Right.READ)
        place = await self._desk.enter(caller.shop)
        language = preferred(request.headers.get("accept-language", ""))
        return Visit(request=request, place=place, language=language)

    # -- the shop and its payments

    async def _shop(self, visit: Visit) -> dict[str, Any]:
        shop, sandboxes = visit.place.sandbox.shop, self._desk.sandboxes
        async with sandboxes.turn(shop):
            await fill(await sandboxes.current(shop), language=visit.language)
        return await self._window(visit)

    async def _price(self, visit: Visit) -> dict[str, Any]:
        return {"quote": await visit.place.server.price(await visit.wish(), visit.language)}

    async def _checkout(self, visit: Visit) -> dict[str, Any]:
        return show_payment(await visit.place.server.checkout(await visit.wish(), visit.language))

    async def _payment(self, visit: Visit) -> dict[str, Any]:
        return await _settled(visit, await visit.place.server.look_up(visit.id, visit.language))

    async def _gateway(self, visit: Visit) -> dict[str, Any]:
        told = _choice(Told, field(await visit.body(), "told", str))
        return await _settled(visit, await visit.place.server.buyer_answered(visit.id, told, visit.language))

    async def _confirm(self, visit: Visit) -> dict[str, Any]:
        total = field(await visit.body(), "total", int)
        return await _settled(visit, await visit.place.server.confirm(visit.id, total, visit.language))

    async def _card(self, visit: Visit) -> dict[str, Any]:
        """What the card of the order does when an offer or a renewal is to be paid with it."""
        card = _choice(TestCard, field(await visit.body(), "card", str))
        sandbox = visit.place.sandbox
        await tell_test_card(sandbox.engine, sandbox.shop, visit.id, card)
        return await self._payment(visit)

    async def _refund(self, visit: Visit) -> dict[str, Any]:
        """Give an order back: `amount` minor units, null for all that is left; perhaps as a gift card."""
        body = await visit.body()
        amount = None if body.get("amount") is None else field(body, "amount", int)
        as_gift_card = field(body, "asGiftCard", bool, False)
        paid = await visit.place.server.refund(visit.id, amount, visit.language, as_gift_card=as_gift_card)
        return await _settled(visit, paid)

    # -- what only a sandbox has

    async def _inbox(self, visit: Visit) -> dict[str, Any]:
        return {
            "mails": [show_mail(mail) for mail in await visit.mails()],
            "unsent": [show_unsent(message) for message in await visit.unsent()],
            "waiting": [show_waiting(one) for one in await waiting_messages(visit.place.sandbox)],
        }

    async def _figures(self, visit: Visit) -> dict[str, Any]:
        return {"rules": [show_figures(one) for one in await rule_figures(visit.place.sandbox)]}

    async def _clock(self, visit: Visit) -> dict[str, Any]:
        hours = field(await visit.body(), "hours", int)
        if not 1 <= hours <= LONGEST_MOVE:
            raise Refused(RequestCode.BAD_VALUE, expected=f"`hours` from 1 to {LONGEST_MOVE}")
        shop, sandboxes = visit.place.sandbox.shop, self._desk.sandboxes
        try:
            async with sandboxes.turn(shop):
                await advance(await sandboxes.current(shop), timedelta(hours=hours))
        except MoveRefused as refused:
            raise Refused(RequestCode.BAD_VALUE, expected=str(refused)) from None
        return await self._window(visit)

    async def _rules(self, visit: Visit) -> dict[str, Any]:
        body = await visit.body()
        source = _choice(RuleSource, field(body, "source", str))
        example = _example(field(body, "example", str)) if source is RuleSource.EXAMPLE else ""
        sandbox, sandboxes = visit.place.sandbox, self._desk.sandboxes
        if example != sandbox.state.example:
            # Other products, other customers: orders of one shop would count for the rules of another.
            await sandboxes.reset(sandbox.shop, source, example)
            return await self._window(visit)
        async with sandboxes.turn(sandbox.shop):
            await fill(await sandboxes.current(sandbox.shop), source, language=visit.language)
        return await self._window(visit)

    async def _window(self, visit: Visit) -> dict[str, Any]:
        place = await self._desk.enter(visit.place.sandbox.shop)
        return await shop_window(place, visit.host, visit.language)

    async def _reset(self, visit: Visit) -> dict[str, Any]:
        await self._desk.sandboxes.reset(visit.place.sandbox.shop)
        return await self._window(visit)


async def _settled(visit: Visit, payment: Payment | None) -> dict[str, Any]:
    """The payment, after its mails have arrived in the inbox."""
    if payment is None:
        raise NotThere
    sandbox = visit.place.sandbox
    await settle(sandbox)
    shown = show_payment(payment, await order_contracts(sandbox.engine, sandbox.shop, payment.id))
    if payment.refunds and payment.gift_cards:
        shown["cardBalances"] = await visit.place.server.card_balances(payment, visit.language)
    return shown


def _example(text: str) -> str:
    known = [one.id for one in example_shops()]
    if text not in known:
        raise Refused(RequestCode.BAD_VALUE, expected=", ".join(known))
    return text


def _choice(kind: type[Choice], text: str) -> Choice:
    if text not in set(kind):
        raise Refused(RequestCode.BAD_VALUE, expected=", ".join(sorted(kind)))
    return kind(text)
