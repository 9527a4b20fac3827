"""How many parts an SMS is cut into, and so what it costs: GSM 03.38 or UCS-2 (3GPP TS 23.038)."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
"""These take two places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsParts:
    """`gsm` is the 7-bit alphabet of 160 characters; anything else, Japanese too, has 70. `first` is the first part.

    `places` is what all of it takes, `room` how much more fits before another part begins.
    """

    gsm: bool
    count: int
    first: str
    places: int
    room: int


def sms_parts(text: str) -> SmsParts:
    """Cut `text`; a part of several is shorter by its header: 153 or 67 places."""
    gsm = all(char in _BASIC or char in _EXTENDED for char in text)
    single, several = (160, 153) if gsm else (70, 67)
    sizes = [_places(char, gsm=gsm) for char in text]
    places = sum(sizes)
    if places <= single:
        return SmsParts(gsm=gsm, count=1, first=text, places=places, room=single - places)
    parts = [0]
    used = 0
    for place, size in enumerate(sizes):
        if used + size > several:  # an escape or a surrogate pair is never cut in two
            parts.append(place)
            used = 0
        used += size
    first = text[: parts[1]]
    return SmsParts(gsm=gsm, count=len(parts), first=first, places=places, room=several - used)


def _places(char: str, *, gsm: bool) -> int:
    if gsm:
        return 2 if char in _EXTENDED else 1
    return 2 if ord(char) > 0xFFFF else 1
