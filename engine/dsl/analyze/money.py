"""What rules can cost: the worst cart, goods for nothing or below cost, and what a day can take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.dsl.analyze.one_rule import finding
from engine.dsl.analyze.reach import Ground, reach
from engine.model.cart import Cart, CartLine
from engine.model.catalog import Product
from engine.model.findings import Finding, FindingKind, TrialEvent
from engine.model.program import (
    AmountOff,
    Budget,
    BudgetReaction,
    CouponBody,
    Limit,
    PercentOff,
    Rule,
    SaleBody,
    Scope,
    Stacking,
    StackingKind,
)
from engine.model.reward import Bundle, BuyGet, PriceEach, Tiers
from engine.model.selector import ANY_PRODUCT, Selector
from engine.values.duration import Duration, Unit
from engine.values.money import percentage_off

MOST_ORDERS = 2_000
MOST_WORK = 200_000
"""Orders times rules that are tried in search of the worst cart; about ten seconds."""

MOST_PRODUCTS = 500
MOST_CODES = 10
MOST_SCENES = 8
DAY = timedelta(days=1)

Examples = Mapping[str, TrialEvent]
"""An order for each rule that can act, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """A rule that takes money off a cart."""

    rule: Rule
    discount: object
    targets: Selector
    stacking: Stacking


def givers(rules: Sequence[Rule]) -> tuple[Giver, ...]:
    """The sales and coupons among `rules`."""
    found = []
    for rule in rules:
        match rule.body:
            case SaleBody() as body:
                found.append(
                    Giver(rule=rule, discount=body.discount, targets=body.targets, stacking=body.stacking)
                )
            case CouponBody(terms=terms) as body if body.code is not None:
                found.append(
                    Giver(rule=rule, discount=terms.discount, targets=terms.targets, stacking=terms.stacking)
                )
            case _:
                pass
    return tuple(found)


# ---------------------------------------------------------------------------------------------- one cart


