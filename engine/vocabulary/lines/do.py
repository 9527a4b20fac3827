"""`do order paid with product "A" total 3,000 JPY`: what happens in a test."""

from engine.model.program import TriggerKind
from engine.model.timeline import Do, Press
from engine.vocabulary.amounts import minor_units
from engine.vocabulary.groups import ABANDONED
from engine.vocabulary.literals import Amount, Integer, Literal, Names, Text, TriggerPhrase
from engine.vocabulary.pick import first, following, words
from engine.vocabulary.reports import in_range, not_available
from engine.vocabulary.selections import selector
from engine.vocabulary.trigger_phrases import kind_of
from engine.vocabulary.word import Reading, Widget, Word

PLAYED = (
    frozenset({TriggerKind.ORDER_PAID, TriggerKind.CUSTOMER_JOINED, TriggerKind.REFUND_APPROVED}) | ABANDONED
)
"""What a test can let happen so far."""

LARGEST_QUANTITY = 9_999


def read(values: tuple[Literal, ...], reading: Reading) -> Do | Press | None:
    """The step, or None after E0308 (an event of a later version) or a money error."""
    phrase = first(values, TriggerPhrase)
    if phrase is None:
        return _press(values, reading)
    kind = kind_of(phrase)
    if kind not in PLAYED:
        not_available(reading, " ".join(phrase.words), phrase)
        return None
    written = first(values, Amount)
    total = minor_units(written, reading) if written else None
    if written and total is None:
        return None
    pieces = following(values, "quantity", Integer)
    quantity = 1 if pieces is None else in_range(pieces, 1, LARGEST_QUANTITY, reading, "quantity")
    if quantity is None:
        return None
    plan, by, codes, coupon, card = (
        following(values, "plan", Text),
        following(values, "by", Text),
        following(values, "code", Names),
        following(values, "coupon", Text),
        following(values, "giftcard", Text),
    )
    return Do(
        trigger=kind,
        line=reading.line,
        selector=selector(phrase.selection) if phrase.selection else None,
        all_of=phrase.all_of,
        quantity=quantity,
        total=total,
        by=by.value if by else None,
        codes=tuple(one.value for one in codes.items) if codes else (),
        coupon=coupon.value if coupon else None,
        plan=plan.value if plan else "",
        gift_card=card.value if card else None,
    )


def _press(values: tuple[Literal, ...], reading: Reading) -> Press | None:
    pieces = first(values, Integer)
    if pieces is None:
        return Press(accepted="accepted" in words(values), line=reading.line)
    quantity = in_range(pieces, 1, LARGEST_QUANTITY, reading, "quantity")
    if quantity is None:
        return None
    return Press(accepted="accepted" in words(values), line=reading.line, quantity=quantity)


WORD = Word(
    label="do",
    read=read,
    doc={
        "en": "What happens: an order is paid, with which products, on which plan, for how much, by whom, with which "
        "code, coupon or gift card; `do refund approved` gives products of the last order back, or all of it. "
        "`do offer accepted` shows the offer of the last order and buys, `do offer declined` closes it. "
        "`do cart abandoned`, `do confirm abandoned` and `do form abandoned` leave a cart, with all that a reminder "
        "may need.",
        "ja": "起きることです: 支払われた注文の商品・プラン・金額・購入者・使うコード・クーポン・ギフトカード。"
        "`do refund approved` は直前の注文を（商品を書けばその分だけ）返金します。`do offer accepted` "
        "は直前の注文のオファーを表示して購入し、`do offer declined` は閉じます。"
        "`do cart abandoned` などはカートを離脱します(電話番号・広告URL・同意はあるものとします)。",
    },
    example='do order paid with product "SAMPLE-1" total 3,000 JPY',
    widget=Widget.TEXT,
    repeats=True,
)
