"""Which discounts go together, and which set is best for the buyer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.model.program import Kind, StackingKind
from engine.runtime.basket import Basket, Taken
from engine.runtime.candidate import Candidate
from engine.runtime.deduction import take
from engine.values.money import Rounding

MOST_EXACT = 12
"""So many choosy candidates are tried in every compatible set; more join greedily, the most valuable first."""

Members = list[Candidate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A candidate in a plan, with what it takes in its turn."""

    candidate: Candidate
    taken: Taken

    @property
    def cost(self) -> int:
        """What it costs a budget: what is taken off, and the value of what is given."""
        return self.taken.amount + self.candidate.given


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

    @property
    def score(self) -> tuple[int, int, list[tuple[int, str, str]]]:
        """Sorts plans, the best for the buyer first: most money off, then most given, then priority and name."""
        given = sum(one.candidate.given for one in self.applied)
        return (-self.amount, -given, sorted(one.candidate.rank for one in self.applied))


def combine(candidates: Sequence[Candidate], basket: Basket, rounding: Rounding) -> Plan:
    """The compatible set that takes most off; ties go by the value of gifts, then priority, then name.

    Sets are as large as they can be: whatever may join, joins. They are tried in order of what their members take
    at most, which no set exceeds. Free candidates (`stacking any`, no lane) cost linear time, however many there are.
    """
    if len(candidates) < 2:  # most carts: nothing has a rival
        return carry_out(candidates, basket, rounding)
    best: tuple[int, int, list[tuple[int, str, str]]] | None = None
    chosen = Plan()
    for bound, members in sorted(_sets(candidates), key=lambda found: -found[0]):
        if best is not None and bound < -best[0]:
            break
        plan = carry_out(members, basket, rounding)
        score = plan.score
        if best is None or score < best:
            best, chosen = score, plan
    part = {id(one.candidate) for one in chosen.applied} | {id(one) for one in chosen.idle}
    losers = tuple(one for one in candidates if id(one) not in part)
    return Plan(applied=chosen.applied, idle=chosen.idle, losers=losers)


def _sets(candidates: Sequence[Candidate]) -> Iterator[tuple[int, Members]]:
    """Compatible sets that nothing can join, each with what its members take at most in all."""
    free = [one for one in candidates if one.free]
    choosy = [one for one in candidates if not one.free]
    choosy.sort(key=lambda one: (-one.amount, one.rank))
    rest = choosy[MOST_EXACT:]
    for chosen, joining in _Compatibility(choosy[:MOST_EXACT], free).largest_sets():
        members = [one for place, one in enumerate(choosy[:MOST_EXACT]) if chosen >> place & 1]
        for one in rest:
            if all(compatible(one, other) for other in members):
                members.append(one)
        joined = [one for place, one in enumerate(free) if joining >> place & 1]
        members += (
            [one for one in joined if all(compatible(one, other) for other in members)] if rest else joined
        )
        yield sum(one.most for one in members), members


class _Compatibility:
    """Who combines with whom, as sets of bits over the choosy and over the free candidates."""

    def __init__(self, choosy: Sequence[Candidate], free: Sequence[Candidate]) -> None:
        named: dict[str, int] = defaultdict(int)
        for place, one in enumerate(free):
            for name in one.names:
                named[name] |= 1 << place
        self._choosy = [
            _mask(compatible(one, other) for other in choosy) & ~(1 << n) for n, one in enumerate(choosy)
        ]
        self._everything = (1 << len(choosy)) - 1, (1 << len(free)) - 1
        self._free = [
            self._everything[1]
            if one.stacking.kind is StackingKind.ANY
            else _union(named.get(name, 0) for name in one.stacking.names)
            for one in choosy
        ]

    def largest_sets(self) -> Iterator[tuple[int, int]]:
        """Each set that no other candidate is compatible with: its choosy and its free members."""
        for chosen, open_to, joining in self._sets(0, 0, *self._everything):
            if not any(open_to >> n & 1 and joining & ~self._free[n] == 0 for n in range(len(self._choosy))):
                yield chosen, joining

    def _sets(self, start: int, chosen: int, open_to: int, joining: int) -> Iterator[tuple[int, int, int]]:
        """Every compatible set of choosy ones, with the choosy ones and the free ones that could still join it."""
        yield chosen, open_to, joining
        for n in range(start, len(self._choosy)):
            if open_to >> n & 1:
                more = self._sets(n + 1, chosen | 1 << n, open_to & self._choosy[n], joining & self._free[n])
                yield from more


def _mask(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def compatible(one: Candidate, other: Candidate) -> bool:
    """Pairs combine if one names the other, or if both say `any`, but never within a lane."""
    if one.lane and one.lane == other.lane:
        return False
    if one.stacking.kind is StackingKind.ANY and other.stacking.kind is StackingKind.ANY:
        return True
    return not one.names.isdisjoint(other.stacking.names) or not other.names.isdisjoint(one.stacking.names)


def carry_out(members: Sequence[Candidate], basket: Basket, rounding: Rounding) -> Plan:
    """Take the members off one after the other: sales before coupons, then by priority and name (domain.md §2)."""
    left, shipping = list(basket.amounts), basket.shipping
    applied: list[Applied] = []
    idle: list[Candidate] = []
    for one in sorted(members, key=lambda one: (one.kind is Kind.COUPON, one.rank)):
        taken = take(one.deduction, left, shipping, basket, rounding)
        if taken.amount == 0 and one.present is None:
            idle.append(one)
            continue
        applied.append(Applied(candidate=one, taken=taken))
        left = [amount - share for amount, share in zip(left, taken.per_line, strict=True)]
        shipping -= taken.shipping
    return Plan(applied=tuple(applied), idle=tuple(idle))
