"""Forms edit the working copy: drafts follow one another, and nobody writes over somebody else's work."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from engine.model.answers import Published
from engine.model.answers_rules import EditConflict, EditsRefused, ErrorsAdded, RuleFile, RulesEdited
from engine.model.decision import Problem, Rejection
from engine.model.records import SourceFile
from engine.model.rule_edits import AddRule, EditProblem, RenameRule, RuleAddress, RuleEdit, SetLine
from engine.service.edit_rules import EditRequest, edit_rule_file, read_rule_file
from engine.service.engine import Engine
from engine.service.publish import publish, rollback
from engine.service.working_copy import working_copy
from engine.store.port import StaleRevision
from tests.edits.editing import line
from tests.service.shop import TEST, example_files

PATH = "rules.otoku"
COUPON = RuleAddress(kind="coupon", name="thanks-coupon")


def set_to(label: str, value: str, guard: str = "") -> SetLine:
    return SetLine(path=PATH, rule=COUPON, line=line(label), value=value, guard=guard)


async def opened(engine: Engine) -> RuleFile:
    """The rule file as a form sees it."""
    file = await read_rule_file(engine, "tea", PATH)
    assert isinstance(file, RuleFile)
    return file


async def edit(
    engine: Engine, *edits: RuleEdit, base: str = "", path: str = PATH, language: str = "en", **how: Any
) -> RulesEdited | EditConflict | EditsRefused | ErrorsAdded | Rejection:
    """Make edits from the newest text, or from `base`."""
    seen = base or (await opened(engine)).sha256
    request = EditRequest(path=path, base_sha256=seen, edits=edits, **how)
    return await edit_rule_file(engine, "tea", request, actor=TEST, language=language)


async def test_an_edit_is_stored_as_a_draft_that_can_be_published(tea: Engine) -> None:
    answer = await edit(tea, set_to("discount", "700円"))

    assert isinstance(answer, RulesEdited)
    (changed,) = answer.files
    assert "-  discount 500 JPY\n+  discount 700 JPY\n" in changed.diff
    assert (answer.revision, answer.new_errors) == (2, ())
    copy = await working_copy(tea, "tea")
    assert (copy.revision, copy.newest) == (2, 2)
    live = await publish(tea, "tea", copy.files, expected=1, actor=TEST)
    assert isinstance(live, Published)
    assert live.revision.number == 2


async def test_the_live_rules_are_shown_line_by_line(tea: Engine) -> None:
    file = await opened(tea)
    assert (file.revision, file.path) == (1, PATH)
    coupon = next(one for one in file.rules if one.name == "thanks-coupon")
    assert ("valid", "14 days", "# to the end of day 14, shop time") in [
        (one.label, one.value, one.comment) for one in coupon.lines
    ]


async def test_a_dry_run_shows_the_difference_and_stores_nothing(tea: Engine) -> None:
    answer = await edit(tea, set_to("budget", '"thankz"'), dry_run=True)
    assert isinstance(answer, RulesEdited)
    assert [one.code for one in answer.new_errors] == ["E0405"]
    assert (answer.revision, (await working_copy(tea, "tea")).newest) == (None, 1)


async def test_the_same_value_stores_nothing(tea: Engine) -> None:
    answer = await edit(tea, set_to("discount", "500 JPY"))
    assert isinstance(answer, RulesEdited)
    assert (answer.files, answer.revision) == ((), None)


async def test_an_edit_that_adds_an_error_is_refused_unless_it_is_allowed(tea: Engine) -> None:
    bad = set_to("for", 'product "PACK-111"')
    answer = await edit(tea, bad)
    assert isinstance(answer, ErrorsAdded)
    assert [one.code for one in answer.new_errors] == ["E0401"]
    assert (await working_copy(tea, "tea")).newest == 1

    allowed = await edit(tea, bad, allow_errors=True)
    assert isinstance(allowed, RulesEdited)
    assert allowed.revision == 2
    file = await opened(tea)
    assert "E0401" in [one.code for one in file.diagnostics]
    live = await rollback(tea, "tea", 2, expected=1, actor=TEST)
    assert isinstance(live, Rejection)
    assert live.problem is Problem.RULES_REFUSED

    later = await edit(tea, set_to("valid", "20 days"))
    assert isinstance(later, RulesEdited), "the old error is not the fault of this edit"


async def test_an_impossible_edit_says_why_in_the_language_asked_for(tea: Engine) -> None:
    answer = await edit(tea, set_to("uzes", "1"), language="ja-JP")
    assert isinstance(answer, EditsRefused)
    assert answer.problem is EditProblem.LINE_NOT_FOUND
    assert "行はありません" in answer.message


async def test_a_rename_changes_every_file_that_refers_to_the_rule(tea: Engine) -> None:
    more = SourceFile(
        path="more.otoku", text='otoku 1\n\nsale "more" {\n  discount 1%\n  budget "spring"\n}\n'
    )
    await publish(tea, "tea", (*example_files(), more), expected=1, actor=TEST)
    spring = RuleAddress(kind="budget", name="spring")
    answer = await edit(tea, RenameRule(path=PATH, rule=spring, to="summer"))
    assert isinstance(answer, RulesEdited)
    assert [one.path for one in answer.files] == ["more.otoku", PATH]


async def test_a_file_that_somebody_else_changed_is_a_conflict_with_three_ways(tea: Engine) -> None:
    base = await opened(tea)
    await edit(tea, set_to("valid", "20 days"))

    answer = await edit(tea, set_to("discount", "700 JPY"), base=base.sha256)

    assert isinstance(answer, EditConflict)
    assert answer.base == base.text
    assert answer.theirs == base.text.replace("valid 14 days", "valid 20 days")
    assert answer.yours == base.text.replace("discount 500", "discount 700")
    assert answer.merged == answer.theirs.replace("discount 500", "discount 700")
    assert answer.current_sha256 == (await opened(tea)).sha256
    assert (await working_copy(tea, "tea")).newest == 2


async def test_a_text_that_nobody_remembers_has_two_ways_only(tea: Engine) -> None:
    answer = await edit(tea, set_to("uzes", "1"), base="0" * 64)
    assert isinstance(answer, EditConflict)
    assert (answer.base, answer.yours, answer.merged) == (None, None, None)


async def test_edits_of_a_rule_that_stayed_the_same_are_made_in_a_file_that_changed(tea: Engine) -> None:
    base = await opened(tea)
    guard = next(one.sha256 for one in base.rules if one.name == "thanks-coupon")
    welcome = RuleAddress(name="welcome")
    await edit(tea, SetLine(path=PATH, rule=welcome, line=line("title"), value='"x"'))

    answer = await edit(tea, set_to("discount", "700 JPY", guard), base=base.sha256)
    assert isinstance(answer, RulesEdited)
    assert answer.revision == 3

    again = await edit(tea, set_to("discount", "800 JPY", guard), base=base.sha256)
    assert isinstance(again, EditConflict), "now this rule itself has changed"
    block = await edit(tea, AddRule(path=PATH, text='sale "n" {\n  discount 1%\n}'), base=base.sha256)
    assert isinstance(block, EditConflict), "what is added has no guard"


async def test_what_is_undone_is_a_draft_of_its_own(tea: Engine) -> None:
    before = await opened(tea)
    await edit(tea, set_to("discount", "700 JPY"))
    back = await edit(tea, set_to("discount", "500 JPY"))
    assert isinstance(back, RulesEdited)
    assert back.revision == 3
    assert (await opened(tea)).text == before.text


async def test_after_a_rollback_the_live_text_is_edited_and_not_a_draft_from_before(tea: Engine) -> None:
    await edit(tea, set_to("discount", "700 JPY"))
    tea.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    await publish(tea, "tea", (await working_copy(tea, "tea")).files, expected=1, actor=TEST)
    await edit(tea, set_to("discount", "900 JPY"))
    tea.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
    await rollback(tea, "tea", 1, expected=2, actor=TEST)

    copy = await working_copy(tea, "tea")
    assert (copy.revision, copy.newest) == (1, 3)
    answer = await edit(tea, set_to("valid", "20 days"))
    assert isinstance(answer, RulesEdited)
    assert answer.revision == 4
    assert "discount 500 JPY" in (await opened(tea)).text


async def test_of_two_edits_at_the_same_moment_one_meets_a_conflict(tea: Engine) -> None:
    base = (await opened(tea)).sha256
    answers = await asyncio.gather(
        edit(tea, set_to("discount", "700 JPY"), base=base), edit(tea, set_to("valid", "20 days"), base=base)
    )
    assert sorted(type(one).__name__ for one in answers) == ["EditConflict", "RulesEdited"]
    assert (await working_copy(tea, "tea")).newest == 2


async def test_a_shop_that_is_always_written_to_by_others_is_busy(tea: Engine) -> None:
    class Crowded:
        """A store on which somebody else is always a moment faster."""

        def __getattr__(self, name: str) -> object:
            return getattr(tea.store, name)

        async def add_revision(self, *_: object) -> None:
            raise StaleRevision("1")

    crowded = replace(tea, store=Crowded())  # type: ignore[arg-type]
    answer = await edit(crowded, set_to("discount", "700 JPY"))
    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.BUSY


async def test_files_that_are_not_there_are_not_found(tea: Engine) -> None:
    for answer in (
        await read_rule_file(tea, "tea", "else.otoku"),
        await read_rule_file(tea, "nobody", PATH),
        await edit(tea, set_to("valid", "1 day"), path="else.otoku"),
    ):
        assert isinstance(answer, Rejection)
        assert answer.problem is Problem.NOT_FOUND
