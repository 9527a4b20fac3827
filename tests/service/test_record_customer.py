"""Customers and their moments on every store: told, waited for, planned by a publication, rewarded for a friend."""

from datetime import timedelta
from pathlib import Path

from engine.model.answers import CustomerRecordedAnswer, Published
from engine.model.decision import Problem, Rejection
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest, CustomerRequest
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.record_customer import record_customer
from tests.service.shop import TEST, buy, drain

EXAMPLES = Path(__file__).resolve().parents[2] / "rules" / "examples"


async def go_live(engine: Engine, example: str) -> None:
    folder = EXAMPLES / example
    paths = [folder / "rules.otoku", *sorted(folder.glob("templates/*.liquid"))]
    files = tuple(
        SourceFile(path=str(path.relative_to(folder)), text=path.read_text(encoding="utf-8"))
        for path in paths
    )
    shop = await engine.store.shop("tea")
    assert shop is not None
    assert isinstance(await publish(engine, "tea", files, expected=shop.live_revision, actor=TEST), Published)


async def later(engine: Engine, wait: timedelta) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(wait)
    await drain(engine)


async def rules_of_coupons(engine: Engine) -> list[str]:
    return sorted(one.fact.rule for one in await ask.coupons(engine, "tea", Page(limit=100)))


async def test_a_publication_waits_for_customers_who_bought_before(tea: Engine) -> None:
    await buy(tea, "1001", "PACK-1")
    await buy(tea, "1002", "PACK-1")
    await later(tea, timedelta(days=30))
    await go_live(tea, "14-win-back")
    await drain(tea)
    await later(tea, timedelta(days=59))
    assert await rules_of_coupons(tea) == []
    await later(tea, timedelta(days=1))
    assert await rules_of_coupons(tea) == ["come-back"]
    await later(tea, timedelta(days=200))
    assert await rules_of_coupons(tea) == ["come-back"]
    assert await tea.store.check_invariants("tea", tea.clock.now()) == ()


async def test_a_birthday_is_waited_for_and_its_mail_knows_the_name(tea: Engine) -> None:
    await go_live(tea, "15-birthday")
    birthday = (tea.clock.now() + timedelta(days=20)).strftime("%Y-%m-%d")
    who = BuyerRequest(email="Ai@example.com", name="愛", locale="ja")
    told = await record_customer(tea, "tea", CustomerRequest(buyer=who, birthday=birthday), actor=TEST)
    assert isinstance(told, CustomerRecordedAnswer)
    assert told.customer.customer.birthday == birthday[5:]
    for _ in range(15):
        await later(tea, timedelta(days=1))
    assert await rules_of_coupons(tea) == ["birthday"]
    (mail,) = await tea.store.inbox("tea", Page(limit=10))
    assert mail.recipient == "ai@example.com"
    assert "愛さま" in mail.text
    assert await tea.store.check_invariants("tea", tea.clock.now()) == ()


async def test_nobody_and_nonsense_are_refused_by_field(tea: Engine) -> None:
    for request, path in (
        (CustomerRequest(buyer=BuyerRequest()), ("buyer", "email")),
        (CustomerRequest(buyer=BuyerRequest(email="a@x.jp"), birthday="13-01"), ("birthday",)),
        (CustomerRequest(buyer=BuyerRequest(email="a@x.jp"), tags=("a\x00",)), ("tags", "0")),
        (CustomerRequest(buyer=BuyerRequest(email="a@x.jp"), tier="x" * 201), ("tier",)),
    ):
        refused = await record_customer(tea, "tea", request, actor=TEST)
        assert isinstance(refused, Rejection)
        assert refused.path == path
    gone = await record_customer(tea, "nobody", CustomerRequest(buyer=BuyerRequest()), actor=TEST)
    assert gone == Rejection(problem=Problem.NOT_FOUND, path=("shop",))
