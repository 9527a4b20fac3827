"""Rule files go live whole or not at all; an older revision comes back with one call."""

from dataclasses import replace

import pytest

from engine.model.answers import Checked, Published, RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.diagnostic import Severity
from engine.model.quote import Quote
from engine.model.records import Page, Receipt, SourceFile
from engine.service import ask
from engine.service.compile_memories import MOST_SHOPS, CompileMemories
from engine.service.engine import Engine
from engine.service.programs import BrokenRevision, ProgramCache
from engine.service.publish import check_sources, publish, rollback
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from tests.service.shop import TEST, cart, drain, example_files, inbox_texts, order


def edited(old: str, new: str) -> tuple[SourceFile, ...]:
    """The example's files with one edit."""
    files = example_files()
    assert any(old in file.text for file in files)
    return tuple(replace(file, text=file.text.replace(old, new)) for file in files)


async def price(engine: Engine) -> int:
    """What the pack costs with the shared code."""
    quote = await quote_cart(engine, "tea", cart("PACK-1", codes=["WELCOME10"]), trusted=True)
    assert isinstance(quote, Quote)
    return quote.total


async def test_a_new_revision_is_in_force_with_the_next_cart_and_a_rollback_with_the_one_after(
    tea: Engine,
) -> None:
    before = await price(tea)
    second = await publish(
        tea, "tea", edited("discount 10% up to", "discount 20% up to"), expected=1, actor=TEST
    )
    changed = await price(tea)
    back = await rollback(tea, "tea", 1, expected=2, actor=TEST)

    assert isinstance(second, Published)
    assert isinstance(back, Published)
    assert (before, changed, await price(tea)) == (3420, 3040, 3420)
    assert back.revision.number == 1


async def test_rules_with_errors_are_refused_and_the_live_ones_go_on_serving(tea: Engine) -> None:
    answer = await publish(
        tea, "tea", edited('product "PACK-1" as', 'product "PACK-11" as'), expected=1, actor=TEST
    )

    assert isinstance(answer, RulesRefused)
    (error,) = [one for one in answer.checked.diagnostics if one.severity is Severity.ERROR]
    assert error.code == "E0401"
    assert (error.place.path, error.place.line) == ("rules.otoku", 24)
    assert "PACK-1" in " ".join((*error.helps, error.message, *(edit.text for edit in error.edits)))
    assert await price(tea) == 3420
    assert len(await ask.revisions(tea, "tea", Page(limit=10))) == 1


async def test_somebody_else_published_meanwhile(tea: Engine) -> None:
    files = edited("uses 1", "uses 2")
    await publish(tea, "tea", files, expected=1, actor=TEST)

    stale = await publish(tea, "tea", edited("uses 1", "uses 3"), expected=1, actor=TEST)

    assert isinstance(stale, Rejection)
    assert stale.problem is Problem.STALE_REVISION
    shop = await ask.shop(tea, "tea")
    assert shop is not None
    assert shop.live_revision == 2


async def test_a_key_that_was_used_for_other_files_is_refused(tea: Engine) -> None:
    await publish(
        tea,
        "tea",
        edited("uses 1", "uses 2"),
        expected=1,
        actor=TEST,
        receipt=Receipt(key="p", request_hash=b"1"),
    )

    answer = await publish(
        tea,
        "tea",
        edited("uses 1", "uses 3"),
        expected=2,
        actor=TEST,
        receipt=Receipt(key="p", request_hash=b"2"),
    )

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.IDEMPOTENCY_MISMATCH


async def test_a_rollback_to_nowhere_is_not_found(tea: Engine) -> None:
    answer = await rollback(tea, "tea", 7, expected=1, actor=TEST)

    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.NOT_FOUND


async def test_checking_stores_nothing_and_speaks_japanese_on_request(tea: Engine) -> None:
    files = edited("uses 1", "uses one")

    english = await check_sources(tea, "tea", files)
    japanese = await check_sources(tea, "tea", files, language="ja-JP")

    assert isinstance(english, Checked)
    assert english.errors >= 1
    assert english.fingerprint == ""
    assert english.diagnostics[0].message != japanese.diagnostics[0].message
    assert len(await ask.revisions(tea, "tea", Page(limit=10))) == 1


