"""`text from product`: the description on the offer page."""

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import first, words
from engine.vocabulary.settings import PageText
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> PageText:
    """The text; None is that of the product."""
    own = first(values, Text)
    if own:
        return PageText(text=own.value)
    return PageText(text="" if "hidden" in words(values) else None)


WORD = Word(
    label="text",
    read=read,
    doc={
        "en": "The description on the offer page: that of the product (as without this line), a text of your "
        "own, or hidden.",
        "ja": "提案ページの商品説明です。from product(商品の説明・省略時)、自分の文章、または h"
        "idden(表示しない)。",
    },
    example="text from product",
    widget=Widget.TEXT,
    requirements=(
        "S4.42",
        "S4.43",
        "S4.44",
    ),
)
