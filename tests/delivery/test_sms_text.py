"""How an SMS is cut: what it costs, and what its first part says."""

import pytest

from engine.delivery.sms_text import sms_parts


@pytest.mark.parametrize(
    ("text", "gsm", "count", "first"),
    [
        ("", True, 1, 0),
        ("a" * 160, True, 1, 160),
        ("a" * 161, True, 2, 153),
        ("a" * 306, True, 2, 153),
        ("a" * 307, True, 3, 153),
        ("€" * 80, True, 1, 80),  # two places each
        ("€" * 81, True, 2, 76),  # an escape is not cut in two: 152 places
        ("茶" * 70, False, 1, 70),
        ("茶" * 71, False, 2, 67),
        ("a" * 66 + "茶", False, 1, 67),
        ("🍵" * 35, False, 1, 35),
        ("🍵" * 36, False, 2, 33),  # nor is a pair: 66 places
        ("ñandú", False, 1, 5),  # ú is not in the alphabet
    ],
)
@pytest.mark.requirement("S2.12")
def test_a_text_is_cut_as_the_network_cuts_it(text: str, gsm: bool, count: int, first: int) -> None:
    parts = sms_parts(text)
    assert (parts.gsm, parts.count, len(parts.first)) == (gsm, count, first)
