"""What happens while rules are being published: nobody's edits go out of sight, and a stop is a stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from engine.dsl.editing.sheet import digest_of
from engine.model.answers import Published
from engine.model.decision import Problem, Rejection
from engine.model.program import Status
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.pause_rules import StatusChange, change_live_status
from engine.service.publish import publish
from engine.service.release import Publication, ReleasePlan, plan_release, publish_release
from engine.service.rule_files import Author, save_rule_file
from engine.service.working_copy import live_revision, working_copy
from tests.service.shop import TEST

PUBLISHER = replace(TEST, id="publisher")


@asynccontextmanager
async def while_compiling(engine: Engine) -> AsyncIterator[None]:
    """What is published inside waits at its compilation, as it would behind a large rule set."""
    async with engine.compiling.turn:
        yield
        for _ in range(50):
            await asyncio.sleep(0)


def changed(files: tuple[SourceFile, ...], old: str, new: str) -> tuple[SourceFile, ...]:
    after = tuple(replace(file, text=file.text.replace(old, new)) for file in files)
    assert after != files
    return after


async def store(engine: Engine, files: tuple[SourceFile, ...], after: int) -> None:
    """A colleague's save, which was checked before."""
    await engine.store.add_revision("tea", files, "", TEST, "colleague", engine.clock.now(), after)


async def edited(engine: Engine) -> str:
    return "".join(file.text for file in (await working_copy(engine, "tea")).files)


async def save(engine: Engine, old: str, new: str) -> None:
    copy = await working_copy(engine, "tea")
    [file] = [one for one in copy.files if old in one.text and one.path.endswith(".otoku")][:1]
    text = file.text.replace(old, new, 1)
    await save_rule_file(engine, "tea", file.path, digest_of(file.text), text, Author(actor=TEST))


async def test_what_a_colleague_saves_while_a_release_goes_live_stays_the_working_copy(tea: Engine) -> None:
    await save(tea, "discount 500 JPY", "discount 600 JPY")
    plan = await plan_release(tea, "tea")
    assert isinstance(plan, ReleasePlan)
    asked = Publication(
        fingerprint=plan.plan.fingerprint, base=plan.plan.base, actor=PUBLISHER, even_if_tests_fail=True
    )
    async with while_compiling(tea):
        going = asyncio.create_task(publish_release(tea, "tea", asked))
        for _ in range(50):
            await asyncio.sleep(0.001)
        copy = await working_copy(tea, "tea")
        await store(tea, changed(copy.files, "discount 600 JPY", "discount 700 JPY"), copy.newest)
    outcome = await going
    assert isinstance(outcome, Published), outcome
    assert "discount 600 JPY" in "".join(file.text for file in outcome.revision.files)
    assert "discount 700 JPY" in await edited(tea)


async def test_what_a_colleague_saves_while_a_rule_is_stopped_is_not_overwritten(tea: Engine) -> None:
    await save(tea, "discount 500 JPY", "discount 600 JPY")
    stop = StatusChange(rule="thanks-coupon", status=Status.PAUSED, reason="wrong", actor=PUBLISHER)
    async with while_compiling(tea):
        going = asyncio.create_task(change_live_status(tea, "tea", stop))
        for _ in range(50):
            await asyncio.sleep(0.001)
        copy = await working_copy(tea, "tea")
        await store(tea, changed(copy.files, "discount 600 JPY", "discount 700 JPY"), copy.newest)
    assert isinstance(await going, Published)
    assert "discount 700 JPY" in await edited(tea)
    assert "status paused" in await edited(tea)


async def test_a_stop_takes_hold_although_a_release_went_live_in_the_same_moment(tea: Engine) -> None:
    live = await live_revision(tea, "tea")
    assert live is not None
    released = changed(live.files, "discount 500 JPY", "discount 600 JPY")
    stop = StatusChange(rule="thanks-coupon", status=Status.PAUSED, reason="wrong", actor=PUBLISHER)
    async with while_compiling(tea):
        going = asyncio.create_task(change_live_status(tea, "tea", stop))
        for _ in range(50):
            await asyncio.sleep(0.001)
        added = await tea.store.add_revision("tea", released, "f" * 64, TEST, "", tea.clock.now())
        await tea.store.make_live("tea", added.number, live.number, TEST, None, tea.clock.now())
    assert isinstance(await going, Published)
    now = await live_revision(tea, "tea")
    assert now is not None
    text = "".join(file.text for file in now.files)
    assert ("discount 600 JPY" in text, "status paused" in text) == (True, True)
    assert await edited(tea) == text


async def test_files_that_are_refused_as_stale_become_nobodys_working_copy(tea: Engine) -> None:
    before = await edited(tea)
    live = await live_revision(tea, "tea")
    assert live is not None
    stale = changed(live.files, "discount 500 JPY", "discount 600 JPY")
    refused = await publish(tea, "tea", stale, expected=live.number + 7, actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.STALE_REVISION
    assert await edited(tea) == before


async def test_a_rule_is_stopped_although_a_product_of_another_rule_is_gone(tea: Engine) -> None:
    catalog = await tea.store.catalog("tea")
    await tea.store.save_products("tea", (), ("PACK-1",), catalog.currency, TEST, tea.clock.now())
    stop = StatusChange(rule="free-shipping", status=Status.PAUSED, reason="wrong", actor=PUBLISHER)
    assert isinstance(await change_live_status(tea, "tea", stop), Published)
    live = await live_revision(tea, "tea")
    assert live is not None
    assert "status paused" in "".join(file.text for file in live.files)
    start = replace(stop, status=Status.LIVE)
    assert not isinstance(await change_live_status(tea, "tea", start), Published)
