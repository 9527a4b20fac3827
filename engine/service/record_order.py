"""A shop's back end reports an order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from engine.model.answers import IssuedCoupon, MadeOffer, OrderRecordedAnswer, Taken, UsedDiscount
from engine.model.cart import Order, OrderState
from engine.model.decision import Problem, Rejection
from engine.model.effects import IssueCoupon
from engine.model.events import OrderRecorded
from engine.model.facts import Facts
from engine.model.program import Program
from engine.model.quote import Adjustment, Quote
from engine.model.records import Actor, Receipt, StoredOrder
from engine.model.refused_use import RefusedAt
from engine.model.requests import OrderRequest
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared
from engine.runtime.rewards import is_own
from engine.service.card_pins import with_pins
from engine.service.engine import Engine
from engine.service.erased_buyer import as_erased, as_stored
from engine.service.offer_token import offer_token
from engine.service.read_cart import id_problem, read_cart
from engine.service.refused_uses import note_refusals
from engine.service.sealed_codes import unseal_facts, unseal_quote
from engine.service.take import take
from engine.values.identity import trimmed_id
from engine.values.masked_code import DOT
from engine.values.money import LARGEST_AMOUNT

_USED = frozenset({OrderState.PAID, OrderState.PARTLY_REFUNDED, OrderState.REFUNDED})
"""What an order in these states was priced with, it has used; before it is paid it has used nothing."""

AHEAD = timedelta(minutes=5)
"""How far a shop's clock may be ahead of ours."""


async def record_order(
    engine: Engine, shop: str, order: OrderRequest, *, actor: Actor, receipt: Receipt | None = None
) -> OrderRecordedAnswer | Rejection:
    """Record an order once per id and state: redeem its codes, issue coupons, queue messages.

    The same order again gives the first answer, `repeated`; the same id with other content is ORDER_CHANGED.
    """
    # Not what was live a moment ago: a rule that somebody paused, in whatever process, gives nothing away any more.
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    now = engine.clock.now()
    read = read_order(engine, order, prepared.program, now)
    if isinstance(read, Rejection):
        return read
    read = replace(read, cart=with_pins(engine, shop, read.cart, order.cart.pins))
    telling = _Telling(engine=engine, shop=shop, prepared=prepared, asked=order, actor=actor, receipt=receipt)
    outcome = await _record(telling, await as_erased(engine, shop, read, now), now)
    if isinstance(outcome, Rejection) and outcome.problem is Problem.ORDER_CHANGED:
        known = await as_stored(engine, shop, read)
        return outcome if known is None else await _record(telling, known, now)
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """Who tells what of an order, and the rules it is decided with."""

    engine: Engine
    shop: str
    prepared: Prepared
    asked: OrderRequest
    actor: Actor
    receipt: Receipt | None


async def _record(telling: _Telling, read: Order, now: datetime) -> OrderRecordedAnswer | Rejection:
    engine, shop, prepared = telling.engine, telling.shop, telling.prepared
    event_id = f"order:{read.id}:{read.state}"
    event = OrderRecorded(id=event_id, at=now, order=read, refused_codes=telling.asked.refused_codes)
    taken = await take(engine, shop, event, telling.actor, telling.receipt, prepared=prepared)
    _note(engine, shop, read, taken)
    if isinstance(taken, Rejection):
        return taken
    stored = await _stored(engine, shop, read) if taken.repeated or taken.quote is None else None
    if taken.repeated and stored is not None:
        known = Facts(orders={read.id: replace(stored.order, state=read.state)})
        again = decide(prepared, event, unseal_facts(known, read))
        if isinstance(again, Rejection):
            return again
    quote = taken.quote or (stored.quote if stored is not None else None)
    if quote is None:
        raise AssertionError(f"the order event {event.id} left no price behind")
    answer = _answer(read, taken, unseal_quote(quote, (*read.cart.codes, *read.cart.gift_cards)))
    return replace(answer, offer=await _made_offer(engine, shop, read, taken))


