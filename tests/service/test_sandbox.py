"""The sandbox: the same engine over a database, keys and a clock of its own, in which nothing is real."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from engine.model.answers import Published
from engine.model.catalog import ProductKind
from engine.model.effects import Metric
from engine.model.records import Page, SourceFile
from engine.model.sandbox import RuleSource, SandboxState
from engine.service.catalog import save_products
from engine.service.clock import VirtualClock
from engine.service.coupons import reveal_code
from engine.service.engine import Engine
from engine.service.example_shops import EXAMPLES
from engine.service.publish import publish
from engine.service.sandbox import MoveRefused, advance, fill, settle
from engine.service.sandbox_figures import rule_figures
from engine.service.sandbox_waiting import waiting_messages
from engine.service.sandboxes import Sandboxes
from engine.settings import SettingsProblem, read_settings
from engine.store.connect import open_store
from engine.store.sandbox_folder import SandboxFolder
from engine.wiring import sandbox_engine
from tests.service.list_shop import TIPS
from tests.service.shop import START, TEST, buy, example_files, inbox_texts, make_engine, open_shop

pytestmark = pytest.mark.slow  # each opens a database of its own


@pytest.fixture
async def main(tmp_path: Path) -> AsyncIterator[Engine]:
    """The real shop, open for business."""
    store = open_store(f"sqlite://{tmp_path}/otoku.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    yield engine
    await store.close()


@pytest.fixture
async def sandboxes(main: Engine, tmp_path: Path) -> AsyncIterator[Sandboxes]:
    """Its sandboxes."""
    made = Sandboxes(main=main, folder=tmp_path / "otoku.sandbox", engine_over=sandbox_engine)
    yield made
    await made.close()


async def draft(main: Engine, text: str) -> None:
    """Store a draft of the example in which `text` stands for the rules."""
    files = tuple(
        SourceFile(path=file.path, text=text) if file.path == "rules.otoku" else file
        for file in example_files()
    )
    await main.store.add_revision("tea", files, "", TEST, "draft", main.clock.now())


def rules_text() -> str:
    return next(file.text for file in example_files() if file.path == "rules.otoku")


@pytest.mark.requirement("S1.38", "S1.40")
async def test_a_purchase_in_the_sandbox_mails_a_coupon_to_its_inbox_and_the_real_shop_knows_nothing(
    main: Engine, sandboxes: Sandboxes
) -> None:
    sandbox = await sandboxes.enter("tea")

    answer = await buy(sandbox.engine, "first", "SAMPLE-1")
    await settle(sandbox)

    assert [coupon.rule for coupon in answer.issued] == ["thanks-coupon"]
    assert len(await inbox_texts(sandbox.engine)) == 1
    assert await inbox_texts(main) == []
    assert await main.store.orders("tea", Page(limit=10), email=None) == ()
    assert await main.store.coupons("tea", Page(limit=10), rule=None, email=None, state=None) == ()


async def test_the_same_order_id_gives_another_code_than_in_the_real_shop(
    main: Engine, sandboxes: Sandboxes
) -> None:
    sandbox = await sandboxes.enter("tea")

    real = await buy(main, "first", "SAMPLE-1")
    tried = await buy(sandbox.engine, "first", "SAMPLE-1")

    codes = [
        await reveal_code(engine, "tea", answer.issued[0].coupon_id, actor=TEST)
        for engine, answer in ((main, real), (sandbox.engine, tried))
    ]
    assert getattr(codes[0], "code", None) != getattr(codes[1], "code", None)


async def test_time_that_passes_in_the_sandbox_lets_its_coupons_expire_and_no_others(
    main: Engine, sandboxes: Sandboxes
) -> None:
    await buy(main, "first", "SAMPLE-1")
    sandbox = await sandboxes.enter("tea")
    await buy(sandbox.engine, "first", "SAMPLE-1")

    await advance(sandbox, timedelta(days=15))

    async def states(engine: Engine) -> list[str]:
        found = await engine.store.coupons("tea", Page(limit=9), rule=None, email=None, state=None)
        return [coupon.fact.state.value for coupon in found]

    assert sandbox.engine.clock.now() - START == timedelta(days=15)
    assert await states(sandbox.engine) == ["expired"]
    assert await states(main) == ["issued"]


async def test_the_clock_of_the_sandbox_runs_with_the_real_one_and_only_forwards(
    main: Engine, sandboxes: Sandboxes
) -> None:
    sandbox = await sandboxes.enter("tea")
    await advance(sandbox, timedelta(hours=3))
    cast("VirtualClock", main.clock).advance(timedelta(minutes=1))

    assert sandbox.engine.clock.now() - START == timedelta(hours=3, minutes=1)
    for refused in (timedelta(), timedelta(hours=-1), timedelta(days=4000)):
        with pytest.raises(MoveRefused):
            await advance(sandbox, refused)


async def test_what_waits_in_the_sandbox_is_told_with_its_time_and_whether_the_night_holds_it_back(
    main: Engine, sandboxes: Sandboxes
) -> None:
    quiet = rules_text().replace("shop {\n", "shop {\n  quiet from 21:00 to 08:00\n", 1)
    assert quiet != rules_text()
    steps = (
        'list "guests" {\n  when order paid with product "SAMPLE-1"\n'
        '  step 3 hours send email "tips"\n  step 12 hours send email "tips"\n}\n'
    )
    files = {one.path: one.text for one in example_files()} | {
        "rules.otoku": f"{quiet}\n{steps}",
        "templates/tips.ja.liquid": TIPS,
    }
    sources = tuple(SourceFile(path=path, text=text) for path, text in files.items())
    assert isinstance(await publish(main, "tea", sources, expected=1, actor=TEST), Published)
    sandbox = await sandboxes.enter("tea")
    await buy(sandbox.engine, "first", "SAMPLE-1")
    await settle(sandbox)
    told = [(one.message.next_try, one.quiet) for one in await waiting_messages(sandbox)]
    assert told == []  # steps are timers until their time
    await advance(sandbox, timedelta(hours=12))

    (one,) = await waiting_messages(sandbox)
    assert (one.message.order.rule, one.quiet) == ("guests", True)
    assert one.message.next_try == START + timedelta(hours=22)  # eight in the morning
    await advance(sandbox, timedelta(hours=10))
    assert await waiting_messages(sandbox) == ()


async def test_another_process_sees_the_moved_clock_the_coupons_and_the_reset(
    main: Engine, sandboxes: Sandboxes
) -> None:
    other = Sandboxes(main=main, folder=sandboxes.folder, engine_over=sandbox_engine)
    here = await sandboxes.enter("tea")
    await buy(here.engine, "first", "SAMPLE-1")
    await advance(here, timedelta(days=2))

    there = await other.enter("tea")
    assert there.clock.ahead == timedelta(days=2)
    assert len(await inbox_texts(there.engine)) == 1

    await sandboxes.reset("tea")
    again = await other.enter("tea")
    assert (again.clock.ahead, await inbox_texts(again.engine)) == (timedelta(), [])
    await other.close()


async def test_a_reset_removes_what_was_stored(sandboxes: Sandboxes) -> None:
    sandbox = await sandboxes.enter("tea")
    before = sandbox.files
    await buy(sandbox.engine, "first", "SAMPLE-1")

    after = await sandboxes.reset("tea")

    assert not before.exists()
    assert after.state == SandboxState(generation=2)
    assert await after.engine.store.counts("tea", "orders") == 0


async def test_the_draft_is_tried_out_before_it_is_live(main: Engine, sandboxes: Sandboxes) -> None:
    await draft(main, rules_text().replace("discount 500 JPY", "discount 700 JPY"))
    sandbox = await sandboxes.enter("tea")
    assert (sandbox.rules.source, sandbox.rules.revision) == (RuleSource.LIVE, 1)

    rules = await fill(sandbox, RuleSource.DRAFT)

    assert (rules.source, rules.revision, rules.errors) == (RuleSource.DRAFT, 2, ())
    first = await buy(sandbox.engine, "first", "SAMPLE-1")
    code = await reveal_code(sandbox.engine, "tea", first.issued[0].coupon_id, actor=TEST)
    used = await buy(sandbox.engine, "second", "PACK-1", codes=(getattr(code, "code", ""),))
    assert used.quote.total == 3100
    assert (await main.store.revisions("tea", Page(limit=1)))[0].state.value == "draft"


async def test_the_choice_is_remembered_and_survives_a_reset(main: Engine, sandboxes: Sandboxes) -> None:
    sandbox = await sandboxes.enter("tea")
    await fill(sandbox, RuleSource.DRAFT)

    assert (await sandboxes.reset("tea")).rules.source is RuleSource.DRAFT


async def test_a_draft_with_errors_says_them_and_leaves_the_sandbox_as_it_was(
    main: Engine, sandboxes: Sandboxes
) -> None:
    await draft(main, rules_text().replace("discount 500 JPY", "discuont 500 JPY"))
    sandbox = await sandboxes.enter("tea")

    rules = await fill(sandbox, RuleSource.DRAFT)

    assert rules.errors
    assert rules.errors[0].startswith("rules.otoku:")
    assert [one.rule for one in (await buy(sandbox.engine, "o", "SAMPLE-1")).issued] == ["thanks-coupon"]


@pytest.mark.requirement("S1.38")
async def test_limits_first_orders_and_figures_work_in_the_sandbox_as_in_the_shop(
    main: Engine, sandboxes: Sandboxes
) -> None:
    trial = """