async def test_hopeless_files_get_diagnostics_and_no_exception(tea: Engine) -> None:
    for text in ("", "\x00\x01\x02\ufffd", "otoku 99\n", "x" * 300_000, 'coupon "a" {' * 5000):
        checked = await check_sources(tea, "tea", (SourceFile(path="rules.otoku", text=text),))
        assert checked.errors >= 1, text[:20]


async def test_a_product_that_is_no_longer_sold_makes_its_rule_idle_and_stops_nothing_else(
    tea: Engine,
) -> None:
    from engine.service.catalog import save_products  # noqa: PLC0415

    await save_products(tea, "tea", [], remove=["SAMPLE-1"], actor=TEST)

    refused = await record_order(tea, "tea", order("1", "SAMPLE-1"), actor=TEST)

    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.UNKNOWN_PRODUCT
    assert await price(tea) == 3420


async def test_a_mail_uses_the_text_of_the_revision_that_queued_it(tea: Engine) -> None:
    await record_order(tea, "tea", order("1001", "SAMPLE-1"), actor=TEST)
    await publish(tea, "tea", edited("お買い上げいただき", "ご購入いただき"), expected=1, actor=TEST)
    await drain(tea)
    await record_order(tea, "tea", order("1002", "SAMPLE-1"), actor=TEST)
    await drain(tea)

    texts = await inbox_texts(tea)
    assert sorted("お買い上げいただき" in text for text in texts) == [False, True]


async def test_what_was_compiled_to_be_published_is_what_another_process_compiles(tea: Engine) -> None:
    elsewhere = replace(tea, programs=ProgramCache())

    here = await tea.programs.live(tea.store, "tea")
    there = await elsewhere.programs.live(tea.store, "tea")

    assert here is not None
    assert there is not None
    assert here.program == there.program
    assert here.program.fingerprint != ""


async def test_an_older_revision_is_compiled_once_and_a_missing_one_is_an_error(tea: Engine) -> None:
    await publish(tea, "tea", edited("uses 1", "uses 2"), expected=1, actor=TEST)
    elsewhere, now = ProgramCache(), tea.clock.now()

    first = await elsewhere.of_revision(tea.store, "tea", 1, now)
    again = await elsewhere.of_revision(tea.store, "tea", 1, now)

    assert first.rules is again.rules
    with pytest.raises(LookupError):
        await elsewhere.of_revision(tea.store, "tea", 9, now)
    with pytest.raises(LookupError):
        await elsewhere.of_revision(tea.store, "nowhere", 1, now)


async def test_a_stored_revision_that_cannot_be_compiled_is_named(tea: Engine) -> None:
    broken = (SourceFile(path="rules.otoku", text="otoku 99\n"),)
    stored = await tea.store.add_revision("tea", broken, "from a newer version", TEST, "", tea.clock.now())

    with pytest.raises(BrokenRevision, match=str(stored.number)):
        await tea.programs.of_revision(tea.store, "tea", stored.number, tea.clock.now())


async def test_what_one_check_learned_helps_the_next_and_another_shop_never_sees_it(tea: Engine) -> None:
    await check_sources(tea, "tea", example_files())
    memory = tea.compiling.of("tea")
    rules = dict(memory.rules)
    again = await check_sources(tea, "tea", edited("discount 10% up to", "discount 20% up to"))

    assert rules
    assert again.fingerprint
    assert tea.compiling.of("tea") is memory
    assert all(memory.rules[key] is made for key, made in rules.items())
    assert tea.compiling.of("other") is not memory


def test_a_few_shops_are_remembered_at_a_time() -> None:
    memories = CompileMemories()
    first = memories.of("first")
    for number in range(MOST_SHOPS):
        memories.of(str(number))

    assert memories.of("first") is not first
    assert MOST_SHOPS == len(memories.by_shop)
    memories.forget("first")
    assert "first" not in memories.by_shop
