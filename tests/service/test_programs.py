"""Live rules are compiled once, for all who wait, whoever gives up."""

import asyncio
import contextlib

import pytest

from engine.model.program import Program
from engine.model.records import Revision
from engine.service import programs
from engine.service.engine import Engine
from engine.service.programs import ProgramCache
from engine.service.warm_up import warm_up


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the revisions that were compiled; each is compiled for real."""
    seen: list[int] = []
    really = programs.compile_stored

    def watched(revision: Revision) -> Program:
        seen.append(revision.number)
        return really(revision)

    monkeypatch.setattr(programs, "compile_stored", watched)
    return seen


async def test_a_request_that_gives_up_does_not_stop_the_compilation(
    tea: Engine, compiled: list[int]
) -> None:
    fresh = ProgramCache()
    impatient = asyncio.create_task(fresh.live(tea.store, "tea"))
    while not compiled:  # noqa: ASYNC110 - filled by a thread
        await asyncio.sleep(0)
    impatient.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await impatient
    prepared = await fresh.live(tea.store, "tea")
    assert prepared is not None
    assert compiled == [1]


async def test_many_who_wait_share_one_compilation(tea: Engine, compiled: list[int]) -> None:
    fresh = ProgramCache()
    answers = await asyncio.gather(*[fresh.live(tea.store, "tea") for _ in range(20)])
    assert {id(answer) for answer in answers} == {id(answers[0])}
    assert compiled == [1]


async def test_warming_up_leaves_nothing_for_the_first_request(tea: Engine, compiled: list[int]) -> None:
    await warm_up(tea)
    compiled.clear()
    await tea.programs.live(tea.store, "tea")
    assert compiled == []
