"""Scalars of both schemas. Codes and addresses come in variables only, so that no text holds one."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NewType, NoReturn, TypeVar

import strawberry
from graphql import ValueNode
from strawberry.schema.config import StrawberryConfig

from engine.values.money import LARGEST_AMOUNT
from graphql_api.refused import Refused, RequestCode

CouponCode = NewType("CouponCode", str)
Email = NewType("Email", str)
Phone = NewType("Phone", str)
Amount = NewType("Amount", int)
Read = TypeVar("Read")


def _variables_only(name: str) -> Callable[[ValueNode, dict[str, Any] | None], NoReturn]:
    def refuse(node: ValueNode, variables: dict[str, Any] | None = None) -> NoReturn:  # noqa: ARG001
        raise Refused(RequestCode.VARIABLES_ONLY, type=name)

    return refuse


def _text(name: str, longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise Refused(RequestCode.BAD_VALUE, expected=f"{name}: text of at most {longest} characters")
        return value

    return read


def _read_amount(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_AMOUNT:
        raise Refused(RequestCode.BAD_VALUE, expected=f"Amount: a whole number of at most {LARGEST_AMOUNT}")
    return value


def _read_instant(value: Any) -> datetime:
    at = _parsed(datetime.fromisoformat, value)
    if at is None or at.tzinfo is None:
        raise Refused(
            RequestCode.BAD_VALUE, expected="DateTime: ISO 8601 with an offset, 2026-05-20T09:00:00Z"
        )
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise Refused(RequestCode.BAD_VALUE, expected="DateTime: a year from 1 to 9999 in UTC") from None


def _read_day(value: Any) -> date:
    day = _parsed(date.fromisoformat, value)
    if day is None:
        raise Refused(RequestCode.BAD_VALUE, expected="Date: ISO 8601, 2026-05-20")
    return day


def _parsed(read: Callable[[str], Read], value: Any) -> Read | None:
    try:
        return read(value) if isinstance(value, str) and len(value) <= 40 else None
    except ValueError:
        return None


def _write_instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


CONFIG = StrawberryConfig(
    scalar_map={
        CouponCode: strawberry.scalar(
            name="CouponCode",
            description="A coupon code as typed: full-width and lower case are understood. Variables only (SEC15).",
            serialize=str,
            parse_value=_text("CouponCode", 64),
            parse_literal=_variables_only("CouponCode"),
        ),
        Email: strawberry.scalar(
            name="Email",
            description=(
                "An e-mail address; compared trimmed and without regard to case (S1.7, D1.g). Variables"
                " only (SEC15)."
            ),
            serialize=str,
            parse_value=_text("Email", 320),
            parse_literal=_variables_only("Email"),
        ),
        Phone: strawberry.scalar(
            name="Phone",
            description=(
                "A telephone number; 090-1234-5678 is read as Japanese. Written as E.164. Variables only"
                " (SEC15)."
            ),
            serialize=str,
            parse_value=_text("Phone", 32),
            parse_literal=_variables_only("Phone"),
        ),
        Amount: strawberry.scalar(
            name="Amount",
            description=(
                "Whole minor units of a currency (500 is 500 yen or 5.00 dollars), beyond 32 bits, at"
                " most 10^15."
            ),
            serialize=int,
            parse_value=_read_amount,
        ),
        datetime: strawberry.scalar(
            name="DateTime",
            description="An instant, ISO 8601; written in UTC with milliseconds, read with any offset.",
            serialize=_write_instant,
            parse_value=_read_instant,
        ),
        date: strawberry.scalar(
            name="Date",
            description="A day in the shop's own time zone, ISO 8601.",
            serialize=date.isoformat,
            parse_value=_read_day,
        ),
    },
    disable_field_suggestions=True,
)
"""Names and scalars of both schemas."""


@strawberry.type(description="An amount of money.")
class Money:
    """An amount with its currency."""

    amount: Amount = strawberry.field(description="Minor units: 500 is 500 yen or 5.00 dollars.")
    currency: str = strawberry.field(description="ISO 4217 code, such as JPY.")


def money(amount: int, currency: str) -> Money:
    """`amount` minor units of `currency` as the schema shows it."""
    return Money(amount=Amount(amount), currency=currency)
