"""Coupons of another system: promises of a live rule from now on, under the codes that buyers have (S1.7, S5.42)."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.model.decision import Problem, Rejection
from engine.model.facts import CouponState
from engine.model.import_row import ImportColumn
from engine.model.job import JobKind, JobSide, JobState
from engine.model.quote import Quote, RefusalReason
from engine.model.records import Page, SourceFile, StoredCoupon
from engine.service.coupons import code_of, reveal_code
from engine.service.engine import Engine
from engine.service.import_jobs import open_import, preview_import, start_import
from engine.service.quote import quote_cart
from tests.service.gifts import clock
from tests.service.imports import looked_through, reasons, table, taken_over
from tests.service.shop import TEST, buy, cart, drain, open_shop

KIND = JobKind.COUPON_IMPORT
RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

coupon "welcome" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  limit 1 per email
  discount 500 JPY
  bound to email
}

coupon "friends" {
  when order paid with product "SAMPLE-1"
  code 10 characters
  valid 30 days
  uses 3
  discount 10%
  bound to anyone
}

sale "shared" {
  code "WELCOME10"
  discount 10%
}
"""
FILES = (SourceFile(path="rules.otoku", text=RULES),)
FILE = """Id,Code,Email,Expiration Date,Redemption Limit,Redeemed Quantity,Order ID,Discount Amount,Redeemed At
v1,THANKS-100,taro@shop.example,2026-12-31,1,0,,,
v2,THANKS-200,hana@shop.example,2026-12-31,1,1,#1044,500,2026-04-02
v3,THANKS-300,ken@shop.example,2026-01-31,1,0,,,
v4,THANKS-400,,2026-12-31,1,0,,,
v5,welcome10,yuki@shop.example,,1,0,,,
v6,11112222,yuki@shop.example,,5,2,,,
"""


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    return engine


async def coupons(engine: Engine) -> dict[str, StoredCoupon]:
    found = await engine.store.coupons("tea", Page(limit=100), rule=None, email=None, state=None)
    return {one.last_four: one for one in found}


async def priced(engine: Engine, *codes: str, email: str) -> Quote:
    quote = await quote_cart(engine, "tea", cart("PACK-1", email=email, codes=codes), trusted=True)
    assert isinstance(quote, Quote), quote
    return quote


async def sound(engine: Engine) -> None:
    assert await engine.store.check_invariants(None, engine.clock.now()) == ()


async def test_a_look_through_tells_what_cannot_come_and_why(shop: Engine) -> None:
    job = await looked_through(shop, KIND, "welcome", FILE)
    assert (JobState.CHECKED, 3, 3) == (job.state, job.done, job.failed)
    assert {4: "expired", 5: "email_required", 6: "code_taken"} == await reasons(shop, job)
    assert (1, 1) == (job.totals["used_up"], job.totals["weak_codes"])
    assert {} == await coupons(shop)


@pytest.mark.requirement("S1.7")
async def test_an_imported_code_takes_off_what_the_rule_says_once_and_for_its_owner_only(
    shop: Engine,
) -> None:
    await taken_over(shop, KIND, "welcome", FILE)
    assert 500 == (await priced(shop, "thanks100", email="taro@shop.example")).discount
    [refused] = (await priced(shop, "THANKS-100", email="hana@shop.example")).refusals
    assert RefusalReason.NOT_YOURS is refused.reason
    await buy(shop, "2001", "PACK-1", email="taro@shop.example", codes=["THANKS-100"])
    [refused] = (await priced(shop, "THANKS-100", email="taro@shop.example")).refusals
    assert RefusalReason.USED_UP is refused.reason
    await sound(shop)


async def test_a_coupon_that_was_used_elsewhere_is_history_here(shop: Engine) -> None:
    await taken_over(shop, KIND, "welcome", FILE)
    used = (await coupons(shop))["S200"]
    assert CouponState.USED_UP is used.fact.state
    [use] = await shop.store.redemptions(
        "tea", Page(limit=9), rule="welcome", coupon_ids=[used.fact.id], order_id=None
    )
    assert ("voucherify:#1044", 500) == (use.order_id, use.amount)
    assert datetime(2026, 4, 1, 15, tzinfo=UTC) == use.at
    [refused] = (await priced(shop, "THANKS-200", email="hana@shop.example")).refusals
    assert RefusalReason.USED_UP is refused.reason
    await sound(shop)


