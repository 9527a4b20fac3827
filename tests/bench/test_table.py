"""The table says plainly what is met, what is missed, and by how much."""

import re
from pathlib import Path

import pytest

from bench.language import _edit
from bench.matching.contest import Absent, Result
from bench.matching.entrants import BASELINE, DECIDE, MATCH, TRACE
from bench.matching.rows import absent_lines, contest_rows
from bench.table import Bar, Row, figure, render, size, summary
from engine.model.records import SourceFile

ROOT = Path(__file__).resolve().parents[2]


def result(name: str, ratio: float, rules: int = 1_000, p99: float = 10) -> Result:
    return Result(
        name=name,
        rules=rules,
        ratio=ratio,
        p50=5,
        p99=p99,
        cpu=6,
        compile_seconds=0.1,
        bytes=2**20,
        checkouts=300,
    )


@pytest.mark.parametrize(
    ("bar", "measured", "verdict"),
    [
        (Bar(value=2), 1, "met, 2.00× inside"),
        (Bar(value=2), 2, "met, 1.00× inside"),
        (Bar(value=2), 3, "MISSED by 1.50×"),
        (Bar(value=1000, least=True), 1500, "met, 1.50× inside"),
        (Bar(value=1000, least=True), 500, "MISSED by 2.00×"),
    ],
)
def test_a_verdict_names_the_factor(bar: Bar, measured: float, verdict: str) -> None:
    assert verdict == bar.verdict(measured)


def test_the_table_is_markdown_with_its_columns_in_line() -> None:
    rows = [
        Row(
            area="one",
            what="a",
            value=0.123456,
            bar=Bar(value=0.2, target=0.12),
            cpu=1234,
            statements=7,
            bytes=2048,
        ),
        Row(area="one", what="much longer", value=12_345, unit="rules/s", beside="here"),
        Row(area="two", what="c", value=3),
    ]
    lines = render(rows).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert {9} == {line.count("|") for line in lines}
    assert re.search(r"\| a +\| 0.123× +\| ≤ 0.2× \(target 0.12\) +\| met, 1.62× inside \| 1,234 ", lines[3])
    assert ["**one**", "**two**"] == [line.split("|")[1].strip() for line in lines if "**" in line]


def test_the_summary_lists_what_is_missed() -> None:
    rows = [
        Row(area="x", what="good", value=1, bar=Bar(value=2)),
        Row(area="x", what="bad", value=3, bar=Bar(value=2)),
        Row(area="x", what="free", value=9),
    ]
    assert "1 of 2 bars met.\n  missed: x: bad: MISSED by 1.50×" == summary(rows)


def test_figures_keep_three_digits() -> None:
    assert ["0", "0.00123", "1.23", "12.3", "123", "12,346"] == [
        figure(value) for value in (0, 0.001234, 1.234, 12.34, 123.4, 12345.6)
    ]
    assert ["12 B", "2 KiB", "3 MiB", "1.5 GiB"] == [
        size(value) for value in (12, 2048, 3 * 2**20, 1.5 * 2**30)
    ]


def test_the_shares_of_the_design_are_the_bars_of_match_and_decide() -> None:
    rows = {
        row.what: row for row in contest_rows([result(MATCH, 0.1), result(DECIDE, 0.3), result(BASELINE, 1)])
    }
    assert (
        Bar(value=0.20, target=0.12)
        == rows[f"1,000 rules: {MATCH}"].bar
        == rows[f"1,000 rules: {DECIDE}"].bar
    )
    assert rows[f"1,000 rules: {BASELINE}"].bar is None


def test_peers_are_compared_with_the_match_in_the_same_run() -> None:
    rows = {
        row.what: row for row in contest_rows([result(MATCH, 0.1, p99=10), result("SQLite in memory", 2)])
    }
    faster = rows["1,000 rules: times as fast as SQLite in memory"]
    spread = rows["1,000 rules: spread of match, p99 over p50"]
    assert (20, Bar(value=15, least=True)) == (pytest.approx(faster.value), faster.bar)
    assert (2, Bar(value=3)) == (spread.value, spread.bar)


def test_the_trace_is_compared_with_the_decision_without() -> None:
    rows = {row.what: row for row in contest_rows([result(DECIDE, 0.5), result(TRACE, 2)])}
    assert 4 == rows["1,000 rules: decide with trace over without"].value


def test_who_is_left_out_is_named_with_the_reason() -> None:
    absent = [
        Absent(name="zen", reason="zen-engine is not installed"),
        Absent(name="cel", reason="slow", rules=10_000),
    ]
    assert [
        "left out: zen: zen-engine is not installed",
        "left out: cel at 10,000 rules: slow",
    ] == absent_lines(absent)


def test_one_rule_is_edited_and_no_other() -> None:
    files = [SourceFile(path="a", text='x "r1" {\n  discount 500 JPY\n}\nx "r2" {\n  discount 500 JPY\n}\n')]
    (edited,) = _edit(files, "r2")
    assert 'x "r1" {\n  discount 500 JPY\n}\nx "r2" {\n  discount 600 JPY\n}\n' == edited.text


def test_what_measurements_need_is_locked_by_hash() -> None:
    text = (ROOT / "bench" / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    locked = [line for line in text.splitlines() if re.match(r"[a-z]", line)]
    wanted = [
        line
        for line in (ROOT / "bench" / "requirements.in").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert sorted(wanted) == [line.partition("==")[0] for line in locked]
    assert [] == [line for line in locked if "--hash=sha256:" not in line]
