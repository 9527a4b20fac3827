"""`pages lp`: where the shopper must have left."""

from engine.model.messages import Page
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> frozenset[Page]:
    """The pages."""
    return frozenset(Page(one) for one in words(values))


WORD = Word(
    label="pages",
    read=read,
    doc={
        "en": "Where the shopper must have left: landing pages (lp) or the shop. Without this line both; a form "
        "is always on a landing page.",
        "ja": "離脱した場所です。lp(ランディングページ)か shop。省略すると両方です。フォームは常に lp です。",
    },
    example="pages lp",
    widget=Widget.CHOICE,
    requirements=(
        "S3.4",
        "S3.5",
        "S3.46",
    ),
)
