"""What the service asks of the store about reviews of releases; part of the port."""

# ruff: noqa: PLR0913, PLR0917 - a port takes what it takes

from datetime import datetime
from typing import Protocol

from engine.model.records import Actor, Page, Receipt
from engine.model.review import Review, ReviewState

OPEN = (ReviewState.REQUESTED, ReviewState.APPROVED)
"""States in which a review can still be rejected."""


class NotApproved(Exception):
    """The review is not, or no longer, one that lets rules go live."""


class ReviewStore(Protocol):
    """Reviews of releases. `Store.make_live` ends an approved one in the transaction that publishes."""

    async def add_review(
        self, shop: str, review: Review, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> Review:
        """Store a request with the next number; one that waits for something else is superseded.

        A review of the same base and fingerprint that is open already is returned instead, and so is the one that a
        known receipt led to. Raises ReceiptMismatch.
        """

    async def decide_review(
        self,
        shop: str,
        number: int,
        state: ReviewState,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Approve a requested review that somebody else asked for, or reject an open one; False when it is neither.

        True again for the receipt with which it was decided. Raises ReceiptMismatch.
        """

    async def review(self, shop: str, number: int) -> Review | None:
        """One review, or None."""

    async def reviews(self, shop: str, page: Page, *, state: ReviewState | None = None) -> tuple[Review, ...]:
        """Reviews, newest first."""

    async def review_of(self, shop: str, base: int | None, fingerprint: str) -> Review | None:
        """The newest review of these rules over this base that was neither rejected nor superseded."""
