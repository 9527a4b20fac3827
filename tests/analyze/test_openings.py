"""Openings overlap exactly when some minute of a week lies in both."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.check.openings import overlap
from engine.model.program import Opening
from engine.runtime.schedule import any_open
from tests.checker.shop import checked, codes

UTC = ZoneInfo("UTC")
MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
HOURS = st.integers(0, 23).map(time)
OPENINGS = st.builds(
    Opening, weekdays=st.frozensets(st.integers(1, 7), min_size=1, max_size=3), since=HOURS, until=HOURS
)


@settings(deadline=None)
@given(OPENINGS, OPENINGS)
def test_openings_overlap_when_an_hour_of_the_week_is_in_both(one: Opening, other: Opening) -> None:
    hours = [MONDAY + timedelta(hours=hour) for hour in range(7 * 24)]
    both = any(any_open((one,), at, UTC) and any_open((other,), at, UTC) for at in hours)
    assert both == overlap(one, other)


def offers(first: str, second: str) -> str:
    return "".join(
        f'\noffer "{name}" {{\n  title "x"\n  when order paid with product "TEA-1"\n  pattern once to once\n'
        f'  show product "UPSELL-1"\n  open {days}\n}}\n'
        for name, days in (("a", first), ("b", second))
    )


def test_two_offers_that_are_never_open_together_do_not_want_the_same_order() -> None:
    assert "E0801" not in codes(checked(offers("sat from 10:00 to 12:00", "sat from 12:00 to 14:00")))
    assert "E0801" in codes(checked(offers("sat from 10:00 to 12:01", "sat from 12:00 to 14:00")))
    assert "E0801" in codes(checked(offers("sun from 22:00 to 02:00", "mon from 01:00 to 03:00")))


def conditional(first: str, second: str) -> str:
    return "".join(
        f'\noffer "{name}" {{\n  title "x"\n  when order paid with product "TEA-1"\n  pattern once to once\n'
        f'  show product "UPSELL-1"\n  if {condition}\n  priority {priority}\n}}\n'
        for name, condition, priority in (("a", first, 1), ("b", second, 2))
    )


def test_an_offer_is_hidden_by_one_whose_condition_it_implies() -> None:
    hidden = checked(conditional("customer.orders at least 2", "customer.orders at least 3"))
    shown = checked(conditional("customer.orders at least 3", "customer.orders at least 2"))
    assert "W1204" in codes(hidden)
    assert "W1204" not in codes(shown)
