"""Gift cards in a `test` block: given since the last step, paid with, over, or good for something now."""

from engine.model.answers import OrderRecordedAnswer
from engine.model.card import CardState
from engine.model.card_records import CardWanted, StoredCard
from engine.model.cart import Buyer
from engine.model.timeline import ExpectRule, Outcome
from engine.runtime.gift_card import usable, why_no_card
from engine.service.card_codes import card_code, card_pin
from engine.service.stage import EVERYTHING, SHOP, Stage
from engine.values.money import decimal_text


async def look_at_card(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    """Whether a card of the rule was given, paid, ended or can pay as expected; and what there is, in words."""
    match expected.outcome:
        case Outcome.ISSUED | Outcome.FIRED:
            return await _given(stage, expected)
        case Outcome.REDEEMED | Outcome.APPLIED:
            return _paid(stage, expected)
        case Outcome.REFUSED:
            return _refused(stage, expected)
        case Outcome.EXPIRED:
            card = await newest_card(stage, expected.rule)
            over = card is not None and card.fact.state is CardState.EXPIRED
            return over, _state(stage, card, expected.rule)
        case Outcome.USABLE:
            return await _good(stage, expected)
        case _:
            return False, f"a gift card is never {expected.outcome}"


async def newest_card(stage: Stage, rule: str) -> StoredCard | None:
    """The last card of a rule for the customer, or for anybody."""
    found = await stage.store.cards(SHOP, EVERYTHING, CardWanted(campaign=rule))
    return next((card for card in found if card.fact.owner_email in {None, stage.email}), None)


def code_of_card(stage: Stage, card: StoredCard) -> str:
    """The code that was in the mail."""
    return card_code(stage.engine, SHOP, card)


def pin_of_card(stage: Stage, card: StoredCard) -> str:
    """The PIN that was in the mail; empty without one."""
    return card_pin(stage.engine, SHOP, card)


async def _given(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    found = await stage.store.cards(SHOP, EVERYTHING, CardWanted(campaign=expected.rule))
    new = [card for card in found if card.fact.id not in stage.cards_before]
    to = None if expected.to is None else stage.comparable(expected.to)
    fits = [
        card
        for card in new
        if expected.until in {None, card.fact.expires_at}
        and to in {None, card.fact.owner_email}
        and expected.first in {None, card.fact.balance}
    ]
    words = [_state(stage, card, expected.rule) for card in new]
    return bool(fits), "; ".join(words) or f"{expected.rule} gave no card"


def _paid(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    answer = stage.last
    tenders = answer.quote.tenders if isinstance(answer, OrderRecordedAnswer) else ()
    paid = [one.amount for one in tenders if one.campaign == expected.rule]
    if not paid:
        return False, f"{expected.rule} paid nothing"
    return expected.first in {None, sum(paid)}, f"{expected.rule} paid {_money(stage, sum(paid))}"


def _refused(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    answer = stage.last
    refusals = answer.quote.refusals if isinstance(answer, OrderRecordedAnswer) else ()
    reasons = [str(one.reason) for one in refusals if one.gift_card and one.rule == expected.rule]
    return bool(reasons), f"refused: {', '.join(reasons)}" if reasons else _paid(stage, expected)[1]


async def _good(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    card = await newest_card(stage, expected.rule)
    if card is None:
        return False, f"{stage.email} has no card of {expected.rule}"
    reason = why_no_card(card.fact, Buyer(email=stage.email), stage.now, test=False, pins=(card.fact.pin,))
    left = usable(card.fact, stage.now)
    fits = reason is None and expected.first in {None, left}
    return fits, f"{_money(stage, left)} can be spent" if reason is None else f"refused: {reason}"


def _state(stage: Stage, card: StoredCard | None, rule: str) -> str:
    if card is None:
        return f"{stage.email} has no card of {rule}"
    fact = card.fact
    until = (
        "for ever"
        if fact.expires_at is None
        else f"until {fact.expires_at.astimezone(stage.zone):%Y-%m-%d %H:%M}"
    )
    return (
        f"{rule} of {fact.owner_email or 'anyone'} holds {_money(stage, fact.balance)}, {fact.state}, {until}"
    )


def _money(stage: Stage, amount: int) -> str:
    currency = stage.program.settings.currency
    return f"{decimal_text(amount, currency)} {currency}"
