"""Which known name was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

MANY = 2_000
"""Above this many names only those that begin like the written one are compared."""


def nearest(written: str, known: Iterable[str], count: int = 1) -> str:
    """Up to `count` names that look like `written`, one per line, best first; empty when none does."""
    folded = {name.casefold(): name for name in known}
    if len(folded) > MANY:
        head = written[:2].casefold()
        folded = {one: name for one, name in folded.items() if one.startswith(head)}
    found = get_close_matches(written.casefold(), folded, n=count, cutoff=0.6)
    return "\n".join(folded[one] for one in found)
