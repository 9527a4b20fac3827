"""How many examples a property is tried on: all in `make test`, a sixth at the gate of a commit (`TEST_RING=quick`)."""

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")

USUAL = 100
FEWEST = 10
SHARE = 6 if os.environ.get("TEST_RING") == "quick" else 1


def examples(most: int) -> int:
    """What this run tries of `most` examples."""
    return min(most, max(FEWEST, most // SHARE))


def share(cases: Iterable[T]) -> list[T]:
    """What this run tries of cases that are written down: all, or every sixth from the first on."""
    return list(cases)[::SHARE]


def load_profile() -> None:
    """Let properties that name no number of their own follow, too."""
    settings.register_profile("otoku", max_examples=examples(USUAL))
    settings.load_profile("otoku")
