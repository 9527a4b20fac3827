"""How long an SMS is and what it costs: 160 and 153 places in the seven-bit alphabet, 70 and 67 in any other."""

import pytest

from engine.service.sms_size import SmsSize, sms_size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", SmsSize(parts=1, places=0, room=160, gsm=True)),
        ("a" * 160, SmsSize(parts=1, places=160, room=0, gsm=True)),
        ("a" * 161, SmsSize(parts=2, places=161, room=145, gsm=True)),
        ("€" * 80, SmsSize(parts=1, places=160, room=0, gsm=True)),  # two places each
        ("€" * 81, SmsSize(parts=2, places=162, room=143, gsm=True)),  # 76 of them fill 152 of the first 153
        ("茶" * 70, SmsSize(parts=1, places=70, room=0, gsm=False)),
        ("茶" * 71, SmsSize(parts=2, places=71, room=63, gsm=False)),
        ("𠮷" * 35, SmsSize(parts=1, places=70, room=0, gsm=False)),  # a surrogate pair each
    ],
)
def test_the_size_says_parts_places_and_what_still_fits(text: str, size: SmsSize) -> None:
    assert size == sms_size(text)
