"""Gift cards of another system: looked through, taken over once, and spent as our own (S5.42, D5.b, J9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from engine.model.card import CardState
from engine.model.card_records import CardWanted, StoredCard, TransferKind
from engine.model.gift_card import Consideration
from engine.model.job import JobKind, JobSide, JobState
from engine.model.records import Page
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.service.card_codes import card_code
from engine.service.engine import Engine
from engine.service.import_jobs import start_import
from engine.service.jobs import resume_job
from engine.service.run_jobs import run_job
from tests.service.gifts import FILES, buy, clock, priced, refund, sound
from tests.service.imports import looked_through, reasons, standing, table, taken_over
from tests.service.shop import TEST, open_shop

KIND = JobKind.CARD_IMPORT
FILE = """Code,Gift Balance,Customer Email,Expiration Date,Active,Paid or free
GIFT-AAAA-0001,"3,000",jane@example.com,2026-12-31,true,paid
GIFT-AAAA-0002,500,Taro@Example.com,,true,free
GIFT-AAAA-0003,1000,,2026-06-30,true,
GIFT-AAAA-0004,1000,old@example.com,2026-01-31,true,paid
GIFT-AAAA-0005,many,jane@example.com,,true,paid
GIFT-AAAA-0006,1000,jane@example.com,,false,paid
"""
JANE = BuyerRequest(email="jane@example.com")


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


async def cards(engine: Engine) -> dict[str, StoredCard]:
    """By the last four of their codes."""
    return {one.last_four: one for one in await engine.store.cards("tea", Page(limit=1000), CardWanted())}


async def test_a_look_through_tells_sums_and_bad_rows_and_changes_nothing(shop: Engine) -> None:
    job = await looked_through(shop, KIND, "open", FILE)
    assert (JobState.CHECKED, 3, 3, 6) == (job.state, job.done, job.failed, job.total)
    assert {
        "amount": 4500,
        "paid_amount": 3000,
        "free_amount": 1500,
        "without_owner": 1,
        "without_end": 1,
        "expired": 1,
        "switched_off": 1,
        "over_six_months_amount": 3000,
    } == dict(job.totals)
    assert {5: "expired", 6: "not_a_number", 7: "switched_off"} == await reasons(shop, job)
    [bad] = [row for row in await table(shop, job, JobSide.FAILURES) if row["line"] == "6"]
    assert ("Gift Balance", "many") == (bad["column"], bad["found"])
    assert "3000" in bad["how_to_mend"]
    assert {} == await cards(shop)


@pytest.mark.requirement("S5.42")
async def test_cards_come_with_code_owner_end_and_balance_through_the_ledger(shop: Engine) -> None:
    job = await taken_over(shop, KIND, "open", FILE)
    assert (JobState.DONE, 3, 3) == (job.state, job.done, job.failed)
    found = await cards(shop)
    one = found["0001"]
    assert "GIFT-AAAA-0001" == card_code(shop, "tea", one)
    assert ("jane@example.com", 3000, CardState.ACTIVE) == (
        one.fact.owner_email,
        one.fact.balance,
        one.fact.state,
    )
    assert datetime(2026, 12, 31, 15, tzinfo=UTC) == one.fact.expires_at  # the whole day, in Tokyo
    assert [Consideration.PAID] == [lot.consideration for lot in one.fact.lots]
    assert ("taro@example.com", None) == (found["0002"].fact.owner_email, found["0002"].fact.expires_at)
    [credit] = await shop.store.transfers("tea", Page(limit=9), card_id=one.fact.id)
    assert TransferKind.CREDIT is credit.kind
    assert {(f"card/{one.fact.id}", 3000), ("opening/open", -3000)} == {
        (posting.account, posting.amount) for posting in credit.postings
    }
    assert ("imported_from", "voucherify") in one.metadata
    await sound(shop)


async def test_an_imported_balance_that_was_a_mistake_goes_back_where_it_came_from(shop: Engine) -> None:
    await taken_over(shop, KIND, "open", FILE)
    card = (await cards(shop))["0001"]
    [credit] = await shop.store.transfers("tea", Page(limit=9), card_id=card.fact.id)
    assert await shop.store.reverse_credit("tea", credit.id, "wrong file", TEST, shop.clock.now())
    moved = [
        posting
        for transfer in await shop.store.transfers("tea", Page(limit=9), card_id=card.fact.id)
        for posting in transfer.postings
    ]
    assert [-3000, 3000] == sorted(one.amount for one in moved if one.account == "opening/open")
    await sound(shop)


async def test_a_file_imported_twice_changes_nothing_and_says_so(shop: Engine) -> None:
    await taken_over(shop, KIND, "open", FILE)
    before = await cards(shop)
    clock(shop).advance(timedelta(seconds=1))
    again = await looked_through(shop, KIND, "open", FILE)
    assert (3, 3, 0) == (again.done, again.totals["repeated"], again.totals["amount"])
    once_more = await taken_over(shop, KIND, "open", FILE)
    assert {"repeated"} == {row["status"] for row in await table(shop, once_more, JobSide.OUTPUT)}
    assert before == await cards(shop)
    await sound(shop)


async def test_an_imported_card_pays_and_is_refunded_by_the_code_on_its_paper(shop: Engine) -> None:
    await taken_over(shop, KIND, "open", FILE)
    cart = CartRequest(
        lines=(LineRequest(sku="PACK-1", quantity=1),), buyer=JANE, gift_cards=("gift aaaa 0001",)
    )
    assert [3000] == [tender.amount for tender in (await priced(shop, cart)).tenders]
    await buy(shop, cart)
    assert 0 == (await cards(shop))["0001"].fact.balance
    await refund(shop)
    assert 3000 == (await cards(shop))["0001"].fact.balance
    await sound(shop)


async def test_a_code_that_is_taken_and_a_row_that_changed_are_refused(shop: Engine) -> None:
    head = "id,code,balance,email\n"
    await taken_over(shop, KIND, "open", head + "7,ABCD-1111,100,a@example.com\n8,ABCD-2222,100,\n")
    changed = (
        "7,ABCD-9999,100,a@example.com\n"  # another code under an id that came before
        "8,ABCD-2222,900,\n"  # another balance
        "9,abcd1111,100,\n"  # a code that came before under another id
        "10,ABCD-3333,100,\n"
        "10,ABCD-4444,100,\n"  # two codes of one id
        "11,ABCD-3333,100,\n"
        "10,ABCD-3333,100,\n"  # the very same again
    )
    job = await taken_over(shop, KIND, "open", head + changed)
    assert (2, 5) == (job.done, job.failed)
    assert {
        2: "publication_changed",
        3: "publication_changed",
        4: "code_taken",
        6: "publication_changed",
        7: "code_taken",
    } == await reasons(shop, job)
    assert ["done", "repeated"] == [row["status"] for row in await table(shop, job, JobSide.OUTPUT)]
    await sound(shop)


async def test_a_look_through_refuses_a_card_that_stands_twice_with_other_balances(shop: Engine) -> None:
    text = "code,balance,email\nABCD-1111,100,a@x.jp\nabcd 1111,900,a@x.jp\nABCD-1111,100,b@x.jp\n"
    job = await looked_through(shop, KIND, "open", text)
    assert {3: "publication_changed", 4: "publication_changed"} == await reasons(shop, job)
    assert (1, 0, 100) == (job.done, job.totals.get("repeated", 0), job.totals["amount"])


async def test_a_rule_that_binds_cards_to_owners_takes_none_without(shop: Engine) -> None:
    job = await looked_through(shop, KIND, "campaign", "code,balance,phone\nABCD-1111,100,090-1234-5678\n")
    assert {2: "email_required"} == await reasons(shop, job)
    assert 1 == job.totals["email_required"]


async def test_limits_and_pools_of_the_rule_keep_no_card_out_that_is_owed_already(shop: Engine) -> None:
    rows = "".join(f"MOVE-{n:04},9000,jane@example.com\n" for n in range(9))  # pool 5, limit 2, budget 20,000
    job = await taken_over(shop, KIND, "campaign", "code,balance,email\n" + rows)
    assert (9, 0) == (job.done, job.failed)
    await sound(shop)


async def test_no_code_of_a_file_is_readable_in_what_is_stored(shop: Engine) -> None:
    job = await taken_over(shop, KIND, "open", FILE)
    card = (await cards(shop))["0001"]
    assert "AAAA" not in repr(replace(card, pattern=replace(card.pattern, text="")))
    assert "AAAA" not in repr(await table(shop, job, JobSide.OUTPUT))
    assert "AAAA" not in repr(await table(shop, job, JobSide.FAILURES))


async def test_a_slice_that_was_done_and_not_written_down_is_done_again_without_a_second_card(
    shop: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "code,balance\n" + "".join(f"DEAD-{n:05},10\n" for n in range(1200))
    job = await looked_through(shop, KIND, "open", text)
    await start_import(shop, "tea", job.id, TEST, check=False)
    keep, kept = shop.store.keep_step, 0

    async def dying(*args: object) -> object:
        nonlocal kept
        kept += 1
        if kept == 2:
            raise RuntimeError("power cut")
        return await keep(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.store, "keep_step", dying)
    assert await run_job(shop)
    monkeypatch.undo()
    assert JobState.FAILED is (await standing(shop, job)).state
    await resume_job(shop, "tea", job.id, TEST)
    assert await run_job(shop)
    done = await standing(shop, job)
    assert (JobState.DONE, 1200, 12_000) == (done.state, done.done, done.totals["amount"])
    assert "repeated" not in done.totals
    lines = [int(row["line"]) for row in await table(shop, done, JobSide.OUTPUT)]
    assert list(range(2, 1202)) == lines
    assert 12_000 == sum(
        one.fact.balance for one in await shop.store.cards("tea", Page(limit=5000), CardWanted())
    )
    await sound(shop)


async def test_a_row_that_comes_again_after_a_stop_is_still_a_repeat(
    shop: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "code,balance\n" + "".join(f"DEAD-{n % 600:05},10\n" for n in range(1200))
    job = await looked_through(shop, KIND, "open", text)
    assert (6_000, 600) == (job.totals["amount"], job.totals["repeated"])
    await start_import(shop, "tea", job.id, TEST, check=False)
    keep, kept = shop.store.keep_step, 0

    async def dying(*args: object) -> object:
        nonlocal kept
        kept += 1
        if kept == 2:
            raise RuntimeError("power cut")
        return await keep(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.store, "keep_step", dying)
    assert await run_job(shop)
    monkeypatch.undo()
    await resume_job(shop, "tea", job.id, TEST)
    assert await run_job(shop)
    done = await standing(shop, job)
    assert (JobState.DONE, 1200, 6_000, 600) == (
        done.state,
        done.done,
        done.totals["amount"],
        done.totals["repeated"],
    ), done.problem
    await sound(shop)


async def test_balances_in_another_currency_are_no_yen(shop: Engine) -> None:
    rows = ("0001,$50,", "0002,50,USD", "0003,￥50,jpy", "0004,50円,")
    text = "code,balance,Currency\n" + "".join(f"GIFT-AAAA-{row}\n" for row in rows)
    job = await looked_through(shop, KIND, "open", text)
    assert {2: "other_currency", 3: "other_currency"} == await reasons(shop, job)
    assert 100 == job.totals["amount"]


async def test_a_day_counts_to_its_end_however_it_is_written(shop: Engine) -> None:
    days = ("2027-03-31", "2027/3/31", "20270331", "2027年3月31日", "2027-04-01T00:00", "2027-03-31T15:00Z")
    rows = "".join(f"GIFT-AAAA-{n:04},50,{day}\n" for n, day in enumerate(days))
    await taken_over(shop, KIND, "open", f"code,balance,expires\n{rows}")
    assert [datetime(2027, 3, 31, 15, tzinfo=UTC)] * 6 == [
        one.fact.expires_at for one in (await cards(shop)).values()
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
async def test_japanese_headings_and_full_width_figures_are_understood(shop: Engine, encoding: str) -> None:
    text = "カード番号,残高,有効期限,有償無償\nＧＩＦＴ－０００１,￥１２，０００,2027年3月31日,有償\n"
    job = await taken_over(shop, KIND, "open", text.encode(encoding))
    assert (1, 0) == (job.done, job.failed), await table(shop, job, JobSide.FAILURES)
    [card] = (await cards(shop)).values()
    assert (12_000, datetime(2027, 3, 31, 15, tzinfo=UTC)) == (card.fact.balance, card.fact.expires_at)
