"""Whom an event is about, for experiments that deal arms to people, carts or orders."""

from dataclasses import replace

from engine.model.cart import Buyer, Cart, Order
from engine.model.events import (
    CartSaved,
    ContractCancelled,
    ContractRenewed,
    CouponRequested,
    CustomerRecorded,
    Event,
    OfferAccepted,
    OfferDeclined,
    OfferSettled,
    OfferShown,
    OrderRecorded,
    OrderRefunded,
    ReminderClicked,
    ReminderRequested,
    TimerCame,
    TimerKind,
)
from engine.model.facts import Facts
from engine.model.reader import Enrolment
from engine.model.saved_cart import SavedCart
from engine.runtime.arms import Subject
from engine.runtime.left_carts import merged
from engine.runtime.personal import told


def subject_of(  # noqa: C901, PLR0911, PLR0912 - one branch per kind of event
    event: Event, facts: Facts
) -> Subject | None:
    """The subject, None while `facts` do not tell yet, and for what concerns many or nobody: rules as they stand."""
    match event:
        case OrderRecorded(order=order):
            return _of_order(same_cart(order, facts.orders.get(order.id)))
        case OrderRefunded(order_id=order_id):
            return _of_charged(order_id, facts)
        case OfferShown() | OfferAccepted() | OfferDeclined() | OfferSettled():
            offer = facts.offers.get(event.offer_id)
            return None if offer is None else _of_charged(offer.order_id, facts) or _of_buyer(offer.buyer)
        case ContractRenewed() | ContractCancelled():
            contract = facts.contracts.get(event.contract_id)
            if contract is None:
                return None
            return Subject(buyer=contract.buyer, test=contract.test)
        case CustomerRecorded(customer=record):
            return _of_buyer(told(record, facts.people.get(record.key)).buyer)
        case CouponRequested(receiver=receiver):
            return _of_buyer(receiver)
        case CartSaved(visit=visit):
            known = facts.carts.get(visit.cart.token)
            buyer = visit.cart.buyer if known is None else merged(known.cart.buyer, visit.cart.buyer)
            return Subject(buyer=buyer, token=visit.cart.token, test=visit.cart.test)
        case ReminderClicked(token=token) | ReminderRequested(token=token):
            return _of_cart(facts.carts.get(token))
        case TimerCame():
            return _of_timer(event, facts)
        case _:
            return None


def subject_of_enrolment(one: Enrolment) -> Subject:
    """The reader."""
    return Subject(buyer=one.buyer, test=one.test)


def subject_of_cart(cart: Cart) -> Subject:
    """Who shops."""
    return Subject(buyer=cart.buyer, token=cart.token, test=cart.test)


def same_cart(order: Order, stored: Order | None) -> Order:
    """The order with the token that it came with first: a payment provider reports it paid and knows no cart."""
    if stored is None or order.cart.token:
        return order
    return replace(order, cart=replace(order.cart, token=stored.cart.token))


def _of_timer(event: TimerCame, facts: Facts) -> Subject | None:
    match event.kind:
        case TimerKind.CUSTOMER_BIRTHDAY | TimerKind.CUSTOMER_INACTIVE:
            person = facts.people.get(event.subject)
            return None if person is None else _of_buyer(person.buyer)
        case TimerKind.CART:
            return _of_cart(facts.carts.get(event.subject))
        case TimerKind.LIST_STEP:
            one = facts.enrolments.get(event.subject)
            return None if one is None else subject_of_enrolment(one)
        case _:
            return None


def _of_order(order: Order) -> Subject:
    return subject_of_cart(order.cart)


def _of_charged(order_id: str, facts: Facts) -> Subject | None:
    past = facts.charged.get(order_id)
    return None if past is None else _of_order(past.order)


def _of_cart(cart: SavedCart | None) -> Subject | None:
    return None if cart is None else replace(subject_of_cart(cart.cart), token=cart.token)


def _of_buyer(buyer: Buyer) -> Subject:
    return Subject(buyer=buyer)
