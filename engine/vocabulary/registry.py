"""The one list of everything a merchant can say."""

from collections.abc import Mapping

from engine.model.program import TriggerKind
from engine.vocabulary import fields
from engine.vocabulary.blocks import audience, shop, test
from engine.vocabulary.blocks import budget as budget_block
from engine.vocabulary.blocks import legal as legal_block
from engine.vocabulary.fields import FieldWord
from engine.vocabulary.kinds import coupon, sale
from engine.vocabulary.lines import (
    address,
    at,
    begins,
    bound,
    budget,
    cart_lifetime,
    class_,
    code,
    compat,
    contact,
    currency,
    customer,
    discount,
    do,
    ends,
    expect,
    for_,
    gateway,
    identity,
    if_,
    issue,
    legal,
    limit,
    mode,
    name,
    note,
    open_,
    optout,
    owner,
    priority,
    quiet,
    rounding,
    send,
    sender,
    spend,
    stacking,
    status,
    tags,
    then,
    timezone,
    title,
    unless,
    uses,
    valid,
    wait,
    warn,
    was,
    when,
)
from engine.vocabulary.triggers import order_paid
from engine.vocabulary.word import BlockWord, KindWord, Place, TriggerWord, Word

KINDS: tuple[KindWord, ...] = (coupon.KIND, sale.KIND)

BLOCKS: tuple[BlockWord, ...] = (
    shop.BLOCK,
    legal_block.BLOCK,
    audience.BLOCK,
    budget_block.BLOCK,
    test.BLOCK,
)

TRIGGERS: tuple[TriggerWord, ...] = (order_paid.TRIGGER,)

FIELDS: tuple[FieldWord, ...] = fields.FIELDS

LINES: tuple[Word, ...] = (
    title.WORD, note.WORD, status.WORD, was.WORD, tags.WORD, owner.WORD, when.WORD, if_.WORD, unless.WORD,
    begins.WORD, ends.WORD, open_.WORD, code.WORD, valid.WORD, uses.WORD, discount.WORD, for_.WORD, bound.WORD,
    gateway.WORD, stacking.WORD, limit.WORD, budget.WORD, priority.WORD, mode.WORD, class_.WORD, send.WORD,
    currency.WORD, timezone.WORD, rounding.WORD, quiet.WORD, sender.WORD, cart_lifetime.WORD, identity.WORD,
    compat.WORD, legal.WORD, name.WORD, address.WORD, contact.WORD, optout.WORD,
    spend.WORD, issue.WORD, warn.WORD, then.WORD,
    at.WORD, customer.WORD, do.WORD, wait.WORD, expect.WORD,
)  # fmt: skip

KIND_BY_NAME: Mapping[str, KindWord] = {one.kind.value: one for one in KINDS}
BLOCK_BY_PLACE: Mapping[Place, BlockWord] = {one.place: one for one in BLOCKS}
TRIGGER_BY_KIND: Mapping[TriggerKind, TriggerWord] = {one.kind: one for one in TRIGGERS}
LINE_BY_LABEL: Mapping[str, Word] = {one.label: one for one in LINES}


def lines_of(place: Place) -> tuple[str, ...]:
    """Labels that a block may hold, in canonical order."""
    for kind in KINDS:
        if kind.place is place:
            return kind.lines
    return BLOCK_BY_PLACE[place].lines


def required_in(place: Place) -> tuple[str, ...]:
    """Labels that a block must hold."""
    for kind in KINDS:
        if kind.place is place:
            return kind.required
    return BLOCK_BY_PLACE[place].required


def places_of(label: str) -> tuple[Place, ...]:
    """Blocks that may hold a line."""
    return tuple(place for place in Place if label in lines_of(place))
