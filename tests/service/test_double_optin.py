"""A consent counts once its owner has pressed the button behind a link that only they got (J1)."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.model.answers import Published, Taken
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName
from engine.model.records import MessageState, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.model.saved_cart import CartStep
from engine.service.confirm_consent import Confirmed, confirm_consent, find_request
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from engine.service.message_link import OPT_OUT, message_token
from engine.service.publish import publish
from engine.service.save_cart import save_cart
from tests.service.list_shop import ALL, BUYER, FILES, PHONE, RULES, agree, gateway, pass_time, shop
from tests.service.shop import TEST, buy, drain
from tests.support.web import WebServer

__all__ = ["gateway", "shop"]

EMAIL = "taro@shop.example"


@pytest.fixture
async def asking(shop: Engine) -> Engine:
    """The same shop, where consents are confirmed."""
    rules = SourceFile(path="rules.otoku", text=RULES.replace("currency JPY", "currency JPY\n  optin double"))
    published = await publish(shop, "tea", (rules, *FILES[1:]), expected=1, actor=TEST)
    assert isinstance(published, Published), published
    return shop


async def links(engine: Engine) -> list[str]:
    """The tokens in the mails, newest first."""
    await drain(engine)
    found = (re.search(r"/c/(\S+)", one.text) for one in await kept_mails(engine, "tea", ALL))
    return [one[1] for one in found if one]


async def acts(engine: Engine, address: str = EMAIL) -> list[str]:
    entries = await engine.store.consents("tea", ALL, ConsentWanted(address=address))
    return [one.act.value for one in reversed(entries)]


async def allowed(engine: Engine, channel: ChannelName = ChannelName.EMAIL, address: str = EMAIL) -> bool:
    permission = await engine.store.permission("tea", channel, address)
    return permission is not None and permission.given


async def ended(engine: Engine) -> Mapping[str, MessageState]:
    found = await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    return {
        one.order.template.split(":")[-2]: one.state for one in found if one.order.template[:7] == "notice:"
    }


async def test_a_consent_waits_for_the_button_and_keeps_both_halves_of_the_evidence(asking: Engine) -> None:
    entry = await agree(asking, ChannelName.EMAIL, EMAIL)
    assert entry.act is ConsentAct.REQUESTED
    assert not await allowed(asking)
    (token,) = await links(asking)
    found = await find_request(asking, token)
    assert found is not None
    assert found[1].wording == "お知らせを受け取る"
    assert not await allowed(asking)  # a scanner that opens the link agrees to nothing
    pass_time(asking, hours=1)
    for _ in range(2):
        assert await confirm_consent(asking, token, ip="192.0.2.9") is Confirmed.DONE
    assert await allowed(asking)
    assert await acts(asking) == ["requested", "given"]
    (given, asked) = await asking.store.consents("tea", ALL, ConsentWanted(address=EMAIL))
    assert (given.confirms, given.ip, given.wording) == (asked.id, "192.0.2.9", asked.wording)
    pass_time(asking, days=2)
    assert len(await links(asking)) == 1  # nobody is reminded of what they confirmed
    assert await ended(asking) == {
        "confirm-consent": MessageState.SENT,
        "confirm-consent-again": MessageState.CANCELLED,
    }


async def test_what_is_not_confirmed_is_reminded_of_once_and_sends_no_advertising(
    asking: Engine, gateway: WebServer
) -> None:
    for _ in range(3):
        await agree(asking, ChannelName.EMAIL, EMAIL)
        await agree(asking, ChannelName.SMS, PHONE)
    for _ in range(9):
        pass_time(asking, days=1)
        await drain(asking)
    assert len(await links(asking)) == 2
    assert len(gateway.received) == 2
    await buy(asking, "1001", "SAMPLE-1", buyer=BUYER)
    for _ in range(3):
        pass_time(asking, hours=1)
        await drain(asking)
    found = await asking.store.messages("tea", ALL, state=None, order_id="1001", coupon_id=None)
    assert {one.reason for one in found} == {"no_consent", "frequency_cap"}
    assert await confirm_consent(asking, (await links(asking))[0], ip="") is Confirmed.OVER


async def test_a_link_is_over_once_it_was_withdrawn_and_confirms_nothing_for_another(asking: Engine) -> None:
    await agree(asking, ChannelName.EMAIL, EMAIL)
    (token,) = await links(asking)
    pass_time(asking, minutes=5)
    await agree(asking, ChannelName.EMAIL, EMAIL, ConsentAct.WITHDRAWN)
    assert await confirm_consent(asking, token, ip="") is Confirmed.OVER
    for forged in (token[:-1], message_token(asking, OPT_OUT, "tea", "f" * 32), ""):
        assert await confirm_consent(asking, forged, ip="") is Confirmed.OVER
    pass_time(asking, days=1)
    await agree(asking, ChannelName.EMAIL, EMAIL)  # a fresh wish, with a fresh link
    (fresh, _) = await links(asking)
    assert await confirm_consent(asking, fresh, ip="") is Confirmed.DONE
    assert await allowed(asking)


async def test_the_tick_of_a_form_is_confirmed_for_each_address(asking: Engine, gateway: WebServer) -> None:
    form = CartSaveRequest(
        cart=CartRequest(
            lines=(LineRequest(sku="SAMPLE-1", quantity=1),),
            buyer=BuyerRequest(email=EMAIL, phone=PHONE),
            token="t",
        ),
        step=CartStep.FORM,
        page=CartPage.LP,
        consent="お知らせを受け取る",
    )
    for number in range(3):  # a form is told of again and again
        saved = await save_cart(
            asking,
            "tea",
            replace(form, return_url=f"https://shop.example/{number}"),
            reporter=Reporter(trusted=True),
            actor=TEST,
        )
        assert isinstance(saved, Taken)
    (token,) = await links(asking)
    assert (await acts(asking), await acts(asking, PHONE)) == (["requested"], ["requested"])
    assert await confirm_consent(asking, token, ip="") is Confirmed.DONE
    assert await allowed(asking)
    assert not await allowed(asking, ChannelName.SMS, PHONE)
    assert len(gateway.received) == 1


async def test_nobody_floods_a_stranger_with_requests_about_lists_that_do_not_exist(asking: Engine) -> None:
    for number in range(5):
        await agree(asking, ChannelName.EMAIL, EMAIL, scope=f"made-up-{number}")
    await agree(asking, ChannelName.EMAIL, EMAIL, scope="sample")
    assert len(await links(asking)) == 2  # of all lists that there are not, and of the one that there is
