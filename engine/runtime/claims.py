"""What a rule's limits and budget allow, and the counters that a grant uses up (I23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer
from engine.model.effects import ReturnCounter, UseCounter
from engine.model.facts import CounterKey
from engine.model.program import Budget, BudgetReaction, Limit, Rule, Scope
from engine.model.quote import RefusalReason
from engine.runtime.schedule import calendar_window_end
from engine.values.calendar import later

Counters = Mapping[CounterKey, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A counter that a grant adds to: 1, or with `money` the amount granted.

    `former` are the counters of the rule's former names: what they hold counts too, they grow no more.
    """

    key: CounterKey
    limit: int | None
    window_ends: datetime | None
    reason: RefusalReason
    money: bool = False
    former: tuple[CounterKey, ...] = ()

    def used(self, counters: Counters) -> int:
        """What is used up of the current window."""
        return counters.get(self.key, 0) + self.inherited(counters)

    def inherited(self, counters: Counters) -> int:
        """What former names of the rule have used up."""
        return sum(counters.get(key, 0) for key in self.former)

    def size(self, amount: int) -> int:
        """What a grant of `amount` minor units adds."""
        return amount if self.money else 1

    def given_back(self, amount: int) -> ReturnCounter:
        """The effect that takes `amount` off the counter again."""
        return ReturnCounter(key=self.key, amount=amount, window_ends=self.window_ends)


def limit_claims(rule: Rule, buyer: Buyer, at: datetime, zone: ZoneInfo) -> tuple[Claim, ...] | None:
    """The claims of the rule's `limit` lines; None when the buyer is not known well enough to count.

    A rule acts once per order anyway, so a limit per order needs no counter.
    """
    claims: list[Claim] = []
    scopes = [limit.scope for limit in rule.limits]
    for limit in rule.limits:
        if limit.scope is Scope.ORDER:
            continue
        who = subject(limit.scope, buyer)
        if who is None:
            return None
        if limit.every is not None and scopes.count(limit.scope) > 1:
            who = f"{who} every {limit.every}"
        claims.append(_limit_claim(rule, limit, who, at, zone))
    return tuple(claims)


def _limit_claim(rule: Rule, limit: Limit, who: str, at: datetime, zone: ZoneInfo) -> Claim:
    windowed = limit.every is not None
    return Claim(
        key=CounterKey(area="limit", name=rule.name, subject=who, windowed=windowed),
        limit=limit.count,
        window_ends=None if limit.every is None else later(at, limit.every, zone),
        reason=RefusalReason.LIMIT_REACHED,
        former=tuple(
            CounterKey(area="limit", name=name, subject=who, windowed=windowed) for name in rule.was
        ),
    )


def subject(scope: Scope, buyer: Buyer) -> str | None:
    """Whose uses are counted, or None when the buyer has not said who he is."""
    match scope:
        case Scope.SHOP | Scope.ORDER:
            return str(scope)
        case Scope.EMAIL:
            return None if buyer.email is None else f"email:{buyer.email}"
        case Scope.CUSTOMER:
            identity = buyer.external_id or buyer.email
            return None if identity is None else f"customer:{identity}"
        case _:
            assert_never(scope)


def spend_claim(budget: Budget, at: datetime, zone: ZoneInfo) -> tuple[Claim, ...]:
    """The claim on the budget's money, if it has a bound."""
    if budget.spend is None:
        return ()
    every = budget.spend_every
    return (
        Claim(
            key=CounterKey(area="budget", name=budget.name, subject="spend", windowed=every is not None),
            limit=budget.spend if budget.then is BudgetReaction.PAUSE else None,
            window_ends=None if every is None else calendar_window_end(at, every, zone),
            reason=RefusalReason.BUDGET_SPENT,
            money=True,
        ),
    )


def issue_claim(budget: Budget, buyer: Buyer, at: datetime, zone: ZoneInfo) -> tuple[Claim, ...] | None:
    """The claim on the budget's number of uses, if it has a bound; None when the buyer is not known well enough."""
    issue = budget.issue
    if issue is None or issue.scope is Scope.ORDER:
        return ()
    who = subject(issue.scope, buyer)
    if who is None:
        return None
    windowed = issue.every is not None
    return (
        Claim(
            key=CounterKey(area="budget", name=budget.name, subject=f"issue:{who}", windowed=windowed),
            limit=issue.count if budget.then is BudgetReaction.PAUSE else None,
            window_ends=None if issue.every is None else calendar_window_end(at, issue.every, zone),
            reason=RefusalReason.BUDGET_SPENT,
        ),
    )


def exceeded(claims: Iterable[Claim], amount: int, counters: Counters) -> RefusalReason | None:
    """Why a grant of `amount` is not allowed, if it is not."""
    for claim in claims:
        if claim.limit is not None and claim.used(counters) + claim.size(amount) > claim.limit:
            return claim.reason
    return None


def use_counters(
    grants: Iterable[tuple[tuple[Claim, ...], int]], counters: Counters
) -> tuple[UseCounter, ...]:
    """The effects of grants (claims and amount of each), one per counter."""
    merged: dict[CounterKey, UseCounter] = {}
    for claims, amount in grants:
        for claim in claims:
            before = merged.get(claim.key)
            limit = None if claim.limit is None else claim.limit - claim.inherited(counters)
            merged[claim.key] = UseCounter(
                key=claim.key,
                amount=claim.size(amount) + (0 if before is None else before.amount),
                limit=limit,
                window_ends=claim.window_ends,
            )
    return tuple(merged.values())


def kind_of(key: CounterKey) -> str:
    """Which limit or budget the counter belongs to, and by what it counts, without saying whose it is."""
    return f"{key.area}/{key.name}/{key.subject.partition(':')[0]}"


def keys_of(claims: Iterable[Claim]) -> Iterable[CounterKey]:
    """Every counter that has to be read before the claims can be judged."""
    for claim in claims:
        yield claim.key
        yield from claim.former
