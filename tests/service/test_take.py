"""The one path under contention: what is limited is never exceeded, however many come at once."""

import asyncio
from dataclasses import replace

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.decision import Problem, Rejection
from engine.model.records import Page, SourceFile
from engine.service import ask
from engine.service.engine import Engine
from engine.service.programs import ProgramCache
from engine.service.record_order import record_order
from engine.service.take import TRIES
from engine.store.port import Conflict
from tests.service.shop import TEST, buy, code_of, example_files, open_shop, order


async def test_of_twenty_orders_at_once_with_one_code_exactly_one_redeems_it(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))

    answers = await asyncio.gather(
        *(record_order(tea, "tea", order(f"r-{n}", "PACK-1", codes=[code]), actor=TEST) for n in range(20))
    )

    won = [answer for answer in answers if isinstance(answer, OrderRecordedAnswer)]
    lost = [answer.problem for answer in answers if isinstance(answer, Rejection)]
    assert len(won) == 1
    assert set(lost) == {Problem.CODE_REFUSED}


async def test_the_same_order_twenty_times_at_once_is_one_order_and_one_coupon(tea: Engine) -> None:
    answers = await asyncio.gather(
        *(record_order(tea, "tea", order("1001", "SAMPLE-1"), actor=TEST) for _ in range(20))
    )

    assert all(isinstance(answer, OrderRecordedAnswer) for answer in answers)
    assert [answer.repeated for answer in answers if isinstance(answer, OrderRecordedAnswer)].count(
        False
    ) == 1
    assert len(await ask.coupons(tea, "tea", Page(limit=100))) == 1
    assert len(await ask.messages(tea, "tea", Page(limit=100))) == 1


def limited(most: int) -> tuple[SourceFile, ...]:
    """The example with a budget of a few coupons."""
    return tuple(
        replace(file, text=file.text.replace("at most 1000 per shop", f"at most {most} per shop"))
        for file in example_files()
    )


@pytest.mark.requirement("S1.2")
async def test_a_budget_of_three_coupons_gives_three(engine: Engine) -> None:
    await open_shop(engine, files=limited(3))

    await asyncio.gather(
        *(
            record_order(engine, "tea", order(f"{n}", "SAMPLE-1", email=f"b{n}@shop.example"), actor=TEST)
            for n in range(12)
        )
    )

    assert len(await ask.coupons(engine, "tea", Page(limit=100))) == 3
    assert len(await ask.orders(engine, "tea", Page(limit=100))) == 12


async def test_a_taken_code_is_derived_again(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.service import coupons, mint  # noqa: PLC0415

    def crowded(key: bytes, shop: str, coupon_id: str, attempt: int, shape: object) -> str:
        return f"{attempt:08d}"  # every coupon wants the same codes

    monkeypatch.setattr(mint, "derive", crowded)
    monkeypatch.setattr(coupons, "derive", crowded)
    await open_shop(engine)

    codes = [await code_of(engine, await buy(engine, f"{n}", "SAMPLE-1")) for n in range(4)]

    assert codes == ["00000000", "00000001", "00000002", "00000003"]


async def test_a_process_that_missed_a_publication_refuses_nothing_because_of_it(tea: Engine) -> None:
    from engine.service.catalog import save_products  # noqa: PLC0415

    elsewhere = replace(tea, programs=ProgramCache())
    await buy(elsewhere, "1001", "PACK-1")
    new = replace((await ask.catalog(tea, "tea")).products["PACK-1"], sku="PACK-9")
    await save_products(tea, "tea", [new], actor=TEST)

    answer = await buy(elsewhere, "1002", "PACK-9")

    assert answer.quote.total == 3800


async def test_endless_conflicts_end_in_busy_and_nothing_stored(
    tea: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    async def conflicts(*_: object) -> None:
        tries.append("again")
        raise Conflict("somebody else")

    monkeypatch.setattr(tea.store, "commit", conflicts)

    answer = await record_order(tea, "tea", order("1001", "SAMPLE-1"), actor=TEST)

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.BUSY
    assert len(tries) == TRIES
    assert await ask.orders(tea, "tea", Page(limit=9)) == ()


async def test_a_code_space_that_is_full_ends_in_busy(tea: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.service import mint  # noqa: PLC0415

    monkeypatch.setattr(mint, "derive", lambda *_: "11111111")
    await buy(tea, "1001", "SAMPLE-1")

    answer = await record_order(tea, "tea", order("1002", "SAMPLE-1"), actor=TEST)

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.BUSY
