"""The page that says what others do not have is true: proofs are there, and no row of the paper is left out."""

from pathlib import Path

import pytest

from scripts.mission import beyond
from scripts.mission.numbers import ROOT


def test_every_row_names_proofs_that_are_there_or_says_what_is_missing() -> None:
    assert () == beyond.mistakes()


def test_the_page_is_what_the_rows_say() -> None:
    assert beyond.page() == beyond.PAGE.read_text(encoding="utf-8")


@pytest.mark.skipif(not beyond.PAPER.exists(), reason="the paper is kept beside the repository, not in it")
def test_every_row_of_the_paper_is_answered_and_no_other() -> None:
    asked = beyond.numbers_of_paper(beyond.PAPER.read_text(encoding="utf-8"))
    assert asked == tuple(row.number for row in beyond.rows())


def test_a_proof_that_is_renamed_skipped_or_gone_is_none() -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert beyond.exists(f"{here}::test_the_page_is_what_the_rows_say")
    assert not beyond.exists(
        f"{here}::test_every_row_of_the_paper_is_answered_and_no_other"
    )  # it may be skipped
    assert not beyond.exists(f"{here}::test_the_page")
    assert not beyond.exists("tests/house/test_nothing.py::test_the_page_is_what_the_rows_say")
    assert beyond.exists("Makefile::coverage-of-mission:")
    assert not beyond.exists("Makefile::")


def test_rows_of_the_paper_are_counted_by_table_and_list() -> None:
    paper = """## 1. Features
### 1.1 Rules
| Feature | BAR |
|---|---|
| Form | both |
| Text | yes |
### 1.15 Other anchors, one line each
- Stripe: bar.
## 2. Pains
Ordered roughly.
1. **Too often.** Ours: no.
### Traps
1. not counted
"""
    assert ("1.1.1", "1.1.2", "1.15.1", "2.1") == beyond.numbers_of_paper(paper)
