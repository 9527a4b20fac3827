"""Places in rule files."""

from engine.values.span import Span


def test_two_places_of_a_file_span_everything_between() -> None:
    first, second = Span(path="a", start=3, end=5), Span(path="a", start=9, end=12)
    assert Span(path="a", start=3, end=12) == first.to(second) == second.to(first)
