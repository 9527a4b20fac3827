"""`gift product "CUP-1"`: a present that comes along at 0."""

from engine.model.reward import Gift
from engine.vocabulary.literals import Integer, Literal, Text
from engine.vocabulary.pick import first, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LARGEST = 99


def read(values: tuple[Literal, ...], reading: Reading) -> Gift | None:
    """Which product, and how many of it."""
    written = first(values, Integer)
    quantity = 1 if written is None else in_range(written, 1, LARGEST, reading, WORD.label)
    return None if quantity is None else Gift(sku=the(values, Text).value, quantity=quantity)


WORD = Word(
    label="gift",
    read=read,
    doc={
        "en": "A present: the quote holds a line with this product at 0 while the conditions hold, once per order, and "
        'drops it when they hold no more. `gift 2 of product "CUP-1"` gives two.',
        "ja": "プレゼントです: 条件を満たす間、見積にこの商品の0円の行が1注文につき1回入り、満たさなくなると消えます。"
        '`gift 2 of product "CUP-1"` なら2点です。',
    },
    example='gift product "SAMPLE-1"',
    widget=Widget.GIFT,
)
