"""Who ends a subscription leaves the list of its subscribers (S2.14, D2.c)."""

from pathlib import Path

from engine.model.answers import OrderRecordedAnswer, Published
from engine.model.cart import OrderState
from engine.model.contract import Contract
from engine.model.reader import EnrolmentState, ReadersWanted
from engine.model.records import Page, Shop, SourceFile
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.cancel_contract import cancel_contract
from engine.service.catalog import ImportMode, import_products
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.read_products import ImportFormat
from engine.service.record_order import record_order
from tests.service.shop import TEST, drain

EXAMPLE = Path(__file__).resolve().parents[2] / "rules" / "examples" / "06-buyer-lists"
ALL = Page(limit=100)


async def open_list_shop(engine: Engine) -> None:
    await engine.store.add_shop(Shop(id="tea", name="茶舗", created_at=engine.clock.now()))
    with (EXAMPLE / "catalog.csv").open(encoding="utf-8", newline="") as lines:
        await import_products(
            engine, "tea", lines, format=ImportFormat.CSV, mode=ImportMode.ALL_OR_NOTHING, actor=TEST
        )
    paths = [EXAMPLE / "rules.otoku", *sorted(EXAMPLE.glob("templates/*.liquid"))]
    files = [
        SourceFile(path=path.relative_to(EXAMPLE).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in paths
    ]
    published = await publish(engine, "tea", files, expected=None, actor=TEST)
    assert isinstance(published, Published), published


async def subscribe(engine: Engine, order_id: str, email: str) -> Contract:
    line = LineRequest(sku="TEIKI-1", quantity=1, plan="monthly")
    goods = CartRequest(lines=(line,), buyer=BuyerRequest(email=email, locale="ja"))
    paid = OrderRequest(id=order_id, state=OrderState.PAID, cart=goods)
    answer = await record_order(engine, "tea", paid, actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    (contract,) = await engine.store.contracts_of_orders("tea", [order_id])
    return contract


async def states(engine: Engine, name: str) -> dict[str | None, EnrolmentState]:
    found = await engine.store.enrolments("tea", ALL, ReadersWanted(list=name))
    return {one.email: one.state for one in found}


async def test_a_cancelled_subscription_takes_its_reader_off_the_list_and_nobody_else(engine: Engine) -> None:
    await open_list_shop(engine)
    mine = await subscribe(engine, "1001", "a@x.jp")
    await subscribe(engine, "1002", "b@x.jp")
    await drain(engine)
    active = EnrolmentState.ACTIVE
    assert await states(engine, "subscribers") == {"a@x.jp": active, "b@x.jp": active}

    ended = await cancel_contract(engine, "tea", mine.id, "moving", actor=TEST)
    again = await cancel_contract(engine, "tea", mine.id, "moving", actor=TEST)

    assert ended == again
    assert await states(engine, "subscribers") == {"a@x.jp": EnrolmentState.LEFT, "b@x.jp": active}
    # What was bought stays bought: the product's own list keeps its buyers.
    assert await states(engine, "product:TEIKI-1") == {"a@x.jp": active, "b@x.jp": active}
