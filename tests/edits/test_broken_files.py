"""Edits of files with slips in them: refused with a reason, or made without touching anything else; never a crash."""

from random import Random

import pytest

from engine.dsl.edit import edit_files
from engine.dsl.nodes import Block
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddLine,
    EditRefusal,
    LineAddress,
    MoveRule,
    RemoveLine,
    RenameRule,
    RuleEdit,
    SetLine,
)
from tests.edits.editing import PATH, address_of, addresses, comments, parsed, value_of
from tests.language.programs import GOOD, sample, slip

KINDS_OF_EDIT = 5


def any_edit(random: Random, text: str) -> RuleEdit | None:
    """One of all edits, of any setting or block that can be found in the text."""
    found = list(addresses(parsed(text)))
    if not found:
        return None
    block, line, address = random.choice(found)
    rule = address_of(block)
    match random.randrange(KINDS_OF_EDIT):
        case 0:
            return SetLine(path=PATH, rule=rule, line=address, value=value_of(text, random.choice(found)[1]))
        case 1:
            return RemoveLine(path=PATH, rule=rule, line=address)
        case 2:
            value = value_of(text, line)
            return AddLine(path=PATH, rule=rule, label=line.label, value=value, inside=address.inside)
        case 3:
            return RenameRule(path=PATH, rule=rule, to="another")
        case _:
            return MoveRule(path=PATH, rule=rule, to="other.otoku")


def said(files: tuple[SourceFile, ...]) -> list[str]:
    """Every readable setting of every file as written, names of renamed blocks left out."""
    settings: list[str] = []
    for file in files:
        for block in parsed(file.text).blocks:
            settings.extend(_settings(file.text, block))
    return sorted(settings)


def _settings(text: str, block: Block) -> list[str]:
    return [text[line.span.start : line.span.end] for line in block.lines]


@pytest.mark.parametrize("seed", range(8))
def test_an_edit_of_a_broken_file_is_refused_or_changes_one_thing(seed: int) -> None:
    random = Random(seed)
    made = 0
    for _ in range(60):
        text = slip(random, sample(random.choice(GOOD)))
        edit = any_edit(random, text)
        if edit is None:
            continue
        before = (SourceFile(path=PATH, text=text),)
        result = edit_files(before, (edit,))
        if isinstance(result, EditRefusal):
            continue
        made += 1
        after = sorted(one for file in result for one in comments(file.text))
        assert after == comments(text), (edit, text)
        assert_one_changed(edit, said(before), said(result), text)
    assert made > 10


def assert_one_changed(edit: RuleEdit, before: list[str], after: list[str], text: str) -> None:
    gone, come = _less(before, after), _less(after, before)
    match edit:
        case SetLine():
            assert len(gone) == len(come) <= 1, (edit, text)
        case RemoveLine(line=LineAddress(inside=None)):
            assert (len(gone), come) == (1, []), (edit, text)
        case AddLine(inside=None):
            assert (gone, len(come)) == ([], 1), (edit, text)
        case MoveRule():
            assert gone == come == [], (edit, text)
        case _:
            assert abs(len(gone) - len(come)) <= 1, (edit, text)


def _less(some: list[str], others: list[str]) -> list[str]:
    left = list(some)
    for one in others:
        if one in left:
            left.remove(one)
    return left
