"""What a cart costs: the one price kernel of quote and order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.cart import Cart
from engine.model.decision import Rejection
from engine.model.facts import CounterKey, Facts
from engine.model.program import GatewayShows
from engine.model.quote import Adjustment, Quote, QuotedLine, Refusal, RefusalReason
from engine.runtime.arms import Subject
from engine.runtime.basket import Basket
from engine.runtime.candidate import Candidate, Considered, Present, refused
from engine.runtime.check_cart import check_cart
from engine.runtime.checkout import Checkout
from engine.runtime.claims import kind_of
from engine.runtime.combine import Applied, Plan, combine
from engine.runtime.coupon import coupon_candidate
from engine.runtime.dealing import deal
from engine.runtime.prepare import Prepared
from engine.runtime.sale import sale_candidate, shared_code_candidate, shared_rule
from engine.runtime.tender import with_tenders
from engine.vocabulary.fields import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """A quote with what led to it; `matched` names the automatic sales that act and mean a product in it."""

    checkout: Checkout
    quote: Quote
    applied: tuple[Applied, ...]
    matched: tuple[str, ...]
    late: Sight  # what codes see that ask for the goods after automatic discounts


def quote(prepared: Prepared, cart: Cart, facts: Facts, now: datetime) -> Quote | Rejection:
    """Price `cart` at `now`, by the arms of whose it is; writes nothing. A cart that makes no sense is a Rejection."""
    rejection = check_cart(cart, prepared.program.catalog)
    if rejection is not None:
        return rejection
    return price(rules_of_cart(prepared, cart, facts, now), cart, facts, now).quote


def rules_of_cart(prepared: Prepared, cart: Cart, facts: Facts, now: datetime) -> Prepared:
    """The rules as the arms of whose cart it is have them."""
    if prepared.lab is None:
        return prepared
    shopper = Subject(buyer=cart.buyer, token=cart.token)
    return deal(prepared.lab, shopper, facts.units, now).rules


def price(prepared: Prepared, cart: Cart, facts: Facts, now: datetime) -> Pricing:
    """Price a checked cart: unit prices, then sales, then coupons, shipping as its own line (domain.md §2)."""
    catalog = prepared.program.catalog
    checkout = Checkout(
        prepared=prepared,
        basket=Basket.of(cart, catalog),
        sight=Sight(cart=cart, customer=facts.customer, catalog=catalog, now=now),
        facts=facts,
    )
    matched = prepared.sales.matches(checkout.sight)
    automatic = [sale_candidate(rule, None, checkout) for rule in matched]
    late = _after_automatic(checkout, automatic) if _asks_late(checkout) else checkout.sight
    coded = _coded(checkout, late)
    plan, refusals = _settle([*automatic, *coded], checkout)
    return Pricing(
        checkout=checkout,
        quote=with_tenders(_quote(checkout, plan, (*refusals, *_told(plan))), cart, catalog, facts, now),
        applied=plan.applied,
        matched=tuple(rule.name for rule in matched),
        late=late,
    )


def _asks_late(checkout: Checkout) -> bool:
    shared, late = checkout.prepared.by_code, checkout.prepared.late
    return any(code in shared and shared[code].name in late for code in checkout.sight.cart.codes)


def _coded(checkout: Checkout, late: Sight) -> list[Considered]:
    """What each code of the cart comes to, in the order entered; a sale acts once, whichever code came first."""
    seen: set[str] = set()
    found: list[Considered] = []
    for code in dict.fromkeys(checkout.sight.cart.codes):
        rule = shared_rule(code, checkout)
        if rule is None:
            found.append(coupon_candidate(code, checkout.facts.coupons.get(code), checkout))
        elif rule.name in seen:
            found.append(Refusal(reason=RefusalReason.NOT_COMBINABLE, rule=rule.name, code=code))
        else:
            seen.add(rule.name)
            sight = late if rule.name in checkout.prepared.late else checkout.sight
            found.append(shared_code_candidate(rule, code, checkout, sight))
    return found


def _after_automatic(checkout: Checkout, automatic: Iterable[Considered]) -> Sight:
    """What conditions on the discounted total see: the best plan of the automatic sales taken off."""
    plan, _ = _settle(automatic, checkout)
    goods_off = sum(sum(one.taken.per_line) for one in plan.applied)
    return replace(checkout.sight, discounts=goods_off)


def _settle(considered: Iterable[Considered], checkout: Checkout) -> tuple[Plan, list[Refusal]]:
    """Choose the plan; members that together overdraw a counter are refused, and the rest is chosen again."""
    candidates: list[Candidate] = []
    refusals: list[Refusal] = []
    for one in considered:
        if isinstance(one, Candidate):
            candidates.append(one)
        elif one.code is not None or one.reason not in _SILENT:
            refusals.append(one)
    while True:
        plan = combine(candidates, checkout.basket, checkout.rounding)
        overdrawn = _overdrawn(plan, checkout.facts)
        if not overdrawn:
            return plan, refusals
        refusals.extend(refused(candidate, reason) for candidate, reason in overdrawn)
        gone = {id(candidate) for candidate, _ in overdrawn}
        candidates = [one for one in candidates if id(one) not in gone]


_SILENT = frozenset(
    {
        RefusalReason.NO_TARGET_IN_CART,
        RefusalReason.NOTHING_TO_TAKE_OFF,
        RefusalReason.CONDITION_NOT_MET,
    }
)
"""An automatic rule that finds nothing to take off in this cart is no news."""


def _overdrawn(plan: Plan, facts: Facts) -> list[tuple[Candidate, RefusalReason]]:
    """Members that would take a counter over its limit after those applied before them."""
    spent: Counter[CounterKey] = Counter()
    overdrawn: list[tuple[Candidate, RefusalReason]] = []
    for one in plan.applied:
        sizes = [(claim, claim.size(one.cost)) for claim in one.candidate.claims]
        broken = [
            claim
            for claim, size in sizes
            if claim.limit is not None and claim.used(facts.counters) + spent[claim.key] + size > claim.limit
        ]
        if broken:
            overdrawn.append((one.candidate, broken[0].reason))
            continue
        spent.update({claim.key: size for claim, size in sizes})
    return overdrawn


def _told(plan: Plan) -> Iterable[Refusal]:
    for one in plan.losers:
        yield refused(one, RefusalReason.NOT_COMBINABLE)
    for one in plan.idle:
        yield refused(one, RefusalReason.NOTHING_TO_TAKE_OFF)


def _quote(checkout: Checkout, plan: Plan, refusals: tuple[Refusal, ...]) -> Quote:
    basket, program = checkout.basket, checkout.prepared.program
    lines = _lines(checkout, plan)
    subtotal = basket.subtotal
    discount = plan.amount
    total = subtotal + basket.shipping - discount
    hidden = sum(one.taken.amount for one in plan.applied if one.candidate.gateway_shows is GatewayShows.LIST)
    return Quote(
        currency=program.settings.currency,
        lines=lines,
        adjustments=tuple(_adjustment(one, len(lines)) for one in plan.applied),
        refusals=refusals,
        subtotal=subtotal,
        discount=discount,
        shipping=basket.shipping,
        total=total,
        gateway_total=total + hidden,
        coupon_entry=any(line.coupon_entry for line in lines),
        revision=program.revision,
    )


def _lines(checkout: Checkout, plan: Plan) -> tuple[QuotedLine, ...]:
    basket = checkout.basket
    off = [0] * len(basket.amounts)
    for one in plan.applied:
        off = [total + share for total, share in zip(off, one.taken.per_line, strict=True)]
    bought = tuple(
        QuotedLine(
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
            subtotal=amount,
            discount=discount,
            total=amount - discount,
            coupon_entry=product.coupon_entry,
            plan=line.plan,
            list_price=product.price if line.plan else None,
            tax_rate=product.tax_rate,
        )
        for line, product, amount, discount in zip(
            checkout.sight.cart.lines, basket.products, basket.amounts, off, strict=True
        )
    )
    presents = (one.candidate.present for one in plan.applied)
    return bought + tuple(_gift(present) for present in presents if present is not None)


def _gift(present: Present) -> QuotedLine:
    """A line that the shop adds to the cart, and takes out when no quote has it any more."""
    return QuotedLine(
        sku=present.product.sku,
        quantity=present.quantity,
        unit_price=0,
        subtotal=0,
        discount=0,
        total=0,
        coupon_entry=False,
        gift=True,
        tax_rate=present.product.tax_rate,
    )


def _adjustment(one: Applied, lines: int) -> Adjustment:
    """`lines` is how many the quote has; a gift's own line costs nothing, so nothing is taken off it."""
    candidate, per_line = one.candidate, one.taken.per_line
    return Adjustment(
        rule=candidate.rule,
        kind=candidate.kind,
        discount=candidate.deduction.reward,
        per_line=per_line + (0,) * (lines - len(per_line)),
        shipping=one.taken.shipping,
        code=candidate.code,
        coupon_id=None if candidate.coupon is None else candidate.coupon.id,
        gateway_shows=candidate.gateway_shows,
        given=candidate.given,
        counted=tuple(kind_of(claim.key) for claim in candidate.claims),
    )
