"""A program made ready for deciding: rules sorted by what starts them, indexed by product and name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from engine.model.program import (
    Budget,
    CouponBody,
    MessageClass,
    Program,
    Rule,
    SaleBody,
    Status,
    TriggerKind,
)
from engine.runtime.index import RuleIndex
from engine.runtime.interpret import DISCOUNTED_TOTAL, fields_of
from engine.runtime.thresholds import NearRules
from engine.vocabulary.groups import PERSONAL

K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A program with its indexes; make it once per program, use it from any number of threads.

    `by_code` holds the rule of each shared code, a live one first; `issuers` coupon rules by name and former names.
    """

    program: Program
    zone: ZoneInfo
    sales: RuleIndex  # automatic ones
    near: NearRules  # those of them that a shopper can come closer to
    coupons: RuleIndex  # that a paid order earns
    rewards: Mapping[str, tuple[Rule, ...]]  # by the coupon rule whose redeemed coupons start them
    personal: Mapping[TriggerKind, tuple[Rule, ...]]  # that wait for a customer
    by_code: Mapping[str, Rule]
    issuers: Mapping[str, Rule]
    spending_budgets: tuple[Budget, ...]  # of coupon rules, used when a coupon is redeemed
    late: frozenset[str]  # sales with a code that test the goods after automatic discounts
    advertising: frozenset[str]  # templates that need consent

    def budget_of(self, rule: Rule) -> Budget | None:
        """The budget that the rule names."""
        return None if rule.budget is None else self.program.budgets.get(rule.budget)


def prepare(program: Program) -> Prepared:
    """Index `program`. A draft is as if it were not there (I18); paused and ended rules still explain their codes."""
    zone = ZoneInfo(program.settings.zone)
    rules = [rule for rule in program.rules if rule.status is not Status.DRAFT]
    live = [rule for rule in rules if rule.status is Status.LIVE]
    issuers, by_code = _issuers(rules), _by_code(rules)
    sales = [rule for rule in live if isinstance(rule.body, SaleBody) and not rule.body.codes]
    coupons = [rule for rule in live if isinstance(rule.body, CouponBody) and rule.trigger is not None]
    earned = [rule for rule in coupons if rule.trigger and rule.trigger.kind is TriggerKind.ORDER_PAID]
    return Prepared(
        program=program,
        zone=zone,
        sales=RuleIndex(sales, program.catalog, zone),
        near=NearRules(sales, program.catalog, zone),
        coupons=RuleIndex(earned, program.catalog, zone),
        rewards=_grouped((one.trigger.coupon, one) for one in coupons if one.trigger and one.trigger.coupon),
        personal=_grouped(
            (one.trigger.kind, one) for one in coupons if one.trigger and one.trigger.kind in PERSONAL
        ),
        by_code=by_code,
        issuers=issuers,
        spending_budgets=_spending_budgets(program, issuers.values()),
        advertising=frozenset(
            text.name for text in program.templates.values() if text.message_class is MessageClass.ADVERTISING
        ),
        late=frozenset(
            rule.name for rule in by_code.values() if DISCOUNTED_TOTAL in fields_of(rule.condition)
        ),
    )


def _grouped(named: Iterable[tuple[K, Rule]]) -> dict[K, tuple[Rule, ...]]:
    """Rules by what starts them, in order of priority."""
    found: dict[K, tuple[Rule, ...]] = {}
    for name, rule in sorted(named, key=lambda one: (one[1].priority, one[1].name)):
        found[name] = (*found.get(name, ()), rule)
    return found


def _by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in sorted(rules, key=lambda rule: (rule.status is not Status.LIVE, rule.priority, rule.name)):
        if isinstance(rule.body, SaleBody):
            for code in rule.body.codes:
                found.setdefault(code, rule)
    return found


def _issuers(rules: Iterable[Rule]) -> dict[str, Rule]:
    issuers = [rule for rule in rules if isinstance(rule.body, CouponBody)]
    found = {former: rule for rule in issuers for former in rule.was}
    found.update((rule.name, rule) for rule in issuers)
    return found


def _spending_budgets(program: Program, issuers: Iterable[Rule]) -> tuple[Budget, ...]:
    named = sorted({rule.budget for rule in issuers if rule.budget is not None})
    return tuple(program.budgets[name] for name in named if name in program.budgets)
