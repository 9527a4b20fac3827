"""A tea shop with one offer of each pattern, and what happens to an offer there, for tests."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from engine.model.answers import MadeOffer, OrderRecordedAnswer, Published
from engine.model.cart import OrderState
from engine.model.contract import Contract
from engine.model.decision import Rejection
from engine.model.effects import Metric
from engine.model.offer_instance import OfferInstance
from engine.model.records import Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.accept_offer import accept_offer
from engine.service.catalog import ImportMode, import_products
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.find_offer import find_offer
from engine.service.offer_terms import terms_version
from engine.service.publish import publish
from engine.service.read_products import ImportFormat
from engine.service.record_order import record_order
from engine.service.show_offer import show_offer
from tests.service.shop import TEST, drain

EXAMPLE = Path(__file__).resolve().parents[2] / "rules" / "examples" / "04-upsell-after-payment"
SHOP = "tea"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What to buy so that the offer of the pattern comes, and what it costs now and later."""

    name: str
    sku: str
    plan: str
    offered: str
    first: int
    renewal: int | None
    paid: int  # for the trigger order
    next_delivery: int | None  # minor units of the contract's second order


PATTERNS = (
    Pattern(
        name="subscription to subscription",
        sku="TEIKI-1",
        plan="monthly",
        offered="TEIKI-2",
        first=1024,
        renewal=1152,
        paid=1332,
        next_delivery=1332 + 1152,
    ),
    Pattern(
        name="subscription to once",
        sku="TEIKI-2",
        plan="monthly",
        offered="KYUSU-1",
        first=5000,
        renewal=None,
        paid=1152,
        next_delivery=1152,
    ),
    Pattern(
        name="once to subscription",
        sku="SAMPLE-1",
        plan="",
        offered="TEIKI-1",
        first=1065,
        renewal=1332,
        paid=980,
        next_delivery=1332,
    ),
    Pattern(
        name="once to once",
        sku="PACK-1",
        plan="",
        offered="PACK-1",
        first=3420,
        renewal=None,
        paid=3800,
        next_delivery=None,
    ),
)
ADD_TO_CONTRACT, ADD_TO_FIRST, SWITCH, ADD_TO_ORDER = PATTERNS


async def open_offer_shop(engine: Engine) -> None:
    """Make the shop live."""
    await engine.store.add_shop(Shop(id=SHOP, name="おとく茶舗", created_at=engine.clock.now()))
    with (EXAMPLE / "catalog.csv").open(encoding="utf-8", newline="") as lines:
        await import_products(
            engine, SHOP, lines, format=ImportFormat.CSV, mode=ImportMode.ALL_OR_NOTHING, actor=TEST
        )
    rules = SourceFile(path="rules.otoku", text=(EXAMPLE / "rules.otoku").read_text(encoding="utf-8"))
    published = await publish(engine, SHOP, (rules,), expected=None, actor=TEST)
    assert isinstance(published, Published), published


def trigger_order(
    order_id: str, pattern: Pattern, email: str = "aki@example.com", *, test: bool = False
) -> OrderRequest:
    """The paid order that starts the offer of a pattern."""
    line = LineRequest(sku=pattern.sku, quantity=1, plan=pattern.plan)
    buyer = BuyerRequest(email=email, name="秋", locale="ja")
    return OrderRequest(
        id=order_id, state=OrderState.PAID, cart=CartRequest(lines=(line,), buyer=buyer, test=test)
    )


async def made_offer(engine: Engine, order_id: str, pattern: Pattern, **more: object) -> MadeOffer:
    """The offer that a paid order brings."""
    asked = trigger_order(order_id, pattern, **more)  # type: ignore[arg-type]
    answer = await record_order(engine, SHOP, asked, actor=TEST)
    assert answer.offer is not None, answer  # type: ignore[union-attr]
    return answer.offer  # type: ignore[union-attr]


async def seen(engine: Engine, token: str) -> OfferInstance:
    """The offer of a token, which must be one."""
    found = await find_offer(engine, SHOP, token)
    assert isinstance(found, OfferInstance), found
    return found


async def terms_of(engine: Engine, token: str) -> str:
    """The version of the terms that the page shows."""
    return terms_version(await seen(engine, token))


def pass_time(engine: Engine, **span: float) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(timedelta(**span))


async def press(engine: Engine, token: str, quantity: int = 1) -> OfferInstance | Rejection:
    return await accept_offer(engine, SHOP, token, quantity, terms=await terms_of(engine, token), actor=TEST)


async def bought(engine: Engine, token: str, quantity: int = 1) -> OfferInstance:
    assert isinstance(await show_offer(engine, SHOP, token, actor=TEST), OfferInstance)
    assert isinstance(await press(engine, token, quantity), OfferInstance)
    await drain(engine)
    return await seen(engine, token)


async def taken_in_all(engine: Engine, order_id: str = "o1") -> int:
    """What the ledger has taken for an order, less what it gave back of that."""
    charges = await engine.store.charges_of(SHOP, [order_id])
    own = {one.key for one in charges if not one.gives_back}
    returned = sum(one.amount for one in charges if one.gives_back in own)
    return sum(one.amount for one in charges if not one.gives_back and one.taken) - returned


async def figures(engine: Engine, rule: str) -> dict[Metric, int]:
    day = engine.clock.now().date()
    rows = await engine.store.stats(SHOP, [rule], day - timedelta(days=400), day + timedelta(days=2), None)
    totals: dict[Metric, int] = {}
    for row in rows:
        totals[row.metric] = totals.get(row.metric, 0) + row.amount
    return totals


async def contracts_of(engine: Engine, offer: OfferInstance) -> tuple[Contract, ...]:
    return await engine.store.contracts_of_orders(SHOP, [offer.progress.made_order or offer.order_id])


async def also_publish(engine: Engine, rules: str) -> None:
    text = (EXAMPLE / "rules.otoku").read_text(encoding="utf-8") + rules
    files = (SourceFile(path="rules.otoku", text=text),)
    published = await publish(engine, SHOP, files, expected=1, actor=TEST)
    assert isinstance(published, Published), published


async def subscription(engine: Engine) -> Contract:
    """A contract of one product every month."""
    answer = await record_order(engine, SHOP, trigger_order("o1", ADD_TO_CONTRACT), actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    (contract,) = await engine.store.contracts_of_orders(SHOP, ["o1"])
    return contract
