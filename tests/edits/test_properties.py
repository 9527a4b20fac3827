"""An edit changes one line and nothing else: on programs made at random, and on every example there is."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.edit import edit_files
from engine.dsl.format import format_text
from engine.dsl.grammar import build_lark
from engine.dsl.nodes import Block, File, Line
from engine.model.records import SourceFile
from engine.model.rule_edits import (
    AddLine,
    EditRefusal,
    LineAddress,
    MoveRule,
    RemoveLine,
    RenameRule,
    SetLine,
)
from tests.edits.editing import (
    EXAMPLES,
    PATH,
    address_of,
    addresses,
    comments,
    edited,
    parsed,
    value_of,
)
from tests.language.programs import GOOD, derive, programs, sample
from tests.language.trees import plain
from tests.support.examples import SHARE, examples, share

FILES = {name: sample(name) for name in (*GOOD, "broken")} | {
    path.parent.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/*.otoku"))
}

INNER = ("legal", "terms")
RULES = {str(rule.origin.name) for rule in build_lark().rules}


def other_value(random: Random, block: Block, address: LineAddress) -> str | None:
    """A value that the grammar allows after this label, on one physical line."""
    inside = address.inside.label if address.inside else ""
    opened = f'{block.kind} "x" {{' if block.name else f"{block.kind} {{"
    head, foot = (f"{opened}\n{inside} {{", "}\n}") if inside in INNER else (opened, "}")
    rule = rule_of(inside, block.kind, address.label)
    for _ in range(40 if rule in RULES else 0):
        made = " ".join(derive(random, rule).split("\n")[0].split())
        if made.startswith(f"{address.label} ") and "#" not in made and "{" not in made:
            file = parsed(f"otoku 1\n{head}\n{made}\n{foot}\n")
            if not file.diagnostics:
                return made.removeprefix(address.label).strip()
    return None


def rule_of(inside: str, kind: str, label: str) -> str:
    """The grammar rule of a label."""
    if inside in INNER:
        return f"{inside}_text"
    if label in {"budget", "experiment"} and kind != "experiment":
        return f"uses_{label}"
    return label.replace(" ", "_")


def spelled(file: File) -> object:
    """What a file says."""
    return plain(file)


@pytest.mark.parametrize("name", FILES)
def test_setting_what_is_there_already_changes_no_byte(name: str) -> None:
    text = FILES[name]
    for block, found, address in share(addresses(parsed(text))):
        if value_of(text, found):
            edit = SetLine(path=PATH, rule=address_of(block), line=address, value=value_of(text, found))
            assert edited(text, edit) == text


@given(programs())
@settings(max_examples=examples(60), deadline=None)
def test_setting_what_is_there_already_changes_no_byte_of_any_program(text: str) -> None:
    for block, found, address in addresses(parsed(text)):
        if value_of(text, found):
            edit = SetLine(path=PATH, rule=address_of(block), line=address, value=value_of(text, found))
            assert edited(text, edit) == text


def check_set(random: Random, text: str, tidy: bool) -> int:
    """Set every setting to something else; returns how many were set."""
    file = parsed(text)
    count = 0
    for block, found, address in share(addresses(file)):
        value = other_value(random, block, address)
        if value is None or found.block is not None:
            continue
        edit = SetLine(path=PATH, rule=address_of(block), line=address, value=value)
        after = edited(text, edit)
        count += 1
        assert comments(after) == comments(text)
        assert_one_setting_differs(file, parsed(after), found, value)
        if "\n" not in text[found.span.start : found.span.end]:
            assert changed_lines(text, after) <= 1, (text, after)
        if tidy:
            assert format_text(PATH, after)[0] == after
    return count


def assert_one_setting_differs(before: File, after: File, found: Line, value: str) -> None:
    """parse(edit(text)) = edit(parse(text))."""
    (meant,) = [
        one
        for block in parsed(f"otoku 1\n{wrapped(before, found, value)}").blocks
        for one in settings_of(block)
        if one.label == found.label
    ]
    expected = replaced(spelled(before), before, found, meant)
    assert spelled(after) == expected


def wrapped(file: File, found: Line, value: str) -> str:
    """The new setting in a block where it may stand."""
    said = f"{found.label} {value}"
    for block in file.blocks:
        opener = block.kind if block.name is None else f'{block.kind} "x"'
        for outer in block.lines:
            if outer is found:
                return f"{opener} {{\n{said}\n}}\n"
            if isinstance(outer, Line) and outer.block and any(one is found for one in outer.block.lines):
                inner = outer.label if outer.label in INNER else 'variant "x" 1%'
                return f"{opener} {{\n{inner} {{\n{said}\n}}\n}}\n"
    raise AssertionError(found)


def settings_of(block: Block) -> list[Line]:
    found = [one for one in block.lines if isinstance(one, Line)]
    return [inner for one in found for inner in ([one] if one.block is None else settings_of(one.block))]


def replaced(tree: object, file: File, found: Line, meant: Line) -> object:
    """The tree with one setting in the place of another."""
    blocks = list(tree)  # type: ignore[call-overload]
    for at, block in enumerate(file.blocks):
        blocks[at] = (*blocks[at][:2], _lines(block, found, meant))
    return tuple(blocks)


def _lines(block: Block, found: Line, meant: Line) -> tuple[object, ...]:
    lines: list[object] = []
    for one in block.lines:
        if one is found:
            lines.append(plain(meant))
        elif isinstance(one, Line) and one.block is not None:
            inner = (
                one.block.kind,
                one.block.name.value if one.block.name else None,
                _lines(one.block, found, meant),
            )
            lines.append((one.label, plain(one.values), inner))
        else:
            lines.append(plain(one))
    return tuple(lines)


def changed_lines(before: str, after: str) -> int:
    """How many physical lines differ; a line more or less counts as all of them."""
    one, two = before.split("\n"), after.split("\n")
    return sum(a != b for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("name", [name for name in FILES if name != "broken"])
def test_setting_another_value_changes_one_line(name: str) -> None:
    assert check_set(Random(7), FILES[name], tidy=True) > 5 // SHARE


@given(programs(), st.randoms(use_true_random=False))
@settings(max_examples=examples(30), deadline=None)
def test_setting_another_value_changes_one_line_of_any_program(text: str, random: Random) -> None:
    check_set(random, text, tidy=False)


@given(programs(), st.randoms(use_true_random=False))
@settings(max_examples=examples(15), deadline=None)
def test_a_tidy_file_stays_tidy(text: str, random: Random) -> None:
    check_set(random, format_text(PATH, text)[0], tidy=True)


@pytest.mark.parametrize("name", [name for name in FILES if name != "broken"])
def test_a_setting_taken_out_and_put_back_leaves_the_file_as_it_was(name: str) -> None:
    text = FILES[name]
    for block, found, address in share(addresses(parsed(text))):
        said = text[found.span.start : found.span.end]
        if found.block is not None or "\n" in said:
            continue
        gone = edited(text, RemoveLine(path=PATH, rule=address_of(block), line=address))
        assert comments(gone) == comments(text)
        assert len(settings_of_all(parsed(gone))) == len(settings_of_all(parsed(text))) - 1
        before = line_before(block, found) if address.inside is None else None
        back = AddLine(
            path=PATH,
            rule=address_of(block),
            label=found.label,
            value=value_of(text, found),
            inside=address.inside,
            after=before,
        )
        again = edited(gone, back)
        assert sorted(again.split("\n")) == sorted([*gone.split("\n"), back_line(text, found)])
        assert comments(again) == comments(text)


def back_line(text: str, found: Line) -> str:
    """The setting with its indentation and without its comment."""
    return text[text.rfind("\n", 0, found.span.start) + 1 : found.span.end]


def settings_of_all(file: File) -> list[Line]:
    return [one for block in file.blocks for one in settings_of(block)]


def line_before(block: Block, found: Line) -> LineAddress | None:
    """The address of the line before, in the block without `found`."""
    index = block.lines.index(found)
    if not index:
        return None
    before = block.lines[index - 1]
    assert isinstance(before, Line)
    same = [one for one in block.lines[:index] if isinstance(one, Line) and one.label == before.label]
    return LineAddress(label=before.label, nth=len(same))


@given(programs())
@settings(max_examples=examples(60), deadline=None)
def test_removing_keeps_everything_else_of_any_program(text: str) -> None:
    for block, found, address in addresses(parsed(text)):
        gone = edited(text, RemoveLine(path=PATH, rule=address_of(block), line=address))
        assert comments(gone) == comments(text)
        assert not parsed(gone).diagnostics
        assert (
            found.block is not None
            or len(settings_of_all(parsed(gone))) == len(settings_of_all(parsed(text))) - 1
        )


@given(programs())
@settings(max_examples=examples(60), deadline=None)
def test_moving_a_block_keeps_every_setting_and_comment_of_any_program(text: str) -> None:
    names = {(block.kind, address_of(block).name) for block in parsed(text).blocks}
    for kind, name in names:
        block = [one for one in parsed(text).blocks if (one.kind, address_of(one).name) == (kind, name)]
        if len(block) > 1:
            continue
        move = MoveRule(path=PATH, rule=address_of(block[0]), to="other.otoku")
        result = edit_files((SourceFile(path=PATH, text=text),), (move,))
        assert not isinstance(result, EditRefusal)
        rest, other = (one.text for one in result)
        assert sorted(map(repr, plain(parsed(rest)) + plain(parsed(other)))) == sorted(
            map(repr, plain(parsed(text)))
        )
        assert sorted(comments(rest) + comments(other)) == comments(text)


@given(programs())
@settings(max_examples=examples(60), deadline=None)
def test_renaming_changes_names_only_in_any_program(text: str) -> None:
    names = [(block.kind, address_of(block).name) for block in parsed(text).blocks]
    for block in parsed(text).blocks:
        if block.name is None or names.count((block.kind, block.name.value)) > 1 or not block.name.value:
            continue
        after = edited(text, RenameRule(path=PATH, rule=address_of(block), to="another"))
        assert not parsed(after).diagnostics
        assert comments(after) == comments(text)
        said = {one.label for one in settings_of(block)}
        own = address_of(block).kind not in {"budget", "audience", "experiment", "test"} and "was" not in said
        assert after.count("\n") == text.count("\n") + own


@pytest.mark.parametrize("path", sorted(Path(EXAMPLES).glob("*/*.otoku")), ids=lambda path: path.parent.name)
def test_windows_line_ends_stay_windows_line_ends(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    block, _, address = next(addresses(parsed(text)))
    edits = (
        AddLine(path=PATH, rule=address_of(block), label="note", value='"x"'),
        RemoveLine(path=PATH, rule=address_of(block), line=address),
    )
    after = edited("\ufeff" + text, *edits)
    assert after.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n") == text.count("\n")
