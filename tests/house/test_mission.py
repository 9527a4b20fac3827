"""The mission is kept count of: its numbers are those we think, and finished areas stay finished."""

import pytest

from scripts.mission.__main__ import open_numbers
from scripts.mission.numbers import MISSION, area, numbers, read_copy, read_mission
from scripts.mission.proofs import proofs


def test_no_test_claims_what_the_mission_does_not_say() -> None:
    assert () == proofs(numbers()).mistakes


def test_finished_areas_have_no_open_number() -> None:
    found = proofs(numbers())
    left = open_numbers(tuple(numbers()), found)
    assert [] == [number for number in left if {number, area(number)} & set(found.finished)]


@pytest.mark.skipif(
    not MISSION.exists(), reason="the mission itself is kept beside the repository, not in it"
)
def test_the_copy_of_the_numbers_is_up_to_date() -> None:
    assert read_mission(MISSION.read_text(encoding="utf-8")) == read_copy()


def test_numbers_are_found_in_every_form_the_mission_uses() -> None:
    text = "- S1.7 B Only here.\nD1.a First. D1.b As S1.2 says.\n| V10 | 356 | 320 |\n| M1 | One | all S1 |\n- note"
    assert {
        "S1.7": "Only here.",
        "D1.a": "First.",
        "D1.b": "As S1.2 says.",
        "V10": "356 | 320",
        "M1": "One | all S1",
    } == read_mission(text)
