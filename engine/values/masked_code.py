"""What may be seen of a code that belongs to somebody (SEC4, SEC8)."""

DOT = "•"


def shown_end(code: str) -> str:
    """The last characters of a code that may be shown: four, and never more than half."""
    return code[-min(4, len(code) // 2) :] if len(code) > 1 else ""


def masked(code: str) -> str:
    """`••••7178`."""
    end = shown_end(code)
    return DOT * (len(code) - len(end)) + end
