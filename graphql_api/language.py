"""Which of our two languages a caller reads, by `Accept-Language`."""

from typing import Literal

Language = Literal["en", "ja"]


def preferred(header: str, otherwise: Language = "en") -> Language:
    """`ja` or `en`, whichever is wanted more, English of both; `otherwise` when the header names neither."""
    weights = {"ja": 0.0, "en": 0.0}
    for part in header[:400].split(","):
        tag, _, rest = part.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in weights:
            weights[primary] = max(weights[primary], _weight(rest))
    if not any(weights.values()):
        return otherwise
    return "ja" if weights["ja"] > weights["en"] else "en"


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(1.0, max(0.0, float(value))) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
