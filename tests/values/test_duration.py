"""Lengths of time as interfaces write them."""

import pytest

from engine.values.duration import Duration, Unit


@pytest.mark.parametrize(
    ("count", "unit", "written"),
    [
        (10, Unit.MINUTE, "PT10M"),
        (12, Unit.HOUR, "PT12H"),
        (14, Unit.DAY, "P14D"),
        (1, Unit.MONTH, "P1M"),
    ],
)
def test_a_duration_is_written_as_iso_8601(count: int, unit: Unit, written: str) -> None:
    assert written == Duration(count=count, unit=unit).iso