def read_order(engine: Engine, order: OrderRequest, program: Program, now: datetime) -> Order | Rejection:
    """The order of a request in comparable form, or a rejection that names the field."""
    bad_id = id_problem(order.id, ("id",))
    if bad_id is not None:
        return bad_id
    cart = read_cart(order.cart, program, engine.limits, trusted=True)
    if isinstance(cart, Rejection):
        return replace(cart, path=("cart", *cart.path))
    for amount, field in ((order.stated_total, "stated_total"), (order.renewal_shipping, "renewal_shipping")):
        if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
            return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=(field,))
    placed_at = now if order.placed_at is None else order.placed_at
    if placed_at.tzinfo is None or placed_at > now + AHEAD:
        return Rejection(problem=Problem.TIME_INVALID, path=("placed_at",))
    return Order(
        id=trimmed_id(order.id),
        state=order.state,
        cart=cart,
        placed_at=placed_at.astimezone(UTC),
        stated_total=order.stated_total,
        note=order.note[:1000],
        screening=order.screening,
        chargeable=order.chargeable,
        renewal_shipping=order.renewal_shipping,
    )


def _note(engine: Engine, shop: str, order: Order, outcome: Taken | Rejection) -> None:
    """Why coupons did not apply, of an order that was refused for it, or that was recorded without them just now."""
    if outcome.quote is not None and (isinstance(outcome, Rejection) or not outcome.repeated):
        refusals, email = outcome.quote.refusals, order.cart.buyer.email
        note_refusals(engine, shop, RefusedAt.ORDER, refusals, email=email, order_id=order.id)


async def _stored(engine: Engine, shop: str, order: Order) -> StoredOrder | None:
    found = await engine.store.orders_by_id(shop, [order.id])
    return found[0] if found else None


async def _made_offer(engine: Engine, shop: str, order: Order, taken: Taken) -> MadeOffer | None:
    """The offer that the order brought, also when it is reported again; a new one needs no look."""
    offer = taken.offer
    if offer is None and taken.repeated and order.state is OrderState.PAID:
        offer = next(iter(await engine.store.offers_of_orders(shop, [order.id])), None)
    if offer is None:
        return None
    try:
        token = offer_token(engine, shop, offer)
    except KeyError:
        return None  # the key was taken off the ring, long after the offer was over
    return MadeOffer(token=token, rule=offer.rule, show_until=offer.show_until)


def _answer(order: Order, taken: Taken, quote: Quote) -> OrderRecordedAnswer:
    return OrderRecordedAnswer(
        order_id=order.id,
        state=order.state,
        repeated=taken.repeated,
        revision=taken.revision,
        quote=quote,
        issued=tuple(
            _issued(effect, taken.last_four.get(effect.coupon_id, ""))
            for effect in taken.issued
            if _is_for_buyer(effect, order)
        ),
        redemptions=tuple(_used(adjustment) for adjustment in quote.adjustments)
        if order.state in _USED
        else (),
    )


def _is_for_buyer(effect: IssueCoupon, order: Order) -> bool:
    """Whether the buyer may be told of a coupon: not of one that thanks the friend whose code the order used."""
    return effect.issued_to is None or is_own(effect.issued_to, order.cart.buyer)


def _issued(effect: IssueCoupon, last_four: str) -> IssuedCoupon:
    return IssuedCoupon(
        coupon_id=effect.coupon_id,
        rule=effect.rule,
        masked=DOT * max(0, effect.shape.length - len(last_four)) + last_four,
        owner_email=effect.owner_email,
        issued_at=effect.issued_at,
        valid_until=effect.valid_until,
        uses=effect.uses,
    )


def _used(adjustment: Adjustment) -> UsedDiscount:
    return UsedDiscount(
        rule=adjustment.rule,
        amount=adjustment.amount,
        coupon_id=adjustment.coupon_id,
        code=None if adjustment.coupon_id else adjustment.code,
    )
