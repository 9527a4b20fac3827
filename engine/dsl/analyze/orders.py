"""A world made an order: concrete lines, prices, buyer and instant, as ordinary as the regions allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.dsl.analyze.regions import FIRST, LAST, Moments, Other, Whole, instant_of, microseconds
from engine.dsl.analyze.worlds import LARGEST_QUANTITY, Unsure, World
from engine.model.cart import Buyer, Cart, CartLine
from engine.model.catalog import Catalog, Product
from engine.model.facts import CustomerFact
from engine.model.findings import TrialEvent
from engine.model.program import Window
from engine.values.calendar import instant, local_date
from engine.values.money import LARGEST_AMOUNT

BUYER = "buyer@example.com"
MEMBER = "member-1"
DAYS = 15
"""Every weekly opening comes in these, even when summer time swallows one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What an order is made from: products, where the shop is, and the instant that the analysis starts at."""

    catalog: Catalog
    zone: ZoneInfo
    since: datetime


def moments(window: Window, scene: Scene) -> Iterator[datetime]:
    """Instants at which a rule may act: the first that it could, then the beginnings of its openings."""
    start = scene.since if window.begins is None else max(scene.since, window.begins)
    if window.ends is not None and start >= window.ends:
        start = window.begins or window.ends - timedelta(days=DAYS)
    yield start
    day = local_date(start, scene.zone) - timedelta(days=1)
    for _ in range(DAYS):
        for opening in window.openings:
            if day.isoweekday() in opening.weekdays:
                at = instant(day, opening.since, scene.zone)
                if at >= start and (window.ends is None or at < window.ends):
                    yield at
        day += timedelta(days=1)


def order_in(world: World, at: datetime, scene: Scene, *, test: bool) -> TrialEvent | Unsure:
    """An order of the world `world` at the instant `at`; Unsure with why there is none."""
    products = (
        world.products or tuple(one for one in scene.catalog.products.values() if one.sandbox or not test)[:1]
    )
    if not products:
        return Unsure("catalogue")
    lines = _Lines(world=world, products=products).find()
    customer = _customer(world, microseconds(at))
    if isinstance(lines, Unsure):
        return lines
    if isinstance(customer, Unsure):
        return customer
    member = world.values.get(("customer.member", None)) is True
    cart = Cart(
        lines=lines,
        buyer=Buyer(email=BUYER, external_id=MEMBER if member else None, member=member),
        shipping=_least(world, "cart.shipping"),
        channel=_text(world, "cart.channel", "web"),
        test=test,
    )
    return TrialEvent(at=at, cart=cart, customer=customer, note=_text(world, "order.note", ""))


def _whole(world: World, path: str, low: int, high: int) -> Whole:
    found = world.values.get((path, None))
    return found if isinstance(found, Whole) else Whole(low=low, high=high)


def _least(world: World, path: str) -> int:
    return max(0, _whole(world, path, 0, 0).low)


def _text(world: World, path: str, usual: str) -> str:
    region = world.values.get((path, None), usual)
    match region:
        case Other(text=text) | str(text):
            return text
        case _:
            return usual


@dataclass(slots=True, kw_only=True)
class _Lines:
    """The lines of a cart whose number, pieces and total lie where the world says."""

    world: World
    products: tuple[Product, ...]

    def find(self) -> tuple[CartLine, ...] | Unsure:
        count = _whole(self.world, "cart.lines", 1, 500).meet(len(self.products), 500)
        if count is None:
            return Unsure("lines")
        total = _whole(self.world, "cart.total", 0, LARGEST_AMOUNT)
        left = _whole(self.world, "cart.discounted_total", 0, LARGEST_AMOUNT)
        both = total.meet(left.low, left.high)  # nothing is taken off yet
        if both is None:
            return Unsure("discounts")
        pieces = _whole(self.world, "cart.quantity", count.low, 500 * LARGEST_QUANTITY)
        chosen = pieces.meet(count.low, count.high * LARGEST_QUANTITY)
        if chosen is None:
            return Unsure("lines")
        lines = max(count.low, -(-chosen.low // LARGEST_QUANTITY))
        usual = self.priced(lines, max(chosen.low, lines), both, chosen)
        return usual or self.stated(lines, max(chosen.low, lines), both, count) or Unsure("total")

    def spread(self, lines: int, pieces: int) -> list[tuple[Product, int]]:
        """Products and pieces of `lines` lines; the first has one piece if another can hold the rest."""
        filled = [1] * lines
        left = pieces - lines
        for place in [*range(1, lines), 0]:
            more = min(left, LARGEST_QUANTITY - 1)
            filled[place] += more
            left -= more
        return [(self.products[n % len(self.products)], filled[n]) for n in range(lines)]

    def priced(self, lines: int, pieces: int, total: Whole, most: Whole) -> tuple[CartLine, ...] | None:
        """Lines at the prices of the catalogue, with more pieces if the total asks for them."""
        rows = self.spread(lines, pieces)
        amount = sum(product.price * quantity for product, quantity in rows)
        product, quantity = rows[-1]
        if amount < total.low and product.price > 0:
            more = -(-(total.low - amount) // product.price)
            if pieces + more > most.high or quantity + more > LARGEST_QUANTITY:
                return None
            rows[-1] = (product, quantity + more)
            amount += more * product.price
        if not total.low <= amount <= total.high:
            return None
        return tuple(CartLine(sku=one.sku, quantity=many, unit_price=one.price) for one, many in rows)

    def stated(self, lines: int, pieces: int, total: Whole, count: Whole) -> tuple[CartLine, ...] | None:
        """Lines at prices that the shop states: all of the total on a line of one piece, if there is one."""
        wanted = min(max(total.low, 1), total.high)
        rows = self.spread(lines, pieces)
        first = rows[0][1]
        if first > 1 and lines < count.high and pieces > lines:
            rows = self.spread(lines + 1, pieces)
            first = rows[0][1]
        wanted = -(-wanted // first) * first
        if wanted > total.high:
            return None
        return tuple(
            CartLine(sku=one.sku, quantity=many, unit_price=0 if place else wanted // first)
            for place, (one, many) in enumerate(rows)
        )


def _customer(world: World, now: int) -> CustomerFact | Unsure:
    first = _moment(world, "customer.first_order_at", now)
    last = _moment(world, "customer.last_order_at", now)
    if isinstance(first, Unsure) or isinstance(last, Unsure):
        return Unsure("moment")
    orders = _whole(world, "customer.orders", int((first or last) is not None), LARGEST_AMOUNT)
    tags = frozenset(
        text
        for (path, text), held in world.values.items()
        if path == "customer.tags" and isinstance(text, str) and held is True
    )
    return CustomerFact(
        orders=max(0, orders.low),
        spent=_least(world, "customer.spent"),
        tags=tags,
        tier=_text(world, "customer.tier", ""),
        blocked=world.values.get(("customer.blocked", None)) is True,
        first_order_at=first,
        last_order_at=last,
    )


def _moment(world: World, path: str, now: int) -> datetime | Unsure | None:
    """An instant of the region as seen from `now`, not later than it when there is a choice."""
    region = world.values.get((path, None))
    if not isinstance(region, Moments):
        return None
    at = Whole(low=now - region.age.high, high=now - region.age.low).meet(region.at.low, region.at.high)
    if at is None:
        return Unsure("moment")
    chosen = min(at.high, max(at.low, now))
    return instant_of(min(LAST, max(FIRST, chosen)))
