"""What the pages of the sandbox send, read strictly: anything else is refused with what was expected."""

from collections.abc import Sequence
from typing import Any, TypeVar

import orjson
from starlette.requests import Request

from engine.model.catalog import Catalog
from graphql_api.body import read_capped
from graphql_api.refused import Refused, RequestCode
from graphql_api.sandbox.shop_server import Wish

LONGEST_BODY = 64 * 1024
MOST_LINES = 500
MOST_CODES = 10
SHIPPING = 500

Kind = TypeVar("Kind")


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body. Raises Refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(RequestCode.CONTENT_TYPE)
    try:
        written = orjson.loads(await read_capped(request, LONGEST_BODY))
    except orjson.JSONDecodeError:
        raise Refused(RequestCode.BODY_NOT_JSON) from None
    if not isinstance(written, dict):
        raise _expected("an object")
    return written


def field(written: dict[str, Any], name: str, kind: type[Kind], default: Kind | None = None) -> Kind:
    """A value of the object. Raises Refused when it is missing without a default, or of another kind."""
    value = written.get(name, default)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise _expected(f"`{name}` as {kind.__name__}")
    return value


def read_wish(written: dict[str, Any], catalog: Catalog) -> Wish:
    """A cart with its buyer and codes; prices and shipping are the shop's own. Raises Refused."""
    lines = field(written, "lines", list)
    buyer = field(written, "buyer", dict, {})
    codes = field(written, "codes", list, [])
    cards = field(written, "giftCards", list, [])
    if len(lines) > MOST_LINES or max(len(codes), len(cards)) > MOST_CODES:
        raise _expected(f"at most {MOST_LINES} lines, {MOST_CODES} codes and {MOST_CODES} gift cards")
    email = field(buyer, "email", str, "")
    wanted = [_line(line) for line in lines]
    return Wish(
        lines=wanted,
        buyer={
            "email": email or None,
            "phone": field(buyer, "phone", str, "") or None,
            "name": field(buyer, "name", str, ""),
            "member": field(buyer, "member", bool, False),
            # A member is known to the shop by something that stays when the address changes.
            "externalId": f"member:{email}" if buyer.get("member") and email else None,
            "locale": field(buyer, "locale", str, ""),
        },
        shipping=shipping_of(catalog, [line["sku"] for line in wanted]),
        codes=[_text(code) for code in codes],
        gift_cards=[_text(code) for code in cards],
        pins=[_pin(one) for one in field(written, "giftCardPins", list, [])[:MOST_CODES]],
        cart_token=field(written, "cartToken", str),
    )


def shipping_of(catalog: Catalog, skus: Sequence[str]) -> int:
    """What this shop asks for a parcel: a flat charge once anything must be shipped. Minor units."""
    products = (catalog.products.get(sku) for sku in skus)
    return SHIPPING if any(product is not None and product.requires_shipping for product in products) else 0


def _line(line: object) -> dict[str, Any]:
    if not isinstance(line, dict):
        raise _expected("`lines` as objects")
    wanted = {"sku": field(line, "sku", str), "quantity": field(line, "quantity", int)}
    return wanted | ({"plan": field(line, "plan", str)} if "plan" in line else {})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _expected("`codes` and `giftCards` as texts")
    return value


def _pin(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _expected("`giftCardPins` as objects")
    return {"code": field(value, "code", str), "pin": field(value, "pin", str)}


def _expected(what: str) -> Refused:
    return Refused(RequestCode.BAD_VALUE, expected=what)
