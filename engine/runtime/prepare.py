"""A program made ready for deciding: rules sorted by what starts them, indexed by product and name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from engine.model.experiment import HOLDOUT
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody
from engine.model.offer import OfferBody
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
from engine.runtime.joined_index import JoinedIndex, JoinedNear, Matching, Nearing, ranked
from engine.runtime.lab import Lab
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
    sales: Matching  # automatic ones
    near: Nearing  # those of them that a shopper can come closer to
    coupons: Matching  # that a paid order earns
    offers: Matching  # that a paid order may bring
    cards: Matching  # gift cards that a paid order earns
    refund_cards: tuple[Rule, ...]  # gift cards that a refund gives, in order of priority
    campaigns: Mapping[str, Rule]  # gift card rules by name and former names
    rewards: Mapping[str, tuple[Rule, ...]]  # by the coupon rule whose redeemed coupons start them
    personal: Mapping[TriggerKind, tuple[Rule, ...]]  # that wait for a customer
    reminders: Mapping[TriggerKind, tuple[Rule, ...]]  # by the point at which carts are left
    lists: Matching  # that a paid order enrols in; their caps stand as their limits
    list_rules: Mapping[str, Rule]  # lists by name and former names
    by_code: Mapping[str, Rule]
    issuers: Mapping[str, Rule]
    spending_budgets: tuple[Budget, ...]  # of coupon rules, used when a coupon is redeemed
    late: frozenset[str]  # sales with a code that test the goods after automatic discounts
    advertising: frozenset[str]  # templates that need consent
    lab: "Lab[Prepared] | None" = None  # of rules with experiments, in the rules as they stand

    @property
    def widest(self) -> "Prepared":
        """Rules that ask for whatever any arm reads: what has to be loaded does not depend on who it is."""
        return self if self.lab is None else self.lab.widest

    def lists_of(self, kind: TriggerKind) -> tuple[Rule, ...]:
        """Live lists that something of this kind enrols in."""
        live = (
            rule for name, rule in self.list_rules.items() if rule.name == name and rule.status is Status.LIVE
        )
        return tuple(rule for rule in live if rule.trigger is not None and rule.trigger.kind is kind)

    def budget_of(self, rule: Rule) -> Budget | None:
        """The budget that the rule names."""
        return None if rule.budget is None else self.program.budgets.get(rule.budget)


def prepare(program: Program, salt: bytes = b"") -> Prepared:
    """Index `program`. A draft is as if it were not there (I18); paused and ended rules still explain their codes.

    `salt` is what the shop deals the arms of its experiments by.
    """
    tried = tuple(rule for rule in program.rules if rule.experiment in program.experiments)
    if not tried:
        return _prepare(program)
    plain = _prepare(
        replace(
            program, rules=tuple(rule for rule in program.rules if rule.experiment not in program.experiments)
        )
    )

    def join(own: tuple[Rule, ...], promised: Mapping[str, Rule]) -> Prepared:
        return _joined(program, plain, _prepare(replace(program, rules=own)), promised)

    return replace(join(tried, {}), lab=Lab(program, salt, join))


def _joined(program: Program, one: Prepared, other: Prepared, promised: Mapping[str, Rule]) -> Prepared:
    """The rules of both as one; under the names of `promised`, what was promised before stands as it was."""
    issuers = {**one.issuers, **other.issuers}
    own = {rule.name: rule for rule in other.program.rules}
    return Prepared(
        program=replace(program, rules=tuple(own.get(rule.name, rule) for rule in program.rules)),
        zone=one.zone,
        sales=JoinedIndex(one.sales, other.sales),
        near=JoinedNear(one.near, other.near),
        coupons=JoinedIndex(one.coupons, other.coupons),
        offers=JoinedIndex(one.offers, other.offers),
        cards=JoinedIndex(one.cards, other.cards),
        refund_cards=ranked(one.refund_cards + other.refund_cards),
        campaigns=_kept({**one.campaigns, **other.campaigns}, promised),
        rewards=_side_by_side(one.rewards, other.rewards),
        personal=_side_by_side(one.personal, other.personal),
        reminders=_side_by_side(one.reminders, other.reminders),
        lists=JoinedIndex(one.lists, other.lists),
        list_rules={**one.list_rules, **other.list_rules},
        by_code={**other.by_code, **one.by_code, **_live(other.by_code)},
        issuers=_kept(issuers, promised),
        spending_budgets=_spending_budgets(program, issuers.values()),
        advertising=one.advertising,
        late=one.late | other.late,
    )


def _live(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    return {name: rule for name, rule in rules.items() if rule.status is Status.LIVE}


def _kept(rules: dict[str, Rule], promised: Mapping[str, Rule]) -> dict[str, Rule]:
    return {name: promised.get(name, rule) for name, rule in rules.items()} if promised else rules


def _side_by_side(
    one: Mapping[K, tuple[Rule, ...]], other: Mapping[K, tuple[Rule, ...]]
) -> dict[K, tuple[Rule, ...]]:
    return {name: ranked((*one.get(name, ()), *other.get(name, ()))) for name in {**one, **other}}


def _prepare(program: Program) -> Prepared:
    zone = ZoneInfo(program.settings.zone)
    rules = [rule for rule in program.rules if rule.status is not Status.DRAFT]
    live = [rule for rule in rules if rule.status is Status.LIVE]
    # A holdout is waited for as well: what would have come then is known at that moment only.
    waited = [rule for rule in rules if rule.status is Status.LIVE or rule.arm == HOLDOUT]
    issuers, by_code = _issuers(rules), _by_code(rules)
    sales = [rule for rule in live if isinstance(rule.body, SaleBody) and not rule.body.codes]
    coupons = [rule for rule in live if isinstance(rule.body, CouponBody) and rule.trigger is not None]
    earned = [rule for rule in coupons if rule.trigger and rule.trigger.kind is TriggerKind.ORDER_PAID]
    list_rules = _lists(rules)
    return Prepared(
        program=program,
        zone=zone,
        sales=RuleIndex(sales, program.catalog, zone),
        near=NearRules(sales, program.catalog, zone),
        coupons=RuleIndex(earned, program.catalog, zone),
        offers=RuleIndex((one for one in live if isinstance(one.body, OfferBody)), program.catalog, zone),
        cards=RuleIndex(_cards(live, TriggerKind.ORDER_PAID), program.catalog, zone),
        refund_cards=tuple(_cards(live, TriggerKind.REFUND_APPROVED)),
        campaigns=_campaigns(rules),
        rewards=_grouped((one.trigger.coupon, one) for one in coupons if one.trigger and one.trigger.coupon),
        personal=_grouped(
            (one.trigger.kind, one)
            for one in waited
            if isinstance(one.body, CouponBody | GiftCardBody)
            and one.trigger
            and one.trigger.kind in PERSONAL
        ),
        reminders=_grouped(
            (one.trigger.kind, one) for one in waited if isinstance(one.body, ReminderBody) and one.trigger
        ),
        lists=RuleIndex(_enrolling(list_rules), program.catalog, zone),
        list_rules=list_rules,
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


def _lists(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Lists by name and former names; caps stand as limits, which lists have none of."""
    lists = [
        replace(rule, limits=rule.body.caps)
        for rule in sorted(rules, key=lambda rule: rule.name)
        if isinstance(rule.body, ListBody)
    ]
    found = {former: rule for rule in lists for former in rule.was}
    found.update((rule.name, rule) for rule in lists)
    return found


def _enrolling(lists: Mapping[str, Rule]) -> list[Rule]:
    return [
        rule
        for name, rule in lists.items()
        if rule.name == name
        and rule.status is Status.LIVE
        and rule.trigger is not None
        and rule.trigger.kind is TriggerKind.ORDER_PAID
    ]


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


def _cards(live: Iterable[Rule], trigger: TriggerKind) -> list[Rule]:
    """Gift card rules that something starts."""
    started = [one for one in live if one.trigger is not None and one.trigger.kind is trigger]
    cards = [one for one in started if isinstance(one.body, GiftCardBody)]
    return sorted(cards, key=lambda rule: (rule.priority, rule.name))


def _campaigns(rules: Iterable[Rule]) -> dict[str, Rule]:
    campaigns = [rule for rule in rules if isinstance(rule.body, GiftCardBody)]
    found = {former: rule for rule in campaigns for former in rule.was}
    found.update((rule.name, rule) for rule in campaigns)
    return found


def _spending_budgets(program: Program, issuers: Iterable[Rule]) -> tuple[Budget, ...]:
    named = sorted({rule.budget for rule in issuers if rule.budget is not None})
    return tuple(program.budgets[name] for name in named if name in program.budgets)
