"""What a fraud screening said of an order (S3.8)."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Results of a fraud screening that are no clear yes (S3.8)."""

    HOLD = "hold"
    REVIEW = "review"
    NG = "ng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """`verdict` None: it passed. `redirected`: the shopper was sent to another page because of it."""

    verdict: Verdict | None = None
    redirected: bool = False
