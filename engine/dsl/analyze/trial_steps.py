"""An example order of the analysis as the lines of a `test` block."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.model.facts import CustomerFact
from engine.model.findings import TrialEvent
from engine.model.program import Program
from engine.values.money import decimal_text


def at_step(at: datetime, zone: ZoneInfo) -> str:
    """The moment, to the minute."""
    return f"at {at.astimezone(zone):%Y-%m-%d %H:%M}"


def money(amount: int, currency: str) -> str:
    """Minor units as the language writes them."""
    return f"{decimal_text(amount, currency)} {currency}"


def customer_step(event: TrialEvent, program: Program) -> str | None:
    """Who buys and what is known of them; None when a test cannot say it (several tags)."""
    if len(event.customer.tags) > 1:
        return None
    zone, currency = ZoneInfo(program.settings.zone), program.settings.currency
    facts = ", ".join(_facts(event.customer, currency, zone))
    member = " as members" if event.cart.buyer.member else ""
    return f'customer "{event.cart.buyer.email}"{member}' + (f" with {facts}" if facts else "")


def _facts(customer: CustomerFact, currency: str, zone: ZoneInfo) -> Iterator[str]:
    if customer.orders:
        yield f"customer.orders is {customer.orders}"
    if customer.spent:
        yield f"customer.spent is {money(customer.spent, currency)}"
    yield from (f'customer.tags is "{tag}"' for tag in customer.tags)
    if customer.tier:
        yield f'customer.tier is "{customer.tier}"'
    if customer.blocked:
        yield "customer.blocked is yes"
    for name in ("first_order_at", "last_order_at"):
        at = getattr(customer, name)
        if at is not None:
            yield f"customer.{name} is {at.astimezone(zone):%Y-%m-%d %H:%M}"


def order_step(event: TrialEvent, program: Program) -> str | None:
    """The order; None when a test cannot say it (different numbers of pieces, a note, a channel of its own)."""
    pieces: dict[str, int] = {}
    for line in event.cart.lines:
        pieces[line.sku] = pieces.get(line.sku, 0) + line.quantity
    quantities = set(pieces.values())
    if len(quantities) != 1 or event.note or event.cart.channel not in {"", "web"}:
        return None
    (quantity,) = quantities
    total = sum(line.quantity * line.unit_price for line in event.cart.lines)
    usual = sum(program.catalog.products[sku].price * quantity for sku in pieces)
    skus = sorted(pieces)
    several = "all of " if len(skus) > 1 else ""
    codes = ", ".join(f'"{code}"' for code in event.cart.codes)
    return "".join(
        (
            f"do order paid with {several}product " + ", ".join(f'"{sku}"' for sku in skus),
            f" quantity {quantity}" if quantity > 1 else "",
            f" total {money(total, program.settings.currency)}" if total != usual else "",
            f" code {codes}" if codes else "",
        )
    )
