"""Every line of an offer, a reminder, a list and a gift card is read back in both languages."""

import pytest
from syrupy.assertion import SnapshotAssertion

from engine.dsl.describe import describe
from engine.vocabulary.groups import ABANDONED, STARTS
from engine.vocabulary.registry import BLOCK_BY_PLACE, TRIGGER_BY_KIND
from engine.vocabulary.word import Place
from tests.checker.shop import checked, coupon, errors, sale
from tests.checker.shop_later import SHOP, contract, gift_card, offer, reader_list, reminder, shop

MONTHLY = 'when subscription started with product "MONTHLY-1"'

TEXTS = {
    "once to once": offer("discount 10%", "quantity 2", "others refused", "text hidden", "timer off"),
    "once to subscription": contract("discount 20% on first order", "quantity 1 to 3", "shipping free"),
    "subscription to once": offer(
        MONTHLY, "pattern subscription to once", 'text "自慢の味"', "timer hidden", "button close hidden",
        "on multiple plans all",
    ),
    "subscription to subscription": contract(
        MONTHLY, "pattern subscription to subscription", 'headline "もう1品"', 'timer 5 minutes "残り"',
        'button buy "買う"', 'button close "戻る"', "on multiple plans none",
    ),
    "a short reminder": SHOP + reminder(),
    "a full reminder": shop("cart lifetime unlimited")
    + reminder(
        "when form abandoned", "to guests", "needs ad flag, logged out, phone, email, consent", "pages lp",
        "skip screening hold, review, ng", "skip redirected", "skip out of stock", "rearm after 3 days",
        "stop when refund approved", "cap 3 per customer every 7 days", "max late 2 hours", "link form",
        'send sms "a"', 'send email "b" after 2 days at 10:00',
    ),
    "a reminder of the redirected": SHOP + reminder("skip redirected", "late skip", "class essential", "needs consent"),
    "a reminder of the screened": SHOP + reminder("skip screening ng"),
    "a list": SHOP
    + reader_list(
        'when order paid with product "SEMINAR-1"', "segment seminar",
        'step on join send sms "a"', 'step 3 days at 10:00 send email "b"',
        'step 1 day before event date at 9:00 send email "c"', 'step 2 hours after event date send email "d"',
        'leave when refund approved with product "SAMPLE-1"', "cap 1 every 1 day", "late skip",
    ),
    "an essential list without steps": reader_list(),
    "an essential list": reader_list("class essential", 'step on join send email "a"', "max late 1 day"),
    "a gift card": gift_card(
        "redeem by owner", "cash refund allowed", 'meta "booking_id" from order.note', 'send email "g"',
        'notify webhook "erp" on issued, redeemed, refunded, expired', "pool 1000", "refund other first",
        'for any product except "TEA-1"',
    ),
    "a present": 'giftcard "p" {\n  code pattern "FREE-****-****-****"\n  valid 30 days\n  redeem by anyone\n'
    "  consideration free\n}\n",
    "a present of an amount": gift_card("when customer joined", "balance 500 JPY"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_rule_reads_like_a_sentence(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    result = checked(TEXTS[name])
    assert [] == errors(result)
    assert result.program is not None
    assert snapshot == describe(result.program.rules[0], result.program, language)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", sorted(STARTS[Place.LIST] | ABANDONED))
def test_a_trigger_reads_like_a_clause(kind: str, language: str, snapshot: SnapshotAssertion) -> None:
    trigger = next(one for one in TRIGGER_BY_KIND.values() if one.kind == kind)
    made = reminder(trigger.example) if trigger.kind in ABANDONED else reader_list(trigger.example)
    friend = coupon(name="friend-code") if trigger.kind == "coupon_redeemed" else ""
    result = checked(SHOP + made + friend)
    assert result.program is not None
    assert snapshot == describe(result.program.rules[0], result.program, language)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", sorted(STARTS[Place.COUPON]))
def test_a_coupon_says_who_gets_it(kind: str, language: str, snapshot: SnapshotAssertion) -> None:
    trigger = next(one for one in TRIGGER_BY_KIND.values() if one.kind == kind)
    result = checked(coupon(trigger.example) + coupon(name="friend-code"))
    assert result.program is not None
    assert snapshot == describe(result.program.rules[0], result.program, language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_rule_says_who_sees_which_variant(language: str, snapshot: SnapshotAssertion) -> None:
    result = checked(sale('experiment "spring-depth"') + BLOCK_BY_PLACE[Place.EXPERIMENT].example)
    assert result.program is not None
    assert snapshot == describe(result.program.rules[0], result.program, language)
