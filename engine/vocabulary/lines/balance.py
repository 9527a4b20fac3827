"""`balance 100% of order.total`: what a new card holds."""

from engine.model.gift_card import Balance
from engine.vocabulary.amounts import minor_units, share
from engine.vocabulary.card_facts import MONEY_FACTS
from engine.vocabulary.literals import Amount, Field, Literal, Percent
from engine.vocabulary.pick import first, the
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Balance | None:
    """The balance, or None after E0501, E0602 or a money error."""
    written = first(values, Amount)
    if written:
        amount = minor_units(written, reading)
        return None if amount is None else Balance(amount=amount)
    field, rate = the(values, Field), share(the(values, Percent), reading)
    if field.path not in MONEY_FACTS:
        refuse(reading, "E0501", field, field=field.path, near="", known="\n".join(MONEY_FACTS))
        return None
    return None if rate is None else Balance(share=rate, field=field.path)


WORD = Word(
    label="balance",
    read=read,
    doc={
        "en": "What a new card holds: an amount, or a share of the order. Without this line it is 0, and the "
        "balance is added later by the API.",
        "ja": "カードの最初の残高です。金額、または注文金額の割合です。省略すると0で、あとから API で加え"
        "ます。",
    },
    example="balance 100% of order.total",
    widget=Widget.MONEY_OR_PERCENT,
    requirements=(
        "S5.7",
        "S5.14",
        "S5.15",
    ),
)
