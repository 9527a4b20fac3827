"""The sample with 23 mistakes: each is reported once, where it is, in both languages."""

from syrupy.assertion import SnapshotAssertion

from engine.dsl.parser import parse_source
from engine.dsl.render import findings, render
from engine.dsl.source import read_source
from tests.language.programs import sample

FORM = {
    (4, "E0201"), (5, "E0101"), (6, "E0201"), (7, "E0203"), (8, "E0201"), (9, "E0101"), (14, "E0101"), (15, "E0101"),
    (17, "E0103"), (18, "E0105"), (19, "E0202"), (20, "E0200"), (22, "E0204"), (25, "E0101"), (26, "E0207"),
    (27, "E0200"), (30, "E0201"), (33, "E0104"), (35, "E0206"),
}  # fmt: skip
"""Mistakes of form; line 25 has two. The checker adds E0303 in line 9, E0302 in line 10 and E0310 in line 24."""


def test_every_mistake_is_reported_once_in_its_line() -> None:
    source = read_source("broken.otoku", sample("broken"))
    found = [(source.place(one.span.start)[0], one.code) for one in parse_source(source).diagnostics]
    assert len(found) == 20
    assert set(found) == FORM


def test_what_the_merchant_reads_in_english(snapshot: SnapshotAssertion) -> None:
    source = read_source("broken.otoku", sample("broken"))
    assert render(findings(source, parse_source(source).diagnostics), "text") == snapshot


def test_what_the_merchant_reads_in_japanese(snapshot: SnapshotAssertion) -> None:
    source = read_source("broken.otoku", sample("broken"))
    found = findings(source, parse_source(source).diagnostics, "ja")
    assert render(found, "text", language="ja") == snapshot
