"""A release: the working copy compared with what is live, its tests played, and published exactly as looked at."""

import asyncio
from dataclasses import dataclass, replace

from engine.dsl.changed_files import changed_files, unified
from engine.dsl.compile import compile_files
from engine.dsl.plan import plan_changes, version_of
from engine.dsl.planning.words import plan_text
from engine.model.answers import PlayedTest, Published, RulesRefused
from engine.model.answers_rules import ChangedFile
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt, Revision
from engine.model.rule_plan import Changes, RulePlan
from engine.service.engine import Engine
from engine.service.keep_edits import edits_since, keep_edits
from engine.service.plan_rules import apply_plan, plan_rules
from engine.service.play_tests import play_tests
from engine.service.working_copy import live_revision, working_copy

LANGUAGES = ("en", "ja")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePlan:
    """What publishing the working copy would do: the plan, all of it in both languages, and what its tests say.

    `files` are the files that differ from what is live, with their differences; `revision` is the working copy.
    """

    revision: int
    plan: RulePlan
    says: tuple[tuple[str, str], ...]  # by language
    files: tuple[ChangedFile, ...]
    removed: tuple[str, ...]
    tests: tuple[PlayedTest, ...]

    @property
    def failed(self) -> int:
        """How many tests fail."""
        return sum(bool(test.failures) for test in self.tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Publish what was looked at: the working copy of `fingerprint`, while `base` is live (None: nothing is)."""

    fingerprint: str
    base: int | None
    actor: Actor
    note: str = ""
    even_if_tests_fail: bool = False
    receipt: Receipt | None = None
    language: str = "en"


async def plan_release(
    engine: Engine, shop: str, *, language: str = "en"
) -> ReleasePlan | RulesRefused | Rejection:
    """Compare the working copy with what is live, count what the change touches, and play the tests.

    Stores nothing. Raises BrokenRevision.
    """
    copy = await working_copy(engine, shop)
    plan = await plan_rules(engine, shop, copy.files, language=language)
    if not isinstance(plan, RulePlan):
        return plan
    live = await live_revision(engine, shop)
    was = live.files if live else ()
    tests = await play_tests(engine, shop, copy.files, language=language)
    kept = {file.path for file in copy.files}
    return ReleasePlan(
        revision=copy.revision,
        plan=plan,
        says=tuple((spoken, plan_text(plan, spoken)) for spoken in LANGUAGES),
        files=changed_files(was, copy.files),
        removed=tuple(file.path for file in was if file.path not in kept),
        tests=tests if isinstance(tests, tuple) else (),
    )


async def publish_release(
    engine: Engine, shop: str, asked: Publication
) -> Published | RulesRefused | Rejection:
    """Make the working copy live if it is what was looked at (PLAN_CHANGED), and its tests pass (TESTS_FAILED).

    What somebody saves meanwhile does not go live, and stays the working copy.
    """
    copy = await working_copy(engine, shop)
    if not asked.even_if_tests_fail:
        tests = await play_tests(engine, shop, copy.files, language=asked.language)
        if isinstance(tests, RulesRefused):
            return tests
        failed = sum(bool(test.failures) for test in tests)
        if failed:
            return Rejection(
                problem=Problem.TESTS_FAILED, path=("fingerprint",), args=(("failed", str(failed)),)
            )
    outcome = await apply_plan(
        engine,
        shop,
        copy.files,
        base=asked.base,
        fingerprint=asked.fingerprint,
        actor=asked.actor,
        note=asked.note,
        receipt=asked.receipt,
        language=asked.language,
    )
    if (
        isinstance(outcome, Rejection)
        and outcome.problem is Problem.STALE_REVISION
        and outcome.path == ("fingerprint",)
    ):
        return replace(outcome, problem=Problem.PLAN_CHANGED)
    if isinstance(outcome, Published):
        later = await edits_since(engine, shop, copy.newest, outcome.revision.number)
        if later is not None:
            await keep_edits(engine, shop, later.files, later.fingerprint, actor=asked.actor, note=later.note)
    return outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDifference:
    """What one revision means otherwise than another, in words, and how its files differ as text."""

    says: tuple[tuple[str, str], ...]
    files: tuple[ChangedFile, ...]


async def revision_difference(
    engine: Engine, shop: str, older: int, newer: int
) -> RevisionDifference | Rejection:
    """Compare two revisions; one that has errors is compared as text only. NOT_FOUND names the missing one."""
    found: list[Revision] = []
    for number in (older, newer):
        stored = await engine.store.revision(shop, number)
        if stored is None:
            return Rejection(problem=Problem.NOT_FOUND, path=("revision",), args=(("revision", str(number)),))
        found.append(stored)
    old, new = found
    gone = [file for file in old.files if file.path not in {one.path for one in new.files}]
    removed = tuple(
        ChangedFile(path=file.path, text="", sha256="", diff=unified(file.path, file.text, ""))
        for file in gone
    )
    changes = await asyncio.to_thread(_changes, old, new)
    plan = RulePlan(base=older, fingerprint=new.fingerprint, changes=changes) if changes is not None else None
    return RevisionDifference(
        says=tuple((spoken, plan_text(plan, spoken)) for spoken in LANGUAGES) if plan else (),
        files=(*changed_files(old.files, new.files), *removed),
    )


def _changes(old: Revision, new: Revision) -> Changes | None:
    """The difference in meaning, whatever the catalogue says today; None when one of them has errors."""
    before, after = compile_files(old.files, None), compile_files(new.files, None)
    if before.program is None or after.program is None:
        return None
    return plan_changes(version_of(before, old.files), version_of(after, new.files))
