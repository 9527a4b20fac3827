"""What an event causes: pure, so the same program, event and facts always give the same decision (I17)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from engine.model.card_effects import ReleaseCardHold
from engine.model.cart import ORDER_MOVES, Order, OrderState
from engine.model.customer import customer_key
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    CountCustomerOrder,
    Effect,
    ExpireCoupon,
    Metric,
    RecordGrant,
    RedeemCoupon,
    ReleaseHold,
    SaveOrder,
    StartTimer,
)
from engine.model.events import (
    CardsCredited,
    CardsPublished,
    CartSaved,
    ConsentChanged,
    ContractCancelled,
    ContractRenewed,
    CouponRequested,
    CouponsImported,
    CustomerRecorded,
    DeliveryReported,
    Event,
    OfferAccepted,
    OfferDeclined,
    OfferSettled,
    OfferShown,
    OrderRecorded,
    OrderRefunded,
    RefusedCodes,
    ReminderClicked,
    ReminderRequested,
    SagaStepEnded,
    SmsReceived,
    TimerCame,
    TimerKind,
)
from engine.model.facts import CouponState, CustomerFact, Facts, Person
from engine.model.program import Bearer
from engine.model.quote import Quote
from engine.model.refund import RefundWish
from engine.runtime.after_purchase import NOTHING, Brought, brought_by
from engine.runtime.by_hand import decide_request
from engine.runtime.card_credit import card_ends, decide_credit
from engine.runtime.card_earn import earned_cards, spent_cards
from engine.runtime.card_publish import Giving, decide_publication
from engine.runtime.cart_orders import decide_click, order_cart_effects
from engine.runtime.check_cart import check_cart
from engine.runtime.claims import use_counters
from engine.runtime.combine import Applied
from engine.runtime.consent import consent_effects, report_effects, sms_effects
from engine.runtime.counterfactual import decide_dealt
from engine.runtime.coupon import HELD_FOR, in_time_at
from engine.runtime.explain import explain_earned, explain_price
from engine.runtime.explain_cards import explain_gifts
from engine.runtime.explain_offer import explain_offers
from engine.runtime.explain_personal import explain_record, explain_timer
from engine.runtime.import_coupons import decide_import
from engine.runtime.issue import Earned, earned, earning_sight, issue_effects
from engine.runtime.left_carts import decide_saved
from engine.runtime.list_run import plan_effects, step_effects
from engine.runtime.list_send import send_effects
from engine.runtime.lists import order_effects
from engine.runtime.needs import PLANNED_AT_ONCE
from engine.runtime.offer_saga import deadline_effects, decide_offer, decide_step
from engine.runtime.personal import TIMED, planned, record_effects, timer_effects
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing, price
from engine.runtime.refund import decide_refund
from engine.runtime.refund_tenders import taken_back_later
from engine.runtime.remind_by_hand import decide_by_hand
from engine.runtime.renewal import decide_cancellation, decide_renewal, renewal_due
from engine.runtime.send_reminders import cart_plan_effects, cart_timer_effects
from engine.runtime.stats import count, offer_figures, order_figures
from engine.runtime.stops import with_stops
from engine.runtime.subjects import same_cart

REPORTED = "(reported)"
"""As the id of a refund: the shop reported the whole order as refunded."""

_FIRST_STATES = frozenset({OrderState.PENDING, OrderState.PAID, OrderState.FAILED, OrderState.CANCELLED})
_CHARGED = frozenset({OrderState.PENDING, OrderState.PAID})


def decide(prepared: Prepared, event: Event, facts: Facts, *, trace: bool = False) -> Decision | Rejection:
    """The effects of `event`, or why it cannot be taken; with `trace` also rule by rule why."""
    if prepared.lab is None:
        return _decide(prepared, event, facts, trace=trace)

    def by(rules: Prepared, event: Event, facts: Facts) -> Decision | Rejection:
        return _decide(rules, event, facts, trace=trace)

    return decide_dealt(prepared, prepared.lab, event, facts, by)


def _decide(  # noqa: C901, PLR0911, PLR0912 - one branch per kind of event
    prepared: Prepared, event: Event, facts: Facts, *, trace: bool
) -> Decision | Rejection:
    match event:
        case OrderRecorded():
            return _decide_order(prepared, event, facts, trace=trace)
        case TimerCame():
            return Decision(
                revision=prepared.program.revision,
                effects=_timer_effects(prepared, event, facts),
                trace=explain_timer(prepared, event, facts) if trace else (),
            )
        case CustomerRecorded():
            recorded = Decision(
                revision=prepared.program.revision,
                effects=tuple(record_effects(prepared, event, facts)),
                trace=explain_record(prepared, event, facts) if trace else (),
            )
            return with_stops(prepared, event, facts, recorded)
        case CouponRequested():
            return decide_request(prepared, event, facts)
        case CouponsImported():
            return decide_import(prepared, event, facts)
        case OrderRefunded():
            return with_stops(prepared, event, facts, decide_refund(prepared, event, facts, trace=trace))
        case CardsPublished():
            return decide_publication(prepared, event, facts)
        case CardsCredited():
            return decide_credit(prepared, event, facts)
        case OfferShown() | OfferAccepted() | OfferDeclined() | OfferSettled():
            return decide_offer(prepared, event, facts)
        case ContractRenewed():
            return with_stops(prepared, event, facts, decide_renewal(prepared, event, facts))
        case ContractCancelled():
            return with_stops(prepared, event, facts, decide_cancellation(prepared, event, facts))
        case SagaStepEnded():
            return decide_step(prepared, event, facts)
        case CartSaved():
            return decide_saved(prepared, event, facts)
        case ReminderClicked():
            return decide_click(prepared, event, facts)
        case ReminderRequested():
            return decide_by_hand(prepared, event, facts)
        case ConsentChanged():
            return _decided(prepared, consent_effects(prepared, event))
        case DeliveryReported():
            return _decided(prepared, report_effects(event, facts, prepared.zone))
        case SmsReceived():
            return _decided(prepared, sms_effects(event, prepared.zone))
        case _:
            assert_never(event)


def _decided(prepared: Prepared, effects: Iterable[Effect]) -> Decision:
    return Decision(revision=prepared.program.revision, effects=tuple(effects))


def _decide_order(
    prepared: Prepared, event: OrderRecorded, facts: Facts, *, trace: bool
) -> Decision | Rejection:
    order, stored = event.order, facts.orders.get(event.order.id)
    rejection = _check_move(order, stored)
    if rejection is not None:
        return rejection
    if stored is not None and stored.state is order.state:
        return Decision(revision=prepared.program.revision)  # the same again: nothing left to do
    if stored is not None and order.state is OrderState.REFUNDED:
        whole = OrderRefunded(
            id=event.id, at=event.at, order_id=order.id, refund_id=REPORTED, wish=RefundWish()
        )
        return with_stops(prepared, whole, facts, decide_refund(prepared, whole, facts))
    if stored is not None and order.state is not OrderState.PAID:
        stated = order.stated_total if order.stated_total is not None else stored.stated_total
        kept = replace(
            same_cart(order, stored), stated_total=stated
        )  # what was charged is what can be refunded
        left = order_cart_effects(prepared, event, facts, 0)
        saved = SaveOrder(order=kept, quote=None)
        return Decision(revision=prepared.program.revision, effects=(saved, *left))
    rejection = check_cart(order.cart, prepared.program.catalog)
    if rejection is not None:
        return replace(rejection, path=("cart", *rejection.path))
    agreed = None if stored is None else stored.stated_total
    promised = agreed is not None and order.stated_total == agreed
    pricing = price(prepared, order.cart, facts, event.at)
    return _charge(event, pricing, same_cart(order, stored), promised=promised, trace=trace)


def _charge(
    event: OrderRecorded, pricing: Pricing, kept: Order, *, promised: bool, trace: bool
) -> Decision | Rejection:
    rejection = _check_charge(event, pricing.quote, promised=promised)
    if rejection is not None:
        return rejection
    prepared, order = pricing.checkout.prepared, event.order
    paid = order.state is OrderState.PAID
    coupons = earned(pricing, order) if paid else ()
    brought = brought_by(pricing, order, coupons) if paid else NOTHING
    charged = pricing.quote.total if order.stated_total is None else order.stated_total
    carts = tuple(order_cart_effects(prepared, event, pricing.checkout.facts, charged))
    saved = SaveOrder(order=kept, quote=pricing.quote)
    steps = explain_price(pricing) + explain_earned(pricing, coupons, event.order) if trace else ()
    effects = tuple(_paid_effects(event, pricing, coupons, brought)) if paid else ()
    if trace and paid:
        steps += explain_offers(pricing, brought, order) + explain_gifts(pricing, order, effects)
    return Decision(
        revision=prepared.program.revision,
        effects=(saved, *effects, *carts),
        quote=pricing.quote,
        trace=steps,
    )


def _check_move(order: Order, stored: Order | None) -> Rejection | None:
    if stored is None:
        if order.state in _FIRST_STATES:
            return None
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("state",), args=(("to", order.state),))
    if _content(order) != _content(stored) or _differ(order.stated_total, _stated_first(stored)):
        return Rejection(problem=Problem.ORDER_CHANGED, path=("id",), args=(("id", order.id),))
    if order.state is stored.state or order.state in ORDER_MOVES[stored.state]:
        return None
    moved = (("from", stored.state), ("to", order.state))
    return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("state",), args=moved)


def _content(order: Order) -> tuple[object, ...]:
    """What may not change under an order id: what was bought by whom; a note or a clock reading may.

    What came in later through an offer is none of it: the shop may repeat its first report.
    """
    cart = order.cart
    lines = tuple(
        (line.sku, line.quantity, line.unit_price, line.plan) for line in cart.lines if not line.offer
    )
    buyer = (cart.buyer.email, cart.buyer.external_id)
    return (lines, buyer, frozenset(cart.codes), frozenset(cart.gift_cards), cart.shipping, cart.test)


def _stated_first(order: Order) -> int | None:
    """What the shop said that it charged, without what came in later through an offer."""
    added = sum(line.quantity * line.unit_price for line in order.cart.lines if line.offer)
    return None if order.stated_total is None else order.stated_total - added


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _check_charge(event: OrderRecorded, quote: Quote, *, promised: bool) -> Rejection | None:
    """Codes that do not apply and totals that do not add up concern orders that are charged (SEC9).

    `promised`: the same total was agreed on while the payment was pending. Whoever transferred it has paid, also when
    a sale or a coupon has ended meanwhile; a gift card that pays no more is refused even so, as its money is missing.
    """
    order = event.order
    if order.state not in _CHARGED:
        return None
    refused = [one for one in quote.refusals if one.code is not None and (one.gift_card or not promised)]
    if refused and event.refused_codes is RefusedCodes.REJECT:
        args = tuple((refusal.code or "", refusal.reason.value) for refusal in refused)
        field = "gift_cards" if all(refusal.gift_card for refusal in refused) else "codes"
        return Rejection(problem=Problem.CODE_REFUSED, path=("cart", field), args=args, quote=quote)
    if order.stated_total is None or order.stated_total == quote.total or refused or promised:
        return None
    figures = (("stated", str(order.stated_total)), ("computed", str(quote.total)))
    return Rejection(problem=Problem.TOTALS_DO_NOT_ADD_UP, path=("stated_total",), args=figures, quote=quote)


def _paid_effects(
    event: OrderRecorded, pricing: Pricing, coupons: tuple[Earned, ...], brought: Brought
) -> Iterator[Effect]:
    order, prepared = event.order, pricing.checkout.prepared
    yield from _history(order, pricing.quote, event, prepared)
    for one in pricing.applied:
        yield _grant(one, event)
    grants = [(one.candidate.claims, one.cost) for one in pricing.applied]
    grants += [(one.claims, 0) for one in coupons]
    grants.append((brought.choice.claims, brought.choice.off))
    yield from use_counters(grants, pricing.checkout.facts.counters)
    for coupon in coupons:
        yield from issue_effects(coupon, event.at, prepared)
    yield from brought.effects
    sight = earning_sight(pricing, order)
    yield from spent_cards(order, pricing.quote, event.at)
    giving = Giving.start(prepared, pricing.checkout.facts, event.at, grants)
    yield from earned_cards(order, pricing.quote, sight, giving)
    yield from order_effects(prepared, order, sight, pricing.checkout.facts, event.at)
    if not order.cart.test:
        figures = order_figures(pricing, coupons) + offer_figures(brought.choice)
        yield from count(figures, event.at, prepared.zone)


def _history(order: Order, quote: Quote, event: OrderRecorded, prepared: Prepared) -> Iterator[Effect]:
    """The order counts for its buyer, and the wait for the next one begins afresh."""
    buyer = order.cart.buyer
    if order.cart.test or (buyer.email is None and buyer.external_id is None):
        return
    charged = quote.total if order.stated_total is None else order.stated_total
    yield CountCustomerOrder(
        email=buyer.email, external_id=buyer.external_id, total=charged, at=event.at, buyer=buyer
    )
    history = CustomerFact(last_order_at=event.at)
    person = Person(key=customer_key(buyer.email, buyer.external_id) or "", buyer=buyer, customer=history)
    yield from planned(prepared, (TimerKind.CUSTOMER_INACTIVE,), (person,), event.at)


def _grant(one: Applied, event: OrderRecorded) -> Effect:
    candidate, order = one.candidate, event.order
    coupon = candidate.coupon
    if coupon is None:
        return RecordGrant(
            rule=candidate.rule, order_id=order.id, code=candidate.code, amount=one.taken.amount, at=event.at
        )
    bound = coupon.terms.bearer is not Bearer.ANYONE
    return RedeemCoupon(
        coupon_id=coupon.id,
        rule=candidate.rule,
        order_id=order.id,
        cart_token=order.cart.token,
        owner_email=coupon.owner_email if bound else None,
        owner_id=coupon.owner_id if bound else None,
        amount=one.taken.amount,
        at=event.at,
        in_time_at=in_time_at(coupon, event.at),
    )


def _timer_effects(  # noqa: C901, PLR0911, PLR0912 - one branch per kind of timer
    prepared: Prepared, event: TimerCame, facts: Facts
) -> tuple[Effect, ...]:
    match event.kind:
        case TimerKind.HOLD_EXPIRY:
            return (ReleaseHold(hold_id=event.subject),)
        case TimerKind.COUPON_EXPIRY:
            return _expiry(prepared, event, facts)
        case TimerKind.CARD_HOLD_EXPIRY:
            return (ReleaseCardHold(hold_id=event.subject),)
        case TimerKind.EARNED_CREDIT:
            return tuple(taken_back_later(prepared, event, facts))
        case TimerKind.CARD_EXPIRY:
            return tuple(card_ends(event, facts))
        case TimerKind.CUSTOMER_BIRTHDAY | TimerKind.CUSTOMER_INACTIVE:
            return tuple(timer_effects(prepared, event, facts))
        case TimerKind.CUSTOMERS_PLAN:
            return tuple(_plan(prepared, event, facts))
        case TimerKind.OFFER_DEADLINE:
            return tuple(deadline_effects(prepared, event, facts))
        case TimerKind.CONTRACT_RENEWAL:
            return tuple(renewal_due(event, facts))
        case TimerKind.CART:
            return tuple(cart_timer_effects(prepared, event, facts))
        case TimerKind.CARTS_PLAN:
            return tuple(cart_plan_effects(prepared, event, facts))
        case TimerKind.LIST_STEP:
            return tuple(step_effects(prepared, event, facts))
        case TimerKind.LISTS_PLAN:
            return tuple(plan_effects(prepared, event, facts))
        case TimerKind.LIST_SEND:
            return tuple(send_effects(prepared, event, facts))
        case _:
            assert_never(event.kind)


def _plan(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """Rules have gone live: customers are waited for under them too, a page of customers at a time."""
    yield from planned(prepared, tuple(TIMED), facts.people.values(), event.at)
    if len(facts.people) == PLANNED_AT_ONCE:
        last = next(reversed(tuple(facts.people)))  # in the order of the store
        yield StartTimer(kind=TimerKind.CUSTOMERS_PLAN, subject=last, due=event.at)


def _expiry(prepared: Prepared, event: TimerCame, facts: Facts) -> tuple[Effect, ...]:
    """A coupon that is past its end and still issued expires; anything else was settled before the timer came."""
    coupon = facts.coupons_by_id.get(event.subject)
    if coupon is None or coupon.state is not CouponState.ISSUED:
        return ()
    if coupon.valid_until is None or event.at < coupon.valid_until:
        return ()
    if coupon.held:
        # A cart set a use aside in time and is paying: the coupon ends when its hold does.
        return (StartTimer(kind=event.kind, subject=coupon.id, due=event.at + HELD_FOR),)
    expire = ExpireCoupon(coupon_id=coupon.id)
    if coupon.test:
        return (expire,)
    issuer = prepared.issuers.get(coupon.rule)
    name = coupon.rule if issuer is None else issuer.name
    return (expire, *count(Counter({(name, Metric.EXPIRED): 1}), event.at, prepared.zone))
