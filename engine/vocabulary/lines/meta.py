"""`meta "booking_id" from order.note`: a fact kept with the card."""

from engine.model.gift_card import Meta
from engine.vocabulary.card_facts import FACTS
from engine.vocabulary.literals import Field, Literal, Text
from engine.vocabulary.pick import the
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Meta | None:
    """The fact and the name it is kept by, or None after E0501."""
    field = the(values, Field)
    if field.path not in FACTS:
        refuse(reading, "E0501", field, field=field.path, near="", known="\n".join(FACTS))
        return None
    return Meta(name=the(values, Text).value, field=field.path)


WORD = Word(
    label="meta",
    read=read,
    doc={
        "en": "A fact that is kept with the card under this name, to find and count cards by.",
        "ja": "カードと一緒に残す情報です。この名前で検索・集計できます。",
    },
    example='meta "booking_id" from order.note',
    widget=Widget.TEXT,
    repeats=True,
    requirements=(
        "S5.25",
        "S5.26",
    ),
)
