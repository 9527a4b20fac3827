"""Renderers: carets under what is meant, and forms that machines read."""

import json

import pytest

from engine.dsl.messages import CATALOGUE
from engine.dsl.parser import parse_source
from engine.dsl.render import Finding, as_text, findings, render
from engine.dsl.source import read_source, width
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span
from tests.language.programs import sample


def found(text: str, language: str = "en") -> tuple[Finding, ...]:
    source = read_source("rules/a.otoku", text)
    return findings(source, parse_source(source).diagnostics, language)


def test_carets_stand_under_wide_characters() -> None:
    text = render(found('otoku 1\nsale "x" {\n  title "春のセール" foo\n}\n'), "text")
    line, carets = text.splitlines()[2:4]
    assert width(line[: line.index("foo")]) == carets.index("^")
    assert carets.count("^") == 3


def test_carets_of_full_width_typing_are_as_wide() -> None:
    text = render(found('otoku 1\nsale "x" {\n  discount １０％\n}\n'), "text")
    assert "     |            ^^^^^^ write `10%`" in text.splitlines()


def test_tabs_and_long_lines_keep_their_carets() -> None:
    padding = "x" * 400
    text = render(found(f'otoku 1\nsale "x" {{\n\ttitle "{padding}" foo\n}}\n'), "text")
    line, carets = text.splitlines()[2:4]
    assert line.index("foo") == carets.index("^")
    assert len(line) < 200


def test_a_file_cannot_steer_the_terminal() -> None:
    text = render(found('otoku 1\nsale "x" {\n  title "\x1b[2J\u202e" foo\n}\n'), "text")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_colour_only_when_asked() -> None:
    one = found("nothing")
    assert "\x1b" not in as_text(one)
    assert "\x1b[1;31merror[E0003]\x1b[0m" in as_text(one, colour=True)


def test_nothing_wrong_is_nothing_said() -> None:
    assert render((), "text") == ""
    assert json.loads(render((), "json")) == {"version": 1, "diagnostics": []}


def test_a_help_is_given_once_per_run() -> None:
    text = render(found('otoku 1\nsale "x" {\n  uses １\n  priority ２\n}\n'), "text")
    assert text.count("Japanese input mode") == 1


def test_json_has_places_and_fixes() -> None:
    (one,) = json.loads(render(found('otoku 1\nsale "x" {\n  uses １\n}\n'), "json"))["diagnostics"]
    assert one["code"] == "E0101"
    assert one["severity"] == "error"
    assert one["span"] == {"line": 3, "column": 8, "endLine": 3, "endColumn": 9, "start": 26, "end": 27}
    assert one["fix"]["sure"] is True
    assert one["fix"]["edits"][0]["text"] == "1"


def test_github_annotations_are_escaped() -> None:
    (line,) = render(found('otoku 1\nsale "x" {\n  uses 50%\n}\n'), "github").splitlines()
    assert line.startswith("::error file=rules/a.otoku,line=3,col=8,endLine=3,endColumn=11,title=E0200 ")
    assert "50%25" in line


def test_sarif_names_rules_places_and_sure_fixes() -> None:
    log = json.loads(render(found(sample("broken")), "sarif"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    ids = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == ids
    assert all(result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"])
    assert sum("fixes" in result for result in run["results"]) == 9


def test_an_unreadable_file_is_reported_without_its_lines() -> None:
    source = read_source("x", b"\xff")
    assert "E0001" in render(findings(source, source.diagnostics), "text")


def test_a_code_without_texts_still_shows() -> None:
    source = read_source("x", "otoku 1\n")
    strange = Diagnostic(code="E9999", span=Span(path="x", start=0, end=5))
    assert "E9999" in render(findings(source, (strange,)), "text")


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_has_texts_in_both_languages(code: str) -> None:
    entry = CATALOGUE[code]
    said = [entry.title, entry.message]
    for texts in (entry.variants, entry.labels, entry.helps, entry.notes):
        said.extend(texts.values())
    for text in said:
        assert text.en
        assert text.ja
        assert text.en != text.ja or text.en.isascii()
