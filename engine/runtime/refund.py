"""What a refund gives back: money, uses of coupons, room in limits and budgets, the customer's history (I24)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import starmap

from engine.model.cart import OrderState
from engine.model.contract import ContractEnd
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import (
    Effect,
    Metric,
    RecordRefund,
    ReturnUse,
    RevokeCoupon,
    SaveOrder,
    UncountCustomerOrder,
)
from engine.model.events import OrderRefunded
from engine.model.facts import ChargedOrder, CounterKey, CouponFact, CouponState, Facts
from engine.model.offer_instance import OfferInstance
from engine.model.program import Kind, Rule
from engine.model.quote import Adjustment
from engine.model.refund import Refund, RefundWish
from engine.runtime.card_earn import refund_cards
from engine.runtime.claims import Claim, keys_of, kind_of, spend_claim
from engine.runtime.contract_end import end_contract, ended_by_refund
from engine.runtime.earned_room import earned_keys, earned_room
from engine.runtime.explain_cards import explain_refund
from engine.runtime.issue import issue_claims
from engine.runtime.lists import refund_effects
from engine.runtime.offer_refund import offer_room, offers_sold, within
from engine.runtime.prepare import Prepared
from engine.runtime.refund_tenders import refunded_tenders, restored_cards, taken_back
from engine.runtime.sale import sale_claims
from engine.runtime.stats import count

CHARGED = frozenset({OrderState.PAID, OrderState.PARTLY_REFUNDED, OrderState.REFUNDED})
"""An order that was paid can be refunded, also after all goods came back while money is left."""


def decide_refund(
    prepared: Prepared, event: OrderRefunded, facts: Facts, *, trace: bool = False
) -> Decision | Rejection:
    """The effects of a refund, or why it cannot be: more than is left, or nothing to give back."""
    past = facts.charged.get(event.order_id)
    if past is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("order_id",))
    if past.order.state not in CHARGED:
        moved = (("from", past.order.state), ("to", OrderState.REFUNDED))
        return Rejection(problem=Problem.STATE_NOT_ALLOWED, path=("order_id",), args=moved)
    refund = _refund(event, past)
    if isinstance(refund, Rejection):
        return refund
    by_cards = sum(one.amount + one.lost for one in refund.tenders)
    cards = refund_cards(prepared, past, refund, refund.amount - by_cards, facts)
    if cards is None:
        no_rule = (("reason", "no_rule"),)
        return Rejection(problem=Problem.CARD_REFUSED, path=("as_gift_card",), args=no_rule)
    effects = tuple(_effects(prepared, event, past, refund, facts))
    steps = explain_refund(prepared, past, refund, facts, cards) if trace else ()
    return Decision(revision=prepared.program.revision, effects=(*effects, *cards), trace=steps)


def counters_of(prepared: Prepared, past: ChargedOrder, facts: Facts) -> tuple[CounterKey, ...]:
    """The counters that the order may have used."""
    claims = [claim for one in past.quote.adjustments for claim in _grant_claims(prepared, past, one)]
    claims += [claim for coupon in past.issued for claim in claims_of_issue(prepared, past, coupon)]
    earned = earned_keys(prepared, past)
    sold = [claim.key for offer in offers_of(past, facts) for claim in offer.claims]
    return tuple(dict.fromkeys((*keys_of(claims), *sold, *earned)))


def offers_of(past: ChargedOrder, facts: Facts) -> tuple[OfferInstance, ...]:
    """The offers that lines of the order came through, as far as they were read."""
    return tuple(facts.offers[one] for one in offers_sold(past) if one in facts.offers)


# ---- how much


def _refund(event: OrderRefunded, past: ChargedOrder) -> Refund | Rejection:
    wish, left = event.wish, units_left(past)
    units = left if wish.whole else _units(wish, past, left)
    if isinstance(units, Rejection):
        return units
    money, shipping_left = money_left(past), _shipping_left(past)
    shipping = min(shipping_left, money) if wish.whole else wish.shipping or 0
    if not 0 <= shipping <= shipping_left:
        return _too_much("shipping", shipping_left)
    amount = money if wish.whole else wish.amount
    if amount is None:
        amount = min(money, shipping + sum(paid_by_line(past, units)))
    if not shipping <= amount <= money:
        return _too_much("amount", money)
    if not any(units) and amount == 0:
        return _too_much("lines" if wish.lines else "amount", 0)
    comes_back = any(one > gone for one, gone in zip(left, units, strict=True))
    return Refund(
        id=event.refund_id,
        order_id=event.order_id,
        number=len(past.refunds) + 1,
        at=event.at,
        wish=wish,
        units=units,
        amount=amount,
        shipping=shipping,
        full=past.order.state is OrderState.REFUNDED or not comes_back or 0 < money == amount,
        note=event.note,
        test=past.order.cart.test,
        tenders=refunded_tenders(past, amount, event.at),
    )


def _too_much(field: str, left: int) -> Rejection:
    return Rejection(problem=Problem.REFUND_TOO_MUCH, path=(field,), args=(("left", str(left)),))


def units_left(past: ChargedOrder) -> tuple[int, ...]:
    """Units by line that did not come back yet."""
    returned = _returned(past)
    return tuple(line.quantity - gone for line, gone in zip(past.order.cart.lines, returned, strict=True))


def _returned(past: ChargedOrder) -> tuple[int, ...]:
    # A line that an offer added later is beyond what an earlier refund knew.
    return tuple(
        sum(refund.units[place] for refund in past.refunds if place < len(refund.units))
        for place in range(len(past.order.cart.lines))
    )


def _units(wish: RefundWish, past: ChargedOrder, left: tuple[int, ...]) -> tuple[int, ...] | Rejection:
    """Units by line; where a product has several lines, those of the first come back first."""
    units = [0] * len(left)
    for number, asked in enumerate(wish.lines):
        path = ("lines", str(number))
        places = [
            place
            for place, line in enumerate(past.order.cart.lines)
            if line.sku == asked.sku and (asked.places is None or place in asked.places)
        ]
        if not places:
            return Rejection(problem=Problem.UNKNOWN_PRODUCT, path=path, args=(("sku", asked.sku),))
        there = sum(left[place] - units[place] for place in places)
        wanted = there if asked.quantity is None else asked.quantity
        if not 1 <= wanted <= there:
            return Rejection(
                problem=Problem.REFUND_TOO_MUCH, path=(*path, "quantity"), args=(("left", str(there)),)
            )
        for place in places:
            taken = min(wanted, left[place] - units[place])
            units[place] += taken
            wanted -= taken
    return tuple(units)


def paid_by_line(past: ChargedOrder, units: tuple[int, ...]) -> tuple[int, ...]:
    """What was paid for these units, by line. Units of one line add up to its total, whatever comes back first."""
    return tuple(
        _share(line.total, bought.quantity, gone, gone + back)
        for line, bought, gone, back in zip(
            past.quote.lines[: len(units)], past.order.cart.lines, _returned(past), units, strict=True
        )
    )


def _share(total: int, quantity: int, after: int, until: int) -> int:
    """The part of `total` that the units `after` … `until` of `quantity` carry."""
    return total * until // quantity - total * after // quantity


def money_left(past: ChargedOrder) -> int:
    """What was charged and not given back yet, minor units."""
    stated = past.order.stated_total
    charged = past.quote.total if stated is None else stated
    return charged - sum(refund.amount for refund in past.refunds)


def _shipping_left(past: ChargedOrder) -> int:
    off = sum(one.shipping for one in past.quote.adjustments)
    return past.quote.shipping - off - sum(refund.shipping for refund in past.refunds)


# ---- what follows


def _effects(
    prepared: Prepared, event: OrderRefunded, past: ChargedOrder, refund: Refund, facts: Facts
) -> Iterator[Effect]:
    order = past.order
    undone = refund.full and order.state is not OrderState.REFUNDED
    state = OrderState.REFUNDED if refund.full else OrderState.PARTLY_REFUNDED
    yield SaveOrder(order=replace(order, state=state), quote=None)
    yield RecordRefund(refund=refund)
    yield from restored_cards(past, refund)
    withdrawn = tuple(unused_coupons(past, event.at)) if undone else ()
    yield from refund_effects(prepared, past, refund, event.at)
    if undone:
        yield from _returned_uses(past, event.at)
        yield from taken_back(past, event.at)
    yield from (RevokeCoupon(coupon_id=one.id, order_id=order.id) for one in withdrawn)
    began = facts.contracts.values()
    for contract in ended_by_refund(began, past, refund, units_left(past), undone=undone):
        yield from end_contract(prepared, contract, ContractEnd.ORDER_REFUNDED, event.at, event.note)
    if order.cart.test:
        return
    buyer = order.cart.buyer
    if buyer.email is not None or buyer.external_id is not None:
        yield UncountCustomerOrder(
            email=buyer.email, external_id=buyer.external_id, orders=int(undone), total=refund.amount
        )
    yield from _returned_room(prepared, past, refund, withdrawn, facts, undone=undone)
    yield from count(_figures(past, refund, undone=undone), event.at, prepared.zone)


def _returned_uses(past: ChargedOrder, at: datetime) -> Iterator[Effect]:
    """A coupon that is still in time can be used again."""
    for coupon in past.used:
        in_time = coupon.valid_until is None or coupon.valid_until > at
        if in_time and coupon.state in {CouponState.ISSUED, CouponState.USED_UP}:
            yield ReturnUse(coupon_id=coupon.id, order_id=past.order.id, at=at)


def unused_coupons(past: ChargedOrder, at: datetime) -> Iterator[CouponFact]:
    """Coupons that the order earned and nobody used end with it; what was used was used."""
    for coupon in past.issued:
        in_time = coupon.valid_until is None or coupon.valid_until > at
        if coupon.state is CouponState.ISSUED and coupon.used == 0 and in_time:
            yield coupon


def _returned_room(
    prepared: Prepared,
    past: ChargedOrder,
    refund: Refund,
    withdrawn: tuple[CouponFact, ...],
    facts: Facts,
    *,
    undone: bool,
) -> Iterator[Effect]:
    """Budgets get the part of each discount that came back, limits their count once the whole order did."""
    back: Counter[Claim] = Counter()
    for one in past.quote.adjustments if past.order.state is not OrderState.REFUNDED else ():
        share = _discount_back(past, one, refund.units, undone=undone)
        for claim in _grant_claims(prepared, past, one):
            back[claim] += share if claim.money else int(undone)
    for coupon in withdrawn:
        back.update(claims_of_issue(prepared, past, coupon))
    for claim, amount in earned_room(prepared, past) if undone else ():
        back[claim] += amount
    returned = [claim.given_back(amount) for claim, amount in back.items()]
    if past.order.state is not OrderState.REFUNDED:
        returned += offer_room(past, facts.offers, _returned(past), refund.units, undone=undone)
    yield from within(returned, facts.counters)


def _discount_back(
    past: ChargedOrder, adjustment: Adjustment, units: tuple[int, ...], *, undone: bool
) -> int:
    """What of a discount comes back with these units; with the last of the order all the rest and its gift do."""
    returned = _returned(past)
    bought = past.order.cart.lines
    per_line = adjustment.per_line[: len(bought)]

    def until(counts: tuple[int, ...]) -> int:
        return sum(
            _share(off, line.quantity, 0, there)
            for off, line, there in zip(per_line, bought, counts, strict=True)
        )

    before = until(returned)
    if undone:
        return adjustment.amount + adjustment.given - before
    return until(tuple(starmap(int.__add__, zip(returned, units, strict=True)))) - before


def _grant_claims(prepared: Prepared, past: ChargedOrder, adjustment: Adjustment) -> Iterator[Claim]:
    """The counters that a discount of the order used, as its rule would use them at the time of the order."""
    rule, claims = _rule(prepared, adjustment), tuple[Claim, ...]()
    if rule is None:
        return
    if adjustment.coupon_id is None:
        claims = sale_claims(rule, prepared, past.order.cart.buyer, past.charged_at) or ()
    elif (budget := prepared.budget_of(rule)) is not None:
        claims = spend_claim(budget, past.charged_at, prepared.zone)
    for claim in claims:
        # What a rule counts by now may have been added since; and it may have had another name.
        used = (key for key in (claim.key, *claim.former) if _counted(adjustment, key))
        if (key := next(used, None)) is not None:
            yield replace(claim, key=key)


def _counted(adjustment: Adjustment, key: CounterKey) -> bool:
    return adjustment.counted is None or kind_of(key) in adjustment.counted


def _rule(prepared: Prepared, adjustment: Adjustment) -> Rule | None:
    if adjustment.kind is Kind.COUPON:
        return prepared.issuers.get(adjustment.rule)
    named = (rule for rule in prepared.program.rules if adjustment.rule in {rule.name, *rule.was})
    return next(named, None)


def claims_of_issue(prepared: Prepared, past: ChargedOrder, coupon: CouponFact) -> tuple[Claim, ...]:
    """The limits and the number in the budget that a coupon of the order used when it was issued."""
    rule = prepared.issuers.get(coupon.rule)
    if rule is None or coupon.issued_to not in {None, past.buyer_key}:
        return ()  # whoever else was thanked for this order has counters of their own
    return issue_claims(rule, past.order.cart.buyer, prepared, past.charged_at) or ()


def _figures(past: ChargedOrder, refund: Refund, *, undone: bool) -> Counter[tuple[str, Metric]]:
    """Each rule that discounted the order is charged with the refund, as it was credited with the revenue."""
    figures: Counter[tuple[str, Metric]] = Counter()
    for name in dict.fromkeys(one.rule for one in past.quote.adjustments):
        figures[name, Metric.REFUNDED_AMOUNT] += refund.amount
        figures[name, Metric.REFUNDED] += int(undone)
    return figures
