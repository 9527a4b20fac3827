"""The values of a fact cut into regions inside which no comparison of a condition changes its answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from engine.model.condition import Compare, Condition, Operator
from engine.values.money import LARGEST_AMOUNT
from engine.vocabulary.fields import FieldType, FieldWord

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

FIRST = 0
"""1970 in microseconds; no shop has customers from before."""

LAST: Final = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000

BOUNDS = {
    "cart.lines": (1, 500),
    "cart.quantity": (1, 500 * 9_999),
    "cart.total": (0, LARGEST_AMOUNT),
    "cart.discounted_total": (0, LARGEST_AMOUNT),
    "cart.shipping": (0, LARGEST_AMOUNT),
}
"""What a cart that is priced at all can hold (`runtime.check_cart`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int

    def meet(self, low: int, high: int) -> "Whole | None":
        """What of it lies between two bounds."""
        found = Whole(low=max(self.low, low), high=min(self.high, high))
        return found if found.low <= found.high else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Instants in `at` that lie `age` before the instant that decides, both in microseconds."""

    at: Whole
    age: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A text that no comparison names, for example `text`."""

    text: str


UNKNOWN: Final = None

Region = Whole | Moments | str | bool | Other | None
"""None means that the fact is not known."""


def atoms(condition: Condition) -> Iterator[Compare]:
    """Every comparison in `condition`."""
    if isinstance(condition, Compare):
        yield condition
    else:
        for member in condition.members:
            yield from atoms(member)


def microseconds(at: datetime) -> int:
    """`at` as a whole number."""
    return (at - _EPOCH) // _TICK


def instant_of(number: int) -> datetime:
    """The instant that `microseconds` gave the number for."""
    return _EPOCH + number * _TICK


def regions_of(field: FieldWord, compares: Sequence[Compare]) -> tuple[Region, ...]:
    """The regions of a fact that is no set; what is likeliest in a shop comes first."""
    operands = [one for compare in compares for one in compare.operands]
    match field.type:
        case FieldType.YES_NO:
            return (False, True)
        case FieldType.NUMBER | FieldType.MONEY:
            low, high = BOUNDS.get(
                field.path, (-LARGEST_AMOUNT if field.least is None else field.least, LARGEST_AMOUNT)
            )
            cut = tuple(_cut((one for one in operands if isinstance(one, int)), low, high))
            # Where there is room an ordinary cart fits; a single value may need a price that no product has.
            return (*(one for one in cut if one.low < one.high), *(one for one in cut if one.low == one.high))
        case FieldType.INSTANT:
            return _moments(compares)
        case _:
            named = tuple(dict.fromkeys(one for one in operands if isinstance(one, str)))
            return (_other(named, "web" if field.path == "cart.channel" else ""), *named)


def _other(named: Sequence[str], usual: str) -> Other:
    """What a shop writes when it writes nothing in particular, if no comparison names it."""
    longest = max(named, key=len, default="")
    return Other(text=usual if usual not in named else f"{longest}-2")


def _cut(points: Iterable[int], low: int, high: int) -> Iterator[Whole]:
    start = low
    for point in sorted({one for one in points if low <= one <= high}):
        if start < point:
            yield Whole(low=start, high=point - 1)
        yield Whole(low=point, high=point)
        start = point + 1
    if start <= high:
        yield Whole(low=start, high=high)


def _moments(compares: Sequence[Compare]) -> tuple[Region, ...]:
    times = [microseconds(one) for each in compares for one in each.operands if isinstance(one, datetime)]
    ages = [
        one // _TICK
        for each in compares
        if each.operator is Operator.WITHIN
        for one in each.operands
        if isinstance(one, timedelta)
    ]
    cut = [
        Moments(at=at, age=age) for at in _cut(times, FIRST, LAST) for age in _cut(ages, FIRST - LAST, LAST)
    ]
    return (UNKNOWN, *cut)


def holds_in(compare: Compare, region: Region) -> bool:
    """Whether every value of `region` compares as `compare` says; if not, none does."""
    match region:
        case None:
            return False
        case Moments() if compare.operator is Operator.WITHIN:
            longest = compare.operands[0]
            return isinstance(longest, timedelta) and region.age.high <= longest // _TICK
        case Moments(at=at):
            return _ordered(
                compare, at, [microseconds(one) for one in compare.operands if isinstance(one, datetime)]
            )
        case bool():
            return _is(compare, region)
        case Whole():
            return _ordered(compare, region, [one for one in compare.operands if isinstance(one, int)])
        case _:
            return _is(compare, region)


def _is(compare: Compare, region: str | bool | Other) -> bool:
    match compare.operator:
        case Operator.IS_TRUE:
            return region is True
        case Operator.IS_NOT:
            return region != compare.operands[0]
        case Operator.ONE_OF:
            return region in compare.operands
        case _:
            return region == compare.operands[0]


def _ordered(compare: Compare, region: Whole, bounds: Sequence[int]) -> bool:
    low, high = region.low, region.high
    match compare.operator:
        case Operator.IS:
            return low == high == bounds[0]
        case Operator.IS_NOT:
            return not low == high == bounds[0]
        case Operator.AT_LEAST:
            return low >= bounds[0]
        case Operator.OVER:
            return low > bounds[0]
        case Operator.AT_MOST:
            return high <= bounds[0]
        case Operator.UNDER:
            return high < bounds[0]
        case Operator.ONE_OF:
            return low == high and low in bounds
        case _:
            return bounds[0] <= low and high <= bounds[-1]
