"""A clock that is put forward or back is told, one that only runs is not (F21)."""

import logging
from datetime import timedelta

import pytest

from engine.drivers.clock_watch import ClockWatch
from tests.service.shop import START


@pytest.mark.parametrize(
    ("passed", "shown", "said"),
    [
        (1.0, timedelta(seconds=1), ""),
        (90_000.0, timedelta(hours=25), ""),
        (1.0, timedelta(days=1), "put forward by 23:59:59"),
        (1.0, timedelta(hours=-1), "put back by 1:00:01"),
        (1.0, timedelta(minutes=4), ""),
    ],
)
def test_a_jump_of_minutes_is_told(
    passed: float, shown: timedelta, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    watch = ClockWatch(START, 50.0)
    with caplog.at_level(logging.WARNING):
        jumped = watch.look(START + shown, 50.0 + passed)
        assert timedelta() == watch.look(START + shown, 50.0 + passed)

    assert jumped == shown - timedelta(seconds=passed)
    assert (said in caplog.text) if said else not caplog.text
