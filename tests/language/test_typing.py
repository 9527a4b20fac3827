"""Bytes to text: encodings, sizes, line ends, typing in Japanese input mode, what nobody can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dsl.fixes import apply_fixes
from engine.dsl.parser import parse_file
from engine.dsl.source import LARGEST_FILE, read_source, width

HEAD = 'otoku 1\nsale "x" {\n'


def codes(data: str | bytes) -> list[str]:
    return [one.code for one in parse_file("x", data).diagnostics]


def inside(line: str) -> list[str]:
    return codes(f"{HEAD}  {line}\n}}\n")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E0003"),
        (b"# only a comment", "E0003"),
        (b"\x00\x01\x02\xff\xfe", "E0001"),
        ("otoku 1\n# 日本".encode("cp932"), "E0001"),
        (b"x" * (LARGEST_FILE + 1), "E0002"),
        (b"x" * 10_000_000, "E0002"),
        (b"otoku 2\nanything", "E0004"),
        (b"otoku 0\n", "E0003"),
        (b"otoku one\n", "E0003"),
        (b'sale "x" {\n}\n', "E0003"),
    ],
)
def test_files_that_cannot_be_rule_files_say_so_once(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    file = parse_file("x", '\ufeffotoku 1\r\n\r\nsale "x" {\r\n  uses 1  # 全角\r\n}\r\n'.encode())
    assert file.diagnostics == ()
    assert file.edition == 1


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ｕｓｅｓ　１", ["E0101"]),
        ("uses １", ["E0101"]),
        ("discount ￥５００", ["E0104"]),
        ("discount ￥500", ["E0104"]),
        ("discount $5", ["E0104"]),
        ("discount 5OO JPY", ["E0200"]),
        ("discount 1O% up to 2,OOO JPY", ["E0200", "E0200"]),
        ("discount 5OO", ["E0200"]),
        ("quantity 1～3", ["E0105"]),
        ("quantity 1-3", ["E0105"]),
        ("title 「春」", ["E0101"]),
        ("title “春”", ["E0101"]),
        ('title "春”', ["E0101"]),
        ('title "全角　１２３「」、。"', []),
        ("uses 1  # 全角　１２３", []),
        ("uses 1  ＃ 全角　１２３", ["E0101"]),
        ('title "a\u200bb"', ["E0106"]),
        ('title "\u202eabc"', ["E0106"]),
        ("uses\u200b 1", ["E0106"]),
        ('title "👨\u200d👩\u200d👧 ❤️"', []),
        ("uses\x07 1", ["E0102"]),
        ("uses 1\r  priority 2", ["E0107"]),
        ('title "abc', ["E0103"]),
        ("title 「abc", ["E0103"]),
        ("begins 2026/4/9", ["E0701"]),
        ("begins 2026-02-30", ["E0701"]),
        ("begins 2026-02-28 24:00", ["E0701"]),
        ("discount 500 jpy", ["E0201"]),
        ("uses 1234567890123456789", ["E0312"]),
    ],
)
def test_typing(line: str, found: list[str]) -> None:
    assert inside(line) == found


def test_the_folded_text_has_the_places_of_the_file() -> None:
    source = read_source("x", '１　「あ」、“い" # ￥\r\n｛\rｙ')
    assert source.folded == '1 "あ","い" # ￥ \n{\ny'
    assert len(source.folded) == len(source.text)


def test_sure_fixes_of_typing_leave_nothing_to_report() -> None:
    text = f"{HEAD}  ｔｉｔｌｅ　「春」\n  discount ￥１，０００\n  quantity １〜３\n}}\n"
    fixed, applied = apply_fixes(text, parse_file("x", text).diagnostics)
    assert fixed == f'{HEAD}  title "春"\n  discount 1,000 JPY\n  quantity 1 to 3\n}}\n'
    assert len(applied) == 5
    assert codes(fixed) == []


def test_columns_count_characters_and_carets_count_columns_of_the_screen() -> None:
    source = read_source("x", "otoku 1\n日本 x")
    assert source.place(11) == (2, 4)
    assert width("日本 x") == 6
    assert width("ｱ") == 1


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_keeps_the_length_and_the_lines(text: str) -> None:
    source = read_source("x", text)
    assert len(source.folded) == len(source.text)
    assert source.place(len(source.text))[0] == source.folded.count("\n") + 1


@pytest.mark.parametrize(
    ("line", "meant"),
    [("discount 5OO JPY", "500 JPY"), ("discount 1l%", "11%"), ("discount 12,OOO JPY", "12,000 JPY")],
)
def test_a_letter_that_looks_like_a_digit_is_named_with_what_was_meant(line: str, meant: str) -> None:
    [finding] = parse_file("x", f"{HEAD}  {line}\n}}\n").diagnostics
    assert (finding.label, finding.args["found"]) == ("look_alike", line.removeprefix("discount "))
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == [meant]
