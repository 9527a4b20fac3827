"""`expect coupon "thanks" issued`: what must have come of it in a test."""

from engine.model.program import ChannelName, Kind
from engine.model.timeline import Expectation, ExpectMessage, ExpectPrice, ExpectRule, Outcome
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.literals import Amount, Literal, Moment, Text
from engine.vocabulary.moments import end
from engine.vocabulary.pick import first, following, the, words
from engine.vocabulary.reports import not_available, wrong_form
from engine.vocabulary.word import Reading, Widget, Word

PRICED = frozenset({Kind.OFFER, Kind.GIFT_CARD})
"""An offer has prices of its own, a gift card a balance."""

_OUTCOMES = {str(one) for one in Outcome}


def read(values: tuple[Literal, ...], reading: Reading) -> Expectation | None:
    """The step, or None after E0308 for an outcome of a later version."""
    said = words(values)
    negated = said[0] == "no"
    if negated:
        said = said[1:]
    if said[0] == "pays":
        return _price(values, negated, reading)
    if said[0] in set(ChannelName):
        to = following(values, "to", Text)
        return ExpectMessage(
            channel=ChannelName(said[0]),
            template=the(values, Text).value,
            to=to.value if to else None,
            negated=negated,
            line=reading.line,
        )
    return _rule(values, said, negated, reading)


def _price(values: tuple[Literal, ...], negated: bool, reading: Reading) -> ExpectPrice | None:
    amount = minor_units(the(values, Amount), reading)
    sku = first(values, Text)
    if amount is None:
        return None
    return ExpectPrice(amount=amount, sku=sku.value if sku else None, negated=negated, line=reading.line)


def _rule(
    values: tuple[Literal, ...], said: tuple[str, ...], negated: bool, reading: Reading
) -> ExpectRule | None:
    outcomes = [one for one in said if one in _OUTCOMES]
    others = [one for one in said if one not in _OUTCOMES and one not in {*Kind, "until", "to", "at", "then"}]
    kind = next((one for one in said if one in set(Kind)), None)
    if others or kind is None:
        not_available(reading, " ".join(("expect", *said)))
        return None
    if kind == Kind.OFFER and outcomes and outcomes[0] != Outcome.ORDERED:
        not_available(reading, " ".join(("expect", *said)))
        return None
    amounts = [following(values, word, Amount) for word in ("at", "then")]
    if (amounts[0] and kind not in PRICED) or (amounts[1] and kind != Kind.OFFER):
        wrong_form(reading, WORD.label, WORD.example)
        return None
    prices = [None if one is None else minor_units(one, reading) for one in amounts]
    if any(written and read is None for written, read in zip(amounts, prices, strict=True)):
        return None
    until, to = first(values, Moment), following(values, "to", Text)
    return ExpectRule(
        kind=Kind(kind),
        rule=the(values, Text).value,
        outcome=Outcome(outcomes[0]) if outcomes else Outcome.FIRED,
        until=end(until, reading) if until else None,
        to=to.value if to else None,
        negated=negated,
        line=reading.line,
        first=prices[0],
        later=prices[1],
    )


WORD = Word(
    label="expect",
    read=read,
    doc={
        "en": "What must have come of it: a rule that issued, applied or refused, a message, or the price paid. "
        "`expect no …` wants the opposite. `expect offer … at 720 JPY then 900 JPY` names the price of one piece "
        "now and in later orders, `expect giftcard … at 5,000 JPY` what it holds.",
        "ja": "期待する結果です: ルールの発行・適用・拒否、メッセージ、支払額。`expect no …` は「起きないこと」です。"
        "`expect offer … at 720 JPY then 900 JPY` は初回と2回目以降の1個の価格、"
        "`expect giftcard … at 5,000 JPY` はカードの残高です。",
    },
    example='expect coupon "thanks-coupon" issued until 2026-06-03 23:59',
    widget=Widget.TEXT,
    repeats=True,
)
