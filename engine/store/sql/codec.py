"""Model values as columns: instants as microseconds since 1970 UTC, hashes as hex, structures as JSON (ADR 0011)."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

import orjson
from cattrs.preconf.orjson import make_converter
from cattrs.strategies import configure_tagged_union

from engine.model.program import CouponTerms, Discount
from engine.model.reward import Deducted

T = TypeVar("T")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """An instant as a column, exact. Raises TypeError for a naive one."""
    return (at - EPOCH) // MICROSECOND


def maybe_micros(at: datetime | None) -> int | None:
    """An instant that may be missing, as a column."""
    return None if at is None else micros(at)


def instant(column: int) -> datetime:
    """The instant of a column, in UTC."""
    return EPOCH + timedelta(microseconds=column)


def maybe_instant(column: int | None) -> datetime | None:
    """The instant of a column that may be NULL."""
    return None if column is None else instant(column)


_converter = make_converter()
_converter.register_unstructure_hook(Fraction, str)
_converter.register_structure_hook(Fraction, lambda text, _: Fraction(text))
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
_converter.register_unstructure_hook(timedelta, lambda span: span // MICROSECOND)
_converter.register_structure_hook(timedelta, lambda span, _: timedelta(microseconds=span))
_converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
# Sorted: equal sets give equal texts, in every process.
_converter.register_unstructure_hook_func(lambda kind: getattr(kind, "__origin__", None) is frozenset, sorted)
configure_tagged_union(Discount, _converter, tag_name="kind")
configure_tagged_union(Deducted, _converter, tag_name="kind")


def to_json(value: object, kind: object = None) -> str:
    """`value` as JSON; `kind` names its declared type where that is a union or a generic."""
    return orjson.dumps(_converter.unstructure(value, unstructure_as=kind)).decode()


def from_json(text: str, kind: type[T]) -> T:
    """The value of type `kind` that `to_json` wrote. Fields added since then take their defaults."""
    return _converter.structure(orjson.loads(text), kind)


@lru_cache(maxsize=512)
def terms_from_json(text: str) -> CouponTerms:
    """Terms of a coupon. All coupons of a rule share one text, so it is read once."""
    return from_json(text, CouponTerms)


@lru_cache(maxsize=512)
def terms_to_json(terms: CouponTerms) -> str:
    """The one text of these terms."""
    return to_json(terms)