async def test_uses_that_are_left_come_along_and_the_code_can_be_shown_again(shop: Engine) -> None:
    await taken_over(shop, KIND, "welcome", FILE)
    left = (await coupons(shop))["2222"]
    assert (3, 0, None) == (left.fact.uses, left.fact.used, left.fact.valid_until)
    assert "11112222" == code_of(shop, "tea", left)
    shown = await reveal_code(shop, "tea", left.fact.id, actor=TEST)
    assert not isinstance(shown, Rejection)
    assert "11112222" == shown.code
    assert "1111" not in repr(left)


async def test_a_coupon_that_came_before_for_somebody_else_is_refused(shop: Engine) -> None:
    head, first = "Id,Code,Email\n", "v1,THANKS-100,taro@shop.example\n"
    job = await looked_through(shop, KIND, "welcome", head + first + "v1,THANKS-100,hana@shop.example\n")
    assert (1, {3: "publication_changed"}) == (job.done, await reasons(shop, job))
    await taken_over(shop, KIND, "welcome", head + first)
    clock(shop).advance(timedelta(seconds=1))
    again = await taken_over(shop, KIND, "welcome", head + first)
    assert (1, 1) == (again.done, again.totals["repeated"])
    other = await looked_through(shop, KIND, "welcome", head + "v1,THANKS-100,hana@shop.example\n")
    assert (0, {2: "publication_changed"}) == (other.done, await reasons(shop, other))


async def test_a_file_imported_twice_changes_nothing_and_says_so(shop: Engine) -> None:
    await taken_over(shop, KIND, "welcome", FILE)
    before = await coupons(shop)
    clock(shop).advance(timedelta(seconds=1))
    again = await taken_over(shop, KIND, "welcome", FILE)
    assert (3, 3) == (again.done, again.totals["repeated"])
    assert {"repeated"} == {row["status"] for row in await table(shop, again, JobSide.OUTPUT)}
    assert before == await coupons(shop)
    await sound(shop)


async def test_the_same_id_of_another_system_is_another_coupon(shop: Engine) -> None:
    await taken_over(shop, KIND, "friends", "id,code\n1,ABCD-1111\n")
    job = await taken_over(shop, KIND, "friends", "id,code\n1,ABCD-2222\n", source="shopify")
    assert (1, 0) == (job.done, job.failed)
    assert {3} == {one.fact.uses for one in (await coupons(shop)).values()}  # as the rule has it
    changed = await taken_over(shop, KIND, "friends", "id,code\n1,ABCD-3333\n", source="shopify")
    assert {2: "publication_changed"} == await reasons(shop, changed)


async def test_imported_coupons_end_on_their_own_day(shop: Engine) -> None:
    await taken_over(shop, KIND, "friends", "code,expires\nABCD-1111,2026-05-31\n")
    await drain(shop)
    clock(shop).advance(timedelta(days=12))
    await drain(shop)
    assert CouponState.EXPIRED is (await coupons(shop))["1111"].fact.state
    await sound(shop)


async def test_columns_are_guessed_said_and_missed(shop: Engine) -> None:
    job = await open_import(shop, "tea", KIND, "friends", "own", actor=TEST)
    assert not isinstance(job, Rejection)
    missing = await start_import(shop, "tea", job.id, TEST, check=True)
    assert isinstance(missing, Rejection)
    assert Problem.COLUMN_MISSING is missing.problem
    seen = await looked_through(
        shop, KIND, "friends", "Ticket,Who\nABCD-1111,a@example.com\n", columns={ImportColumn.CODE: "Ticket"}
    )
    assert (1, 0) == (seen.done, seen.failed)
    looked = await preview_import(shop, "tea", seen.id)
    assert not isinstance(looked, Rejection)
    assert ("Ticket", "Who") == looked.headings
    assert {ImportColumn.CODE: "Ticket"} == looked.columns


async def test_json_lines_are_read_too(shop: Engine) -> None:
    text = '{"code": "ABCD-1111", "uses_left": 2}\n{"code": "ABCD-2222", "uses_left": "x"}\nnonsense\n'
    job = await taken_over(shop, KIND, "friends", text)
    assert (1, 2) == (job.done, job.failed)
    assert {2: "not_a_count", 3: "not_json"} == await reasons(shop, job)
