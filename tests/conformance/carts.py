"""Steps of cases that are about carts that were left, and what there is of them afterwards."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.model.requests import CartRequest
from engine.model.saved_cart import CartStep, CartsWanted
from engine.service.clock import VirtualClock
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.recover_cart import recover_cart
from engine.service.save_cart import save_cart
from engine.store.memory import MemoryStore
from tests.service.shop import TEST

SHOP = "shop"
ALL = Page(limit=1000)
TOKYO = ZoneInfo("Asia/Tokyo")


class CartSteps:
    """A part of the world."""

    clock: VirtualClock
    store: MemoryStore
    engine: Engine

    async def _cart(self, asked: Mapping[str, Any]) -> CartRequest:
        raise NotImplementedError

    async def say_consent(self, email: str) -> dict[str, Any]:
        request = ConsentRequest(
            channel=ChannelName.EMAIL,
            address=email,
            act=ConsentAct.GIVEN,
            wording="Send me news",
            source="sign-up",
        )
        return {
            "given": isinstance(await change_consent(self.engine, SHOP, request, actor=TEST), ConsentEntry)
        }

    async def say_cart(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A storefront reports a cart: who (`email`, `member`), where (`page`), how far (`step`), from which `ad`."""
        cart = await self._cart({"lines": {"A": 1}, "token": "t", **asked})
        buyer = replace(cart.buyer, phone=asked.get("phone"), locale="en")
        request = CartSaveRequest(
            cart=replace(cart, buyer=buyer),
            step=CartStep(asked.get("step", "cart")),
            page=CartPage(asked.get("page", "shop")),
            form_exit=asked.get("ad", False),
            consent=asked.get("consent", ""),
        )
        saved = await save_cart(self.engine, SHOP, request, reporter=Reporter(trusted=True), actor=TEST)
        if isinstance(saved, Rejection):
            return rejected(saved)
        return await self.cart_story(cart.token)

    async def say_click(self, email: str) -> dict[str, Any]:
        """Open the link of the newest mail to somebody."""
        mails = await kept_mails(self.engine, SHOP, ALL)
        text = next(one.text for one in mails if one.recipient == email)
        token = text.split("/r/")[1].split()[0]
        found = await recover_cart(self.engine, SHOP, token, actor=TEST)
        if isinstance(found, Rejection):
            return rejected(found)
        total = None if found.quote is None else found.quote.total
        return {
            "token": found.token,
            "lines": {line.sku: line.quantity for line in found.lines},
            "total": total,
        }

    async def cart_story(self, token: str) -> dict[str, Any]:
        carts = await self.store.carts(SHOP, ALL, CartsWanted())
        cart = next(one for one in carts if one.token == token)
        return {
            "state": str(cart.shown_state),
            "left": None if cart.left is None else str(cart.left),
            "due": None if cart.due is None else local(cart.due),
        }

    async def look_at_carts(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "carts" in asked:
            found["carts"] = {token: await self.cart_story(token) for token in asked["carts"]}
        if "messages" in asked:
            every = await self.store.messages(SHOP, ALL, state=None, order_id=None, coupon_id=None)
            found["messages"] = [
                {
                    "rule": one.order.rule,
                    "to": one.order.recipient,
                    "state": str(one.state),
                    "reason": one.reason,
                }
                for one in sorted(every, key=lambda one: (one.order.due, one.order.recipient))
            ]
        if "recoveries" in asked:
            brought = await self.store.recoveries(SHOP, None, None, 100)
            found["recoveries"] = {
                one.order_id: {"rule": one.rule, "assisted": one.assisted, "amount": one.amount}
                for one in brought
            }
        if "figures" in asked:
            now, lefts = self.clock.now(), [CartStep(one) for one in asked["figures"]["of"]]
            figures = await self.store.cart_figures(
                SHOP, lefts, now - timedelta(days=400), now + timedelta(days=1)
            )
            found["figures"] = {"of": asked["figures"]["of"], **asdict(figures)}
        return found


def local(at: datetime) -> str:
    return f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}"


def rejected(found: Rejection) -> dict[str, Any]:
    return {"rejected": str(found.problem), "reasons": dict(found.args), "path": ".".join(found.path)}