sale "first-time" {
  mode sandbox
  if customer.orders is 0
  discount 100 JPY
  stacking any
}
sale "once" {
  mode sandbox
  discount 50 JPY
  limit 1 per customer
  stacking any
}
"""
    await draft(main, rules_text() + trial)
    sandbox = await sandboxes.enter("tea")
    assert (await fill(sandbox, RuleSource.DRAFT)).errors == ()

    first = await buy(sandbox.engine, "first", "KYUSU-1")
    second = await buy(sandbox.engine, "second", "KYUSU-1")

    taken = [{one.rule for one in answer.quote.adjustments} for answer in (first, second)]
    assert taken == [{"first-time", "once"}, set()]
    sums = {one.rule: one.sums for one in await rule_figures(sandbox)}
    assert (sums["once"][Metric.MATCHED], sums["once"][Metric.DISCOUNT_AMOUNT]) == (2, 50)
    assert sums["thanks-coupon"].get(Metric.ISSUED, 0) == 0


@pytest.mark.requirement("S1.38")
async def test_a_rule_of_mode_sandbox_does_nothing_to_ordinary_orders_of_the_shop(main: Engine) -> None:
    text = rules_text() + '\nsale "trial" {\n  mode sandbox\n  discount 100 JPY\n}\n'
    files = tuple(replace(one, text=text) if one.path == "rules.otoku" else one for one in example_files())
    assert isinstance(await publish(main, "tea", files, expected=1, actor=TEST), Published)

    ordinary, tried = await buy(main, "first", "SAMPLE-1"), await buy(main, "second", "SAMPLE-1", test=True)

    assert [[one.rule for one in answer.quote.adjustments] for answer in (ordinary, tried)] == [[], ["trial"]]


@pytest.mark.parametrize("example", [one.id for one in EXAMPLES])
async def test_each_example_opens_for_business_and_leaves_the_shop_as_it_was(
    main: Engine, sandboxes: Sandboxes, example: str
) -> None:
    before = (await main.store.shop("tea"), await main.store.catalog("tea"))

    sandbox = await sandboxes.reset("tea", RuleSource.EXAMPLE, example)

    assert (sandbox.rules.revision, sandbox.rules.errors) == (1, ())
    sold = (await sandbox.engine.store.catalog("tea")).products
    assert sold
    assert all(one.sandbox for one in sold.values())
    assert await rule_figures(sandbox)
    assert (await main.store.shop("tea"), await main.store.catalog("tea")) == before


async def test_from_an_example_the_way_back_leads_to_the_shop_s_own_rules_and_products(
    main: Engine, sandboxes: Sandboxes
) -> None:
    await sandboxes.reset("tea", RuleSource.EXAMPLE, "08-buy-two-get-one")
    assert (
        await sandboxes.reset("tea")
    ).state.example == "08-buy-two-get-one"  # emptied, and still the example

    sandbox = await sandboxes.reset("tea", RuleSource.LIVE)

    assert (sandbox.state.example, sandbox.rules.source) == ("", RuleSource.LIVE)
    assert (await sandbox.engine.store.catalog("tea")).products == (await main.store.catalog("tea")).products


async def test_an_example_that_is_no_more_gives_way_to_the_rules_of_the_shop(sandboxes: Sandboxes) -> None:
    sandbox = await sandboxes.reset("tea", RuleSource.EXAMPLE, "00-gone")
    assert sandbox.rules.source is RuleSource.LIVE


async def test_products_follow_those_of_the_shop(main: Engine, sandboxes: Sandboxes) -> None:
    sandbox = await sandboxes.enter("tea")
    product = (await main.store.catalog("tea")).products["PACK-1"]
    assert product.kind is ProductKind.SHIPPED
    await save_products(main, "tea", [product], remove=["KYUSU-1"], actor=TEST)

    await fill(sandbox)

    mine, real = await sandbox.engine.store.catalog("tea"), await main.store.catalog("tea")
    assert mine.products == real.products
    assert "KYUSU-1" not in mine.products


async def test_shops_do_not_share_a_sandbox(main: Engine, sandboxes: Sandboxes) -> None:
    await open_shop(main, "coffee")
    tea, coffee = await sandboxes.enter("tea"), await sandboxes.enter("coffee")

    await advance(tea, timedelta(days=1))

    assert coffee.clock.ahead == timedelta()


async def test_a_state_that_cannot_be_read_is_a_sandbox_that_begins_again(tmp_path: Path) -> None:
    folder = SandboxFolder(path=tmp_path / "tea")
    folder.generation(3)
    (folder.path / "state.json").write_text("{", encoding="utf-8")

    assert folder.read() == SandboxState(generation=3)


def test_the_sandbox_has_its_folder_beside_the_database_unless_a_setting_says_otherwise(
    tmp_path: Path,
) -> None:
    def folder(**variables: str) -> Path | None:
        given = {"OTOKU_DATABASE_URL": f"sqlite://{tmp_path}/otoku.sqlite3"}
        return read_settings(
            given | {f"OTOKU_{name}": value for name, value in variables.items()}
        ).sandbox_folder

    assert folder() == tmp_path / "otoku.sandbox"
    assert folder(SANDBOX_URL="sqlite://elsewhere") == Path("elsewhere")
    assert folder(SANDBOX_URL="off") is None
    assert folder(DATABASE_URL="memory://") is None
    with pytest.raises(SettingsProblem, match="OTOKU_SANDBOX_URL"):
        folder(SANDBOX_URL="postgres://x")


async def test_what_a_sandbox_keeps_is_for_its_owner_only(sandboxes: Sandboxes) -> None:
    assert (await sandboxes.enter("tea")).files.stat().st_mode & 0o077 == 0
