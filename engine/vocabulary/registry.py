"""The one list of everything a merchant can say."""

from collections.abc import Mapping

from engine.model.program import TriggerKind
from engine.vocabulary import fields
from engine.vocabulary.blocks import audience, shop, test
from engine.vocabulary.blocks import budget as budget_block
from engine.vocabulary.blocks import experiment as experiment_block
from engine.vocabulary.blocks import legal as legal_block
from engine.vocabulary.blocks import terms as terms_block
from engine.vocabulary.fields import FieldWord
from engine.vocabulary.kinds import coupon, gift_card, list_, offer, reminder, sale
from engine.vocabulary.lines import (
    address,
    after,
    at,
    balance,
    begins,
    bound,
    budget,
    bundle,
    button,
    buy,
    cancel,
    cap,
    cart_lifetime,
    cash,
    class_,
    code,
    compat,
    consideration,
    contact,
    currency,
    customer,
    delivery,
    discount,
    do,
    ends,
    expect,
    experiment,
    floor,
    for_,
    gateway,
    gift,
    given,
    goal,
    headline,
    holdout,
    identity,
    if_,
    issue,
    lane,
    late,
    leave,
    legal,
    limit,
    link,
    max_,
    meta,
    mode,
    name,
    needs,
    note,
    notify,
    on,
    open_,
    optin,
    optout,
    others,
    owner,
    pages,
    pattern,
    payment,
    period,
    pick,
    pin,
    pool,
    priority,
    quantity,
    quiet,
    rearm,
    redeem,
    refund,
    rounding,
    segment,
    send,
    sender,
    shipping,
    show,
    skip,
    spend,
    split,
    stacking,
    status,
    step,
    stop,
    tags,
    terms,
    text,
    then,
    tier,
    timer,
    timezone,
    title,
    to,
    unless,
    uses,
    valid,
    variant,
    wait,
    warn,
    was,
    when,
)
from engine.vocabulary.triggers import (
    cart_abandoned,
    confirm_abandoned,
    coupon_redeemed,
    customer_birthday,
    customer_inactive,
    customer_joined,
    event,
    form_abandoned,
    order_paid,
    refund_approved,
    refund_requested,
    subscription_cancelled,
    subscription_renewed,
    subscription_started,
)
from engine.vocabulary.word import BlockWord, KindWord, Place, TriggerWord, Word

KINDS: tuple[KindWord, ...] = (
    coupon.KIND,
    sale.KIND,
    offer.KIND,
    reminder.KIND,
    list_.KIND,
    gift_card.KIND,
)

BLOCKS: tuple[BlockWord, ...] = (
    shop.BLOCK,
    legal_block.BLOCK,
    terms_block.BLOCK,
    audience.BLOCK,
    budget_block.BLOCK,
    experiment_block.BLOCK,
    test.BLOCK,
)

TRIGGERS: tuple[TriggerWord, ...] = (
    order_paid.TRIGGER,
    subscription_started.TRIGGER,
    subscription_renewed.TRIGGER,
    subscription_cancelled.TRIGGER,
    cart_abandoned.TRIGGER,
    confirm_abandoned.TRIGGER,
    form_abandoned.TRIGGER,
    refund_requested.TRIGGER,
    refund_approved.TRIGGER,
    customer_joined.TRIGGER,
    customer_birthday.TRIGGER,
    customer_inactive.TRIGGER,
    coupon_redeemed.TRIGGER,
    event.TRIGGER,
)

FIELDS: tuple[FieldWord, ...] = fields.FIELDS

LINES: tuple[Word, ...] = (
    title.WORD, note.WORD, status.WORD, was.WORD, tags.WORD, owner.WORD, when.WORD, if_.WORD, unless.WORD,
    begins.WORD, ends.WORD, open_.WORD, code.WORD, valid.WORD, uses.WORD, discount.WORD, tier.WORD, buy.WORD,
    bundle.WORD, gift.WORD, pick.WORD, floor.WORD, for_.WORD, bound.WORD,
    gateway.WORD, stacking.WORD, lane.WORD, limit.WORD, budget.WORD, experiment.WORD,
    priority.WORD, mode.WORD, class_.WORD, send.WORD,
    others.WORD, on.WORD, pattern.WORD, show.WORD, headline.WORD, text.WORD, timer.WORD, quantity.WORD,
    shipping.WORD, button.WORD, terms.WORD, payment.WORD, delivery.WORD, period.WORD, cancel.WORD,
    after.WORD, to.WORD, needs.WORD, pages.WORD, skip.WORD, rearm.WORD, stop.WORD, cap.WORD, late.WORD, max_.WORD,
    link.WORD, segment.WORD, leave.WORD, step.WORD,
    balance.WORD, consideration.WORD, redeem.WORD, pin.WORD, cash.WORD, refund.WORD, pool.WORD, meta.WORD,
    notify.WORD,
    currency.WORD, timezone.WORD, rounding.WORD, quiet.WORD, sender.WORD, cart_lifetime.WORD, identity.WORD,
    optin.WORD, compat.WORD, legal.WORD, name.WORD, address.WORD, contact.WORD, optout.WORD,
    spend.WORD, issue.WORD, warn.WORD, then.WORD,
    split.WORD, holdout.WORD, variant.WORD, goal.WORD,
    at.WORD, customer.WORD, given.WORD, do.WORD, wait.WORD, expect.WORD,
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


def one_of(place: Place) -> tuple[str, ...]:
    """Labels of which a block must hold at least one; none for most blocks."""
    return next((kind.one_of for kind in KINDS if kind.place is place), ())


def places_of(label: str) -> tuple[Place, ...]:
    """Blocks that may hold a line."""
    return tuple(place for place in Place if label in lines_of(place))
