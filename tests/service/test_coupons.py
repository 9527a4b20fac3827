"""Staff may see a code, and end a coupon; both are written down."""

from engine.model.answers import RevealedCode
from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.quote import Quote, RefusalReason
from engine.model.records import Page, StoredCoupon
from engine.model.requests import BuyerRequest
from engine.service import ask
from engine.service.coupons import reveal_code, revoke_coupon
from engine.service.engine import Engine
from engine.service.hold import hold_code
from engine.service.quote import quote_cart
from tests.service.shop import TEST, buy, cart


async def test_showing_a_code_is_written_into_the_audit_trail(tea: Engine) -> None:
    (issued,) = (await buy(tea, "1001", "SAMPLE-1")).issued

    shown = await reveal_code(tea, "tea", issued.coupon_id, actor=TEST)

    assert isinstance(shown, RevealedCode)
    (entry, *_) = await ask.audit(tea, "tea", Page(limit=5))
    assert (entry.actor.id, entry.subject) == ("test", issued.coupon_id)
    assert shown.code not in repr(entry)


async def test_a_revoked_coupon_is_worth_nothing_and_cannot_be_revoked_again(tea: Engine) -> None:
    (issued,) = (await buy(tea, "1001", "SAMPLE-1")).issued
    shown = await reveal_code(tea, "tea", issued.coupon_id, actor=TEST)
    assert isinstance(shown, RevealedCode)

    revoked = await revoke_coupon(tea, "tea", issued.coupon_id, reason="fraud", actor=TEST)
    again = await revoke_coupon(tea, "tea", issued.coupon_id, reason="fraud", actor=TEST)
    quote = await quote_cart(tea, "tea", cart("PACK-1", codes=[shown.code]), trusted=True)
    held = await hold_code(
        tea, "tea", shown.code, cart_token="c", buyer=BuyerRequest(email="taro@shop.example")
    )

    assert isinstance(revoked, StoredCoupon)
    assert revoked.fact.state is CouponState.REVOKED
    assert isinstance(again, Rejection)
    assert again.problem is Problem.STATE_NOT_ALLOWED
    assert isinstance(quote, Quote)
    assert [one.reason for one in quote.refusals if one.code] == [RefusalReason.REVOKED]
    assert isinstance(held, Rejection)
    assert dict(held.args) == {"reason": RefusalReason.REVOKED}


async def test_a_coupon_that_is_not_there_or_another_shop_s_is_not_found(tea: Engine) -> None:
    (issued,) = (await buy(tea, "1001", "SAMPLE-1")).issued
    for answer in (
        await reveal_code(tea, "tea", "c_no", actor=TEST),
        await reveal_code(tea, "coffee", issued.coupon_id, actor=TEST),
        await revoke_coupon(tea, "tea", "c_no", reason="", actor=TEST),
    ):
        assert isinstance(answer, Rejection)
        assert answer.problem is Problem.NOT_FOUND
