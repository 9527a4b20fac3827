"""What the service asks of the store when staff look after a coupon; part of the port."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from datetime import datetime
from typing import Protocol

from engine.model.effects import SendMessage
from engine.model.records import Actor, AuditEntry, Page, Receipt


class CouponDesk(Protocol):
    """Staff's own changes to coupons, each with its reason in the audit trail. Raises ReceiptMismatch."""

    async def extend_coupon(
        self,
        shop: str,
        coupon_id: str,
        until: datetime,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Move the end of an issued or expired coupon to a later one; an expired one can be used again.

        False when it has no end, a later one already, or is used up or revoked. True again for the same receipt.
        """

    async def resend_coupon(
        self,
        shop: str,
        message: SendMessage,
        revision: int,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Queue one more message about an issued coupon; False when the coupon is not issued or is over."""

    async def audit_of(self, shop: str, subject: str, page: Page) -> tuple[AuditEntry, ...]:
        """What the audit trail says about one thing, newest first."""
