"""What edits are pointed at, guards, and files line by line."""

from engine.dsl.edit import edit_files
from engine.dsl.editing.messages import TEXTS, refusal_text
from engine.dsl.editing.sheet import digest_of
from engine.dsl.messages.entry import Said
from engine.dsl.rule_lines import rule_file
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    EditProblem,
    EditRefusal,
    RemoveLine,
    RemoveRule,
    RuleAddress,
    RuleEdit,
    SetLine,
)
from tests.edits.editing import PATH, SALE, SHOP, body, edited, line, minus, plus, refused, rule, set_to


def test_unknown_and_ambiguous_addresses_are_refused_with_what_there_is() -> None:
    cases: list[tuple[RuleEdit, EditProblem]] = [
        (RemoveRule(path="else.otoku", rule=rule()), EditProblem.FILE_NOT_FOUND),
        (RemoveRule(path=PATH, rule=rule("nobody")), EditProblem.RULE_NOT_FOUND),
        (RemoveRule(path=PATH, rule=RuleAddress(name="two")), EditProblem.RULE_AMBIGUOUS),
        (RemoveLine(path=PATH, rule=rule("one"), line=line("uses")), EditProblem.LINE_NOT_FOUND),
        (
            RemoveLine(path=PATH, rule=rule("one"), line=line("x", inside="budget")),
            EditProblem.LINE_NOT_FOUND,
        ),
    ]
    for edit, problem in cases:
        refusal = refused(SHOP, edit)
        assert refusal.problem is problem
        for language in ("en", "ja"):
            assert "{" not in refusal_text(refusal, language).replace("budget {", "")


def test_an_empty_file_and_an_empty_block_have_nothing_to_address() -> None:
    assert dict(refused("otoku 1\n", RemoveRule(path=PATH, rule=rule())).args)["known"] == "-"
    assert dict(refused(body(), minus("discount")).args)["known"] == "-"


def test_edits_are_made_in_order_and_the_first_impossible_one_is_named() -> None:
    after = edited(SALE, set_to("limit", "2"), plus("priority", "1"), minus("limit"))
    assert after == SALE.replace("limit 1", "priority 1")
    assert refused(SALE, minus("limit"), minus("limit")).index == 1


def test_a_guard_tells_that_somebody_else_changed_the_rule() -> None:
    (seen,) = rule_file(SourceFile(path=PATH, text=SALE)).rules
    guarded = SetLine(path=PATH, rule=rule(), line=line("limit"), value="2", guard=seen.sha256)
    assert edited(SALE.replace("Why", "Wherefore"), guarded).count("limit 2") == 1
    refusal = refused(SALE.replace("10%", "20%"), set_to("limit", "3"), guarded)
    assert (refusal.problem, refusal.index) == (EditProblem.RULE_CHANGED, 1)
    gone = RemoveRule(path=PATH, rule=rule("gone"), guard=seen.sha256)
    assert refused(SALE, gone).problem is EditProblem.RULE_NOT_FOUND
    lost = RemoveRule(path="else.otoku", rule=rule(), guard=seen.sha256)
    assert refused(SALE, lost).problem is EditProblem.FILE_NOT_FOUND
    result = edit_files((SourceFile(path=PATH, text=SALE.replace("10%", "20%")),), (guarded,), guarded=False)
    assert not isinstance(result, EditRefusal)


def test_a_file_that_is_too_large_is_refused() -> None:
    refusal = refused("otoku 1\n" + "# x\n" * 80_000, minus("limit"))
    assert refusal.problem is EditProblem.FILE_UNREADABLE


def test_every_problem_has_its_words() -> None:
    assert set(TEXTS) == set(EditProblem)
    for said in TEXTS.values():
        assert isinstance(said, Said)
        assert said.en != said.ja


def test_a_file_is_shown_line_by_line_with_its_guards() -> None:
    text = SALE.replace("  limit 1\n", "  limit 1\n  limit 2 per customer\n  what ever ?\n")
    file = rule_file(SourceFile(path=PATH, text=text), 3)
    (one,) = file.rules
    assert (file.revision, file.sha256, one.line) == (3, digest_of(text), 4)
    assert one.sha256 == digest_of(text[one.start : one.end])
    assert [(found.label, found.nth, found.value, found.comment) for found in one.lines] == [
        ("title", 1, '"Spring"', "# seen by all"),
        ("discount", 1, "10%", ""),
        ("for", 1, 'product "A",  # the green one\n      "B"', "# the black one"),
        ("limit", 1, "1", ""),
        ("limit", 2, "2 per customer", ""),
    ]
    assert [(bad.text, bad.line) for bad in one.bad_lines] == [("what ever ?", 12)]
    for found in one.lines:
        assert text[found.start : found.end] == found.text
        assert found.sha256 == digest_of(found.text)


def test_lines_in_inner_braces_are_shown_inside() -> None:
    text = body("legal {", '  name "A"', "  adress ?", "}", kind="shop")
    (one,) = rule_file(SourceFile(path=PATH, text=text)).rules
    (legal,) = one.lines
    assert (one.name, legal.value, [found.value for found in legal.lines]) == ("", "", ['"A"'])
    assert [bad.text for bad in legal.bad_lines] == ["adress ?"]


def test_a_file_that_cannot_be_read_has_no_lines() -> None:
    assert rule_file(SourceFile(path=PATH, text="x" * 300_000)).rules == ()
