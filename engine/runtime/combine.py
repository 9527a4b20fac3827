"""Which discounts go together, and which set is best for the buyer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.model.program import Kind, StackingKind
from engine.runtime.basket import Basket, Taken, take
from engine.runtime.candidate import Candidate
from engine.values.money import Rounding

MOST_EXACT = 12
"""So many choosy candidates are tried in every compatible set; more join greedily, the most valuable first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A candidate in a plan, with what it takes in its turn."""

    candidate: Candidate
    taken: Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The chosen set: `applied` in order of application, `idle` belong to it but find nothing left, `losers` do not."""

    applied: tuple[Applied, ...] = ()
    idle: tuple[Candidate, ...] = ()
    losers: tuple[Candidate, ...] = ()

    @property
    def amount(self) -> int:
        """Minor units taken off in all."""
        return sum(one.taken.amount for one in self.applied)


def combine(candidates: Sequence[Candidate], basket: Basket, rounding: Rounding) -> Plan:
    """The compatible set that takes most off; ties go by priority, then name.

    Candidates that say `stacking any` join whatever they are compatible with, so many of them cost linear time. Sets of
    the others are tried best bound first: no set takes more than its members do alone.
    """
    free = [one for one in candidates if one.stacking.kind is StackingKind.ANY]
    choosy = sorted((one for one in candidates if one.stacking.kind is not StackingKind.ANY), key=_by_worth)
    best: tuple[int, tuple[tuple[int, str, str], ...]] | None = None
    chosen = Plan()
    for bound, members in _by_bound(choosy, free):
        if best is not None and bound < -best[0]:
            break
        plan = carry_out(members, basket, rounding)
        score = (-plan.amount, tuple(sorted(one.candidate.rank for one in plan.applied)))
        if best is None or score < best:
            best, chosen = score, plan
    part = {id(one.candidate) for one in chosen.applied} | {id(one) for one in chosen.idle}
    losers = tuple(one for one in candidates if id(one) not in part)
    return Plan(applied=chosen.applied, idle=chosen.idle, losers=losers)


def _by_worth(candidate: Candidate) -> tuple[int, tuple[int, str, str]]:
    return (-candidate.amount, candidate.rank)


def _by_bound(choosy: Sequence[Candidate], free: Sequence[Candidate]) -> list[tuple[int, list[Candidate]]]:
    plans = [
        [*members, *(one for one in free if all(compatible(one, other) for other in members))]
        for members in _sets(choosy)
    ]
    bounded = [(sum(one.amount for one in members), members) for members in plans]
    return sorted(bounded, key=lambda plan: -plan[0])


def _sets(choosy: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Every compatible set of the most valuable candidates, each filled up greedily with the less valuable ones."""
    exact, rest = choosy[:MOST_EXACT], choosy[MOST_EXACT:]
    for members in _cliques(exact, 0, []):
        filled = list(members)
        for one in rest:
            if all(compatible(one, other) for other in filled):
                filled.append(one)
        yield filled


def _cliques(
    candidates: Sequence[Candidate], start: int, members: list[Candidate]
) -> Iterator[list[Candidate]]:
    yield members
    for place in range(start, len(candidates)):
        one = candidates[place]
        if all(compatible(one, other) for other in members):
            yield from _cliques(candidates, place + 1, [*members, one])


def compatible(one: Candidate, other: Candidate) -> bool:
    """Pairs combine if one names the other, or if both say `any`."""
    if one.stacking.kind is StackingKind.ANY and other.stacking.kind is StackingKind.ANY:
        return True
    return not one.names.isdisjoint(other.stacking.names) or not other.names.isdisjoint(one.stacking.names)


def carry_out(members: Sequence[Candidate], basket: Basket, rounding: Rounding) -> Plan:
    """Take the members off one after the other: sales before coupons, then by priority and name (domain.md §2)."""
    left, shipping = list(basket.amounts), basket.shipping
    applied: list[Applied] = []
    idle: list[Candidate] = []
    for one in sorted(members, key=lambda one: (one.kind is Kind.COUPON, one.rank)):
        taken = take(one.discount, one.targets, left, shipping, rounding)
        if taken.amount == 0:
            idle.append(one)
            continue
        applied.append(Applied(candidate=one, taken=taken))
        left = [amount - share for amount, share in zip(left, taken.per_line, strict=True)]
        shipping -= taken.shipping
    return Plan(applied=tuple(applied), idle=tuple(idle))
