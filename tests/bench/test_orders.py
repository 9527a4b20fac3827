"""The bare driver does the same work as the engine: the same statements on a copy of the database."""

from pathlib import Path

from bench.orders import WARM_UP, _on_sqlite
from bench.shop import SHARED_CODE, earn_code, open_shop, place_order, shop_files
from bench.statements import recorded
from engine.settings import Settings, new_secrets
from engine.wiring import open_engine


async def test_an_order_does_everything_at_once(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite://{tmp_path}/otoku.sqlite3", secrets=new_secrets())
    async with open_engine(settings) as engine:
        await open_shop(engine, shop_files(coupons=2))
        code = await earn_code(engine, 1)
        with recorded() as recording:
            answer = await place_order(engine, "second", 1, (code, SHARED_CODE))
            sent = [text for text, _ in recording.counted()]
    assert 2 == len(answer.issued)
    assert {"welcome", "thanks-0"} == {one.rule for one in answer.redemptions}
    for table in (
        "events",
        "orders",
        "coupons",
        "redemptions",
        "counters",
        "messages",
        "timers",
        "stat_deltas",
    ):
        assert [] != [text for text in sent if f"INSERT INTO {table} " in text], table
    assert [] == [text for text in sent if text.startswith(("BEGIN", "COMMIT"))]


async def test_the_bare_driver_can_repeat_what_the_engine_sent(tmp_path: Path) -> None:
    measured = await _on_sqlite(tmp_path, rules=2, orders=WARM_UP + 2)
    assert 2 == len(measured.ours) == len(measured.bare)
    assert all(count > 5 for count in measured.statements)
    assert all(size > 1_000 for size in measured.bytes)