def look_at_carts(
    rules: Sequence[Rule], examples: Examples, ground: Ground, pieces: int
) -> Iterator[Finding]:
    """The largest discount of one cart with up to `pieces` of each product, and goods that cost too little."""
    given = givers(rules)
    products = tuple(ground.program.catalog.products.values())[:MOST_PRODUCTS]
    if not given or not products:
        return
    best: tuple[int, TrialEvent | None] = (0, None)
    seen: set[frozenset[str]] = set()
    tried, most = 0, max(100, min(MOST_ORDERS, MOST_WORK // len(given)))
    for event in _carts(given, products, examples, pieces, ground):
        tried += 1
        if tried > most:
            yield Finding(kind=FindingKind.NOT_ANALYSED, args={"reason": "orders", "about": f"{most:,}"})
            break
        outcome = ground.rehearsal.play(event)
        if outcome is None:
            continue
        if outcome.discount > best[0]:
            best = (outcome.discount, event)
        by = frozenset(outcome.taken)
        if by and by not in seen and len(event.cart.lines) == 1:
            cheap = _too_cheap(event, outcome.left[0], by, ground)
            if cheap is not None:
                seen.add(by)
                yield cheap
    if best[1] is not None:
        yield _worst(best[0], best[1], given, ground, pieces)


def _worst(amount: int, event: TrialEvent, given: Sequence[Giver], ground: Ground, pieces: int) -> Finding:
    outcome = ground.rehearsal.play(event)
    by = sorted(outcome.taken) if outcome is not None else []
    bound = _bound(given, ground, pieces)
    args = {"amount": str(amount), "by": "\n".join(by), "pieces": str(pieces)}
    if bound is not None:
        args["bound"] = str(max(bound, amount))
    return Finding(kind=FindingKind.WORST_CART, args=args, event=event)


def _bound(given: Sequence[Giver], ground: Ground, pieces: int) -> int | None:
    """What no cart can exceed at the catalogue's prices; None when a rule takes what only the cart knows."""
    each = {one.rule.name: _most(one, ground, pieces) for one in given}
    named = frozenset(name for one in given for name in one.stacking.names)
    alone = [one for one in given if _is_alone(one, named)]
    together = [each[one.rule.name] for one in given if not _is_alone(one, named)]
    amounts = [each[one.rule.name] for one in alone]
    if None in together or None in amounts:
        return None
    return max(
        [sum(one for one in together if one is not None), *(one for one in amounts if one is not None)]
    )


def _is_alone(one: Giver, named: frozenset[str]) -> bool:
    return one.stacking.kind is StackingKind.ALONE and named.isdisjoint((one.rule.name, *one.rule.was))


def _most(one: Giver, ground: Ground, pieces: int) -> int | None:
    return most_off(one.discount, one.targets, ground, pieces)


def most_off(discount: object, targets: Selector, ground: Ground, pieces: int) -> int | None:
    """Minor units that a discount takes off `pieces` of everything, at most; None when the catalogue cannot tell."""
    match discount:
        case AmountOff(amount=amount):
            return amount
        case PercentOff(rate=rate, cap=cap):
            off = percentage_off(_goods(targets, ground, pieces), rate, ground.program.settings.rounding)
            return off if cap is None else min(off, cap)
        case Tiers(tiers=tiers):
            each = [most_off(tier.discount, targets, ground, pieces) for tier in tiers]
            return None if None in each else max((amount for amount in each if amount is not None), default=0)
        case PriceEach() | BuyGet() | Bundle():
            return _goods(
                ANY_PRODUCT, ground, pieces
            )  # no set and no new price takes more than the goods cost
        case _:
            return None


def _goods(targets: Selector, ground: Ground, pieces: int) -> int:
    return pieces * sum(one.price for one in ground.program.catalog.products.values() if targets.picks(one))


def _carts(
    given: Sequence[Giver], products: Sequence[Product], examples: Examples, pieces: int, ground: Ground
) -> Iterator[TrialEvent]:
    """Orders that may get much off: of everything, of one product, and those at which each rule acts."""
    codes = [
        min(one.rule.body.codes)
        for one in given
        if isinstance(one.rule.body, SaleBody) and one.rule.body.codes
    ]
    coupons = [one.rule.name for one in given if isinstance(one.rule.body, CouponBody)]
    usual = _scenes(given, examples, ground)

    def filled(event: TrialEvent, lines: tuple[CartLine, ...]) -> TrialEvent:
        cart = replace(event.cart, lines=lines, codes=tuple(codes[:MOST_CODES]))
        return replace(event, cart=cart, coupons=tuple(coupons[: MOST_CODES - len(cart.codes)]))

    for event in usual:
        yield filled(event, tuple(_line(one, pieces) for one in products))
        yield filled(event, event.cart.lines)
        yield filled(
            event, tuple(replace(one, quantity=max(one.quantity, pieces)) for one in event.cart.lines)
        )
    for event in usual:
        for product in products:
            yield filled(event, (_line(product, 1),))
            if pieces > 1:
                yield filled(event, (_line(product, pieces),))


def _scenes(given: Sequence[Giver], examples: Examples, ground: Ground) -> list[TrialEvent]:
    """Who buys when: where every rule that combines acts at once, then each buyer at each time of the examples."""
    named = frozenset(name for one in given for name in one.stacking.names)
    together = [one.rule for one in given if not _is_alone(one, named)]
    joint = reach(together, ground) if len(together) > 1 else None
    shown = [*([joint] if isinstance(joint, TrialEvent) else ()), *examples.values()]
    buyers = list({(one.cart.buyer, one.customer, one.cart.channel): one for one in shown}.values())
    times = list(dict.fromkeys(one.at for one in shown))
    crossed = [replace(one, at=at) for one in buyers[:MOST_SCENES] for at in times[:MOST_SCENES]]
    return [*shown[:MOST_SCENES], *crossed] or [TrialEvent(at=ground.scene.since, cart=Cart(lines=()))]


def _line(product: Product, pieces: int) -> CartLine:
    return CartLine(sku=product.sku, quantity=pieces, unit_price=product.price)


def _too_cheap(event: TrialEvent, left: int, by: frozenset[str], ground: Ground) -> Finding | None:
    line = event.cart.lines[0]
    product = ground.program.catalog.products[line.sku]
    if line.unit_price != product.price or product.price == 0:
        return None
    args = {
        "product": product.sku,
        "left": str(left),
        "pieces": str(line.quantity),
        "by": "\n".join(sorted(by)),
    }
    if product.cost is not None and left < product.cost * line.quantity <= product.price * line.quantity:
        args["cost"] = str(product.cost * line.quantity)
        return _of_first(FindingKind.BELOW_COST, event, by, args, ground)
    return _of_first(FindingKind.FREE_GOODS, event, by, args, ground) if left == 0 else None


def _of_first(
    kind: FindingKind, event: TrialEvent, by: frozenset[str], args: Mapping[str, str], ground: Ground
) -> Finding:
    rule = next(one for one in ground.program.rules if one.name in by)
    return Finding(kind=kind, rule=rule.name, path=rule.path, line=rule.line, args=args, event=event)


# ---------------------------------------------------------------------------------------------- one day


def look_at_days(rules: Sequence[Rule], examples: Examples, ground: Ground, pieces: int) -> Iterator[Finding]:
    """What each rule can give away, or for coupons promise, within any one day."""
    for one in givers(rules):
        rule = one.rule
        budget = ground.program.budgets.get(rule.budget) if rule.budget else None
        money = _money_of_day(budget)
        uses = _uses_of_day(rule, budget)
        if isinstance(rule.body, CouponBody) and uses is not None:
            uses = None if rule.body.uses is None else uses * rule.body.uses
        each = _most(one, ground, pieces)
        amounts = [
            amount
            for amount in (money, None if uses is None or each is None else uses * each)
            if amount is not None
        ]
        event = examples.get(rule.name)
        if amounts:
            yield finding(FindingKind.EXPOSURE, rule, event, amount=str(min(amounts)), pieces=str(pieces))
        elif uses is not None:
            yield finding(FindingKind.EXPOSURE, rule, event, uses=str(uses), pieces=str(pieces))
        else:
            yield finding(FindingKind.UNBOUNDED, rule, event)


def _money_of_day(budget: Budget | None) -> int | None:
    if budget is None or budget.spend is None or budget.then is not BudgetReaction.PAUSE:
        return None
    return budget.spend * _calendar_windows(budget.spend_every)


def _uses_of_day(rule: Rule, budget: Budget | None) -> int | None:
    """How often the rule may act within a day, for all buyers together; None without a bound."""
    bounds = [one.count * _windows(one.every) for one in rule.limits if one.scope is Scope.SHOP]
    issue: Limit | None = budget.issue if budget and budget.then is BudgetReaction.PAUSE else None
    if issue is not None and issue.scope is Scope.SHOP:
        bounds.append(issue.count * _calendar_windows(issue.every))
    return min(bounds, default=None)


def _windows(every: Duration | None) -> int:
    """How many windows that begin with a first use can lie in one day, in part."""
    return 1 if every is None else -(-DAY // every.exact) + 1


def _calendar_windows(every: Duration | None) -> int:
    """The same for windows of the calendar; those of whole days begin at midnight."""
    if every is None or every.unit in (Unit.DAY, Unit.MONTH):
        return 1
    return -(-DAY // every.exact) + 1
