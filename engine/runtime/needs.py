"""What has to be read before an event can be decided or a cart priced; a superset that depends on the input only."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import assert_never

from engine.model.card import CardByIdNeed, CardNeed
from engine.model.cart import Buyer, Cart, Order, OrderState
from engine.model.contract import Contract
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
    ReminderClicked,
    ReminderRequested,
    SagaStepEnded,
    SmsReceived,
    TimerCame,
    TimerKind,
)
from engine.model.facts import (
    CartsNeed,
    CartsPageNeed,
    ChargedOrder,
    ChargeNeed,
    ContractNeed,
    CounterNeed,
    CouponByIdNeed,
    CouponNeed,
    CustomerFact,
    CustomerNeed,
    Facts,
    Need,
    OfferNeed,
    OrderNeed,
    PeopleNeed,
    PersonNeed,
    SagaNeed,
)
from engine.model.offer_instance import OfferInstance
from engine.model.program import Rule, TriggerKind
from engine.model.saga import offer_saga
from engine.runtime.card_credit import credited_card
from engine.runtime.card_earn import earning_card_keys, personal_card_needs, refund_card_keys
from engine.runtime.card_needs import card_needs, credit_counters
from engine.runtime.cart_orders import order_cart_need
from engine.runtime.cause import buyer_of
from engine.runtime.claims import Claim, issue_claim, keys_of, limit_claims, spend_claim
from engine.runtime.consent import bounces_of
from engine.runtime.dealing import unit_needs
from engine.runtime.earned_room import earned_keys
from engine.runtime.import_coupons import import_needs
from engine.runtime.interpret import reads_history
from engine.runtime.later_purchase import known_part
from engine.runtime.list_run import cap_keys
from engine.runtime.list_send import list_needs, readers_need
from engine.runtime.offer_refund import offers_sold
from engine.runtime.offer_settled import bought_by, made_order, switches
from engine.runtime.personal import cause_of, told
from engine.runtime.prepare import Prepared
from engine.runtime.refund import counters_of
from engine.runtime.renewal import delivery_order, renewal_of
from engine.runtime.rewards import earner, reward_rules
from engine.runtime.send_reminders import PLANNED_AT_ONCE as CARTS_AT_ONCE
from engine.runtime.send_reminders import reminder_needs
from engine.runtime.stops import stop_needs
from engine.runtime.subjects import subject_of, subject_of_cart, subject_of_enrolment
from engine.vocabulary.fields import Sight

PLANNED_AT_ONCE = 500
"""Customers that one transaction plans timers for."""


def quote_needs(prepared: Prepared, cart: Cart, now: datetime) -> tuple[Need, ...]:
    """What `quote` has to know about the buyer, the codes, the counters of rules that may act, and the arms."""
    widest, lab = prepared.widest, prepared.lab
    sight = _sight(widest, cart, now)
    shared = [widest.by_code[code] for code in cart.codes if code in widest.by_code]
    rules = [*widest.sales.candidates(sight), *shared]
    known = tuple(_needs(widest, cart, rules, now))
    return known if lab is None else (*known, *unit_needs(lab, subject_of_cart(cart)))


def needs(prepared: Prepared, event: Event) -> tuple[Need, ...]:
    """What `decide` has to know before it can decide on `event`."""
    return _first_needs(prepared.widest, event)


def _first_needs(  # noqa: C901, PLR0911, PLR0912 - one branch per kind of event
    prepared: Prepared, event: Event
) -> tuple[Need, ...]:
    match event:
        case OrderRecorded():
            return _order_needs(prepared, event.order, event.at)
        case TimerCame(kind=TimerKind.COUPON_EXPIRY):
            return (CouponByIdNeed(coupon_id=event.subject),)
        case TimerCame(kind=TimerKind.CUSTOMER_BIRTHDAY | TimerKind.CUSTOMER_INACTIVE):
            return (PersonNeed(key=event.subject),)
        case TimerCame(kind=TimerKind.CARD_EXPIRY):
            return (CardByIdNeed(card_id=credited_card(event.subject)),)
        case CardsPublished() | CardsCredited():
            return tuple(card_needs(prepared, event))
        case TimerCame(kind=TimerKind.CUSTOMERS_PLAN):
            return (PeopleNeed(after=event.subject, limit=PLANNED_AT_ONCE),)
        case TimerCame(kind=TimerKind.OFFER_DEADLINE):
            return (OfferNeed(offer_id=event.subject),)
        case TimerCame(kind=TimerKind.EARNED_CREDIT):
            return (ChargeNeed(order_id=event.subject),)
        case TimerCame(kind=TimerKind.CONTRACT_RENEWAL):
            return (ContractNeed(contract_id=event.subject),)
        case TimerCame(kind=TimerKind.CART):
            return (CartsNeed(token=event.subject),)
        case TimerCame(kind=TimerKind.CARTS_PLAN):
            return (CartsPageNeed(after=event.subject, limit=CARTS_AT_ONCE),)
        case TimerCame(kind=TimerKind.LIST_STEP | TimerKind.LISTS_PLAN | TimerKind.LIST_SEND):
            return list_needs(event, prepared)
        case TimerCame() | ConsentChanged() | SmsReceived():
            return ()
        case CustomerRecorded(customer=record):
            return (PersonNeed(key=record.key),)
        case CouponRequested(rule=name, receiver=receiver):
            rule = prepared.issuers.get(name)
            return () if rule is None else tuple(_counters(prepared, receiver, (rule,), event.at))
        case CouponsImported():
            return tuple(import_needs(prepared, event))
        case DeliveryReported(report=report):
            return (CounterNeed(key=bounces_of(report)),)
        case OrderRefunded(order_id=order_id):
            return (ChargeNeed(order_id=order_id),)
        case OfferShown() | OfferAccepted() | OfferDeclined() | OfferSettled():
            return (OfferNeed(offer_id=event.offer_id),)
        case ContractRenewed() | ContractCancelled():
            return (ContractNeed(contract_id=event.contract_id),)
        case SagaStepEnded(saga_id=saga_id):
            return (SagaNeed(saga_id=saga_id),)
        case CartSaved(visit=visit):
            return (CartsNeed(token=visit.cart.token),)
        case ReminderClicked(token=token) | ReminderRequested(token=token):
            return (CartsNeed(token=token),)
        case _:
            assert_never(event)


def further_needs(prepared: Prepared, event: Event, facts: Facts) -> tuple[Need, ...]:
    """What has to be read besides, once `facts` tell whom the event is about: a timer and a code do not say it."""
    widest = prepared.widest
    return (
        *_further(widest, event, facts),
        *stop_needs(widest, event, facts),
        *_exposure_needs(prepared, event, facts),
    )


def _exposure_needs(prepared: Prepared, event: Event, facts: Facts) -> Iterator[Need]:
    """Which arms of experiments were shown before to whom the event is about."""
    lab = prepared.lab
    if lab is None:
        return
    if isinstance(event, TimerCame) and event.kind is TimerKind.LISTS_PLAN:
        subjects = [subject_of_enrolment(one) for one in facts.enrolments.values()]
    else:
        subject = subject_of(event, facts)
        subjects = [] if subject is None else [subject]
    for one in subjects:
        yield from unit_needs(lab, one)


def _further(  # noqa: C901, PLR0911, PLR0912 - one branch per kind of event
    prepared: Prepared, event: Event, facts: Facts
) -> tuple[Need, ...]:
    match event:
        case OrderRecorded(order=order):
            if order.state is OrderState.REFUNDED:
                return _returned_counters(prepared, order.id, facts)
            return tuple(_reward_needs(prepared, order, event.at, facts))
        case TimerCame(kind=TimerKind.CUSTOMER_BIRTHDAY | TimerKind.CUSTOMER_INACTIVE):
            rules, person = (
                prepared.personal.get(TriggerKind(event.kind), ()),
                facts.people.get(event.subject),
            )
        case CustomerRecorded(customer=record):
            rules = prepared.personal.get(TriggerKind.CUSTOMER_JOINED, ())
            person = told(record, facts.people.get(record.key))
        case OrderRefunded(order_id=order_id):
            return _returned_counters(prepared, order_id, facts)
        case TimerCame(kind=TimerKind.LIST_STEP):
            found = facts.enrolments.get(event.subject)
            return tuple(CounterNeed(key=key) for key in cap_keys(prepared, found, event.at))
        case TimerCame(kind=TimerKind.LIST_SEND):
            return readers_need(prepared, event, facts)
        case CardsCredited():
            return tuple(credit_counters(prepared, event, facts))
        case CardsPublished() | CouponsImported():
            return ()
        case ConsentChanged() | DeliveryReported() | SmsReceived():
            return ()
        case TimerCame(kind=TimerKind.CART):
            return tuple(reminder_needs(prepared, event, facts))
        case TimerCame(kind=TimerKind.EARNED_CREDIT, subject=order_id):
            return _earned_counters(prepared, facts.charged.get(order_id))
        case TimerCame() | CouponRequested() | CartSaved() | ReminderClicked() | ReminderRequested():
            return ()
        case OfferShown() | OfferAccepted() | OfferDeclined():
            return ()
        case OfferSettled(offer_id=offer_id):
            return tuple(_settled_needs(prepared, facts, facts.offers.get(offer_id), event))
        case ContractRenewed(contract_id=contract_id):
            return tuple(_renewal_needs(prepared, facts.contracts.get(contract_id), event))
        case SagaStepEnded() | ContractCancelled():
            return ()
        case _:
            assert_never(event)
    if person is None:
        return ()
    cause = cause_of(event, person)
    given = (CouponByIdNeed(coupon_id=cause.coupon_id(rule.name)) for rule in rules)
    cards = personal_card_needs(prepared, rules, cause, event.at)
    return tuple(dict.fromkeys((*_counters(prepared, person.buyer, rules, event.at), *given, *cards)))


def _settled_needs(
    prepared: Prepared, facts: Facts, offer: OfferInstance | None, event: OfferSettled
) -> Iterator[Need]:
    """The order and the contracts that a settled offer changes, and whether the id of a new order is free."""
    if offer is not None:
        yield SagaNeed(saga_id=offer_saga(offer.id))
        yield ChargeNeed(order_id=offer.order_id)
        if made := made_order(offer, event):
            yield OrderNeed(order_id=made)
        for target in offer.targets:
            if target.contract_id:
                yield ContractNeed(contract_id=target.contract_id)
        past = facts.charged.get(offer.order_id)
        if past is not None and event.failure is None:
            if switches(offer):
                yield from (CounterNeed(key=key) for key in counters_of(prepared, past, facts))
            yield from _purchase_needs(prepared, bought_by(offer, event, past.order), event.at)


def _purchase_needs(prepared: Prepared, order: Order, now: datetime) -> Iterator[Need]:
    """Counters and history for what an order starts that nobody reported."""
    bought = known_part(prepared, order)
    if bought is None:
        return
    sight = _sight(prepared, bought.cart, now, bought)
    renewed = prepared.lists_of(TriggerKind.SUBSCRIPTION_RENEWED)
    lists = renewed if bought.renews else (*prepared.lists.candidates(sight), *_subscribing(prepared))
    yield from _needs(prepared, bought.cart, [*prepared.coupons.candidates(sight), *lists], now)
    keys = earning_card_keys(prepared, bought, prepared.cards.candidates(sight), now)
    yield from (CounterNeed(key=key) for key in keys)


def _renewal_needs(prepared: Prepared, contract: Contract | None, event: ContractRenewed) -> Iterator[Need]:
    """Who collects for the order, and whether its id is free."""
    if contract is not None:
        yield SagaNeed(saga_id=renewal_of(contract))
        order = delivery_order(contract, event)
        yield OrderNeed(order_id=order.id)
        if event.paid:
            yield from _purchase_needs(prepared, order, event.at)


def _returned_counters(prepared: Prepared, order_id: str, facts: Facts) -> tuple[Need, ...]:
    past = facts.charged.get(order_id)
    if past is None or past.order.cart.test:
        return ()
    keys = (*counters_of(prepared, past, facts), *refund_card_keys(prepared, past.order, past.charged_at))
    sold = (OfferNeed(offer_id=offer_id) for offer_id in offers_sold(past))
    return (*sold, *(CounterNeed(key=key) for key in dict.fromkeys(keys)))


def _earned_counters(prepared: Prepared, past: ChargedOrder | None) -> tuple[Need, ...]:
    keys = () if past is None else dict.fromkeys(earned_keys(prepared, past))
    return tuple(CounterNeed(key=key) for key in keys)


def _reward_needs(prepared: Prepared, order: Order, now: datetime, facts: Facts) -> Iterator[Need]:
    """Whom the coupons of a paid order were issued to, and the counters of what these people may earn by it."""
    if order.state is not OrderState.PAID or not prepared.rewards:
        return
    for coupon in facts.coupons.values():
        rules, key = reward_rules(prepared, coupon), earner(coupon)
        if rules and key is not None:
            yield PersonNeed(key=key)
            known = facts.people.get(key)  # limits count by the id that somebody is known by
            yield from _counters(prepared, known.buyer if known else buyer_of(key), rules, now)


def _counters(
    prepared: Prepared, receiver: Buyer, rules: Iterable[Rule], now: datetime
) -> Iterator[CounterNeed]:
    claims = _claims(prepared, receiver, rules, now, with_coupons=False)
    return (CounterNeed(key=key) for key in dict.fromkeys(keys_of(claims)))


def _order_needs(prepared: Prepared, order: Order, now: datetime) -> tuple[Need, ...]:
    pricing = quote_needs(prepared, order.cart, now)
    if order.state is OrderState.REFUNDED:
        return (OrderNeed(order_id=order.id), ChargeNeed(order_id=order.id), *pricing)
    carts = order_cart_need(order, now)
    if order.state is not OrderState.PAID:
        return (OrderNeed(order_id=order.id), carts, *pricing)
    bought = _sight(prepared, order.cart, now, order)
    earning = [
        *prepared.coupons.candidates(bought),
        *prepared.offers.candidates(bought),
        *prepared.lists.candidates(bought),
        *_subscribing(prepared),
    ]
    gifts = earning_card_keys(prepared, order, prepared.cards.candidates(bought), now)
    more = (*_needs(prepared, order.cart, earning, now), *(CounterNeed(key=key) for key in gifts))
    buyer = order.cart.buyer
    rewarding = [rule for same in prepared.rewards.values() for rule in same] if order.cart.codes else []
    history = [CustomerNeed(email=buyer.email, external_id=buyer.external_id)]
    known = history if any(reads_history(rule.condition) for rule in rewarding) else []
    return (OrderNeed(order_id=order.id), carts, *dict.fromkeys((*pricing, *more, *known)))


def _subscribing(prepared: Prepared) -> tuple[Rule, ...]:
    """Lists that a subscription enrols in."""
    return prepared.lists_of(TriggerKind.SUBSCRIPTION_STARTED)


def _sight(prepared: Prepared, cart: Cart, now: datetime, order: Order | None = None) -> Sight:
    return Sight(cart=cart, customer=CustomerFact(), catalog=prepared.program.catalog, now=now, order=order)


def _needs(prepared: Prepared, cart: Cart, rules: Iterable[Rule], now: datetime) -> Iterator[Need]:
    codes = [code for code in cart.codes if not _is_live_code(prepared, code)]
    for code in codes:
        yield CouponNeed(code=code, cart_token=cart.token)
    for code in cart.gift_cards:
        yield CardNeed(code=code, cart_token=cart.token)
    buyer = cart.buyer
    rules = tuple(rules)
    known = buyer.email is not None or buyer.external_id is not None
    if known and any(reads_history(rule.condition) for rule in rules):
        yield CustomerNeed(email=buyer.email, external_id=buyer.external_id)
    if cart.test:
        return
    keys = dict.fromkeys(keys_of(_claims(prepared, buyer, rules, now, with_coupons=bool(codes))))
    for key in keys:
        yield CounterNeed(key=key)


def _is_live_code(prepared: Prepared, code: str) -> bool:
    rule = prepared.by_code.get(code)
    return rule is not None and rule.status == "live"


def _claims(
    prepared: Prepared, buyer: Buyer, rules: Iterable[Rule], now: datetime, *, with_coupons: bool
) -> Iterator[Claim]:
    for rule in rules:
        yield from limit_claims(rule, buyer, now, prepared.zone) or ()
        budget = prepared.budget_of(rule)
        if budget is not None:
            yield from spend_claim(budget, now, prepared.zone)
            yield from issue_claim(budget, buyer, now, prepared.zone) or ()
    if with_coupons:
        for budget in prepared.spending_budgets:
            yield from spend_claim(budget, now, prepared.zone)
