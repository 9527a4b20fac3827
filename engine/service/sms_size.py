"""How long an SMS is, for who writes it: parts are what it costs (3GPP TS 23.038)."""

from dataclasses import dataclass

from engine.delivery.sms_text import sms_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsSize:
    """`places` that the text takes in all, cut into `parts`; `room` places are left in the last of them.

    `gsm` is the alphabet of 160 places to a part, 153 of several; any other character makes it 70, 67 of several.
    """

    parts: int
    places: int
    room: int
    gsm: bool


def sms_size(text: str) -> SmsSize:
    """The size of an SMS with this text."""
    cut = sms_parts(text)
    return SmsSize(parts=cut.count, places=cut.places, room=cut.room, gsm=cut.gsm)
