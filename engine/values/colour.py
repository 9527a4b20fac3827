"""Colours as `#rrggbb`, and whether text on them can be read (WCAG 2.2, 1.4.3)."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5
"""The least contrast of text of ordinary size."""

WHITE = "#ffffff"


def contrast(one: str, other: str = WHITE) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    linear: float = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return linear
