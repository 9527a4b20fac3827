"""Pricing in one line, for tests."""

from dataclasses import replace

from engine.model.cart import Cart
from engine.model.facts import Facts
from engine.model.quote import Quote, RefusalReason
from engine.runtime.prepare import Prepared
from engine.runtime.quote import quote
from tests.runtime.make import (
    ISSUED,
    MAY_20,
)

CODE = "12345678"


def priced(shop: Prepared, bought: Cart, facts: Facts | None = None, now=MAY_20) -> Quote:  # type: ignore[no-untyped-def]
    found = quote(shop, bought, facts or Facts(), now)
    assert isinstance(found, Quote)
    return found


def with_coupon(**more: object) -> Facts:
    return Facts(coupons={CODE: replace(ISSUED, **more)})  # type: ignore[arg-type]


def refusals(found: Quote) -> list[tuple[str | None, RefusalReason]]:
    return [(one.code, one.reason) for one in found.refusals]
