"""What the service asks of the store about messages on their way; part of the port."""

# ruff: noqa: D102, PLR0913, PLR0917 - as in `port`

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from engine.model.records import Actor, InboxMail, MessageState, Page, Receipt, StoredMessage


class OutboxStore(Protocol):
    """Durable rows with leases, attempts and fencing, as timers are; and the mails that are kept instead of sent."""

    async def claim_messages(
        self, now: datetime, lease_until: datetime, limit: int
    ) -> tuple[StoredMessage, ...]:
        """Claim due messages, and claimed ones whose lease ran out.

        Handover ones whose lease ran out become UNKNOWN when advertising, and are claimed again when essential
        (reliability fact 4).
        """

    async def hand_over(
        self,
        message: StoredMessage,
        now: datetime,
        lease_until: datetime,
        day: date | None = None,
        names: Sequence[str] = (),
    ) -> MessageState:
        """Commit the handover after re-checking, in this transaction, that the message still should go.

        Re-checks: fence, not past `send_before`, coupon still usable. Returns HANDOVER, or the terminal state it moved
        to (SUPPRESSED, SKIPPED_LATE, CANCELLED), or CLAIMED when a newer attempt holds it. An end counts in the daily
        figures of the shop-local `day`, if it is given. `names` are the names that the rule of the message has and had:
        who left it under one of them has left it. A message that has to wait is DUE, and that was no attempt.
        """

    async def settle_message(
        self,
        message: StoredMessage,
        state: MessageState,
        reason: str,
        next_try: datetime | None,
        now: datetime,
        day: date | None = None,
        *,
        excused: bool = False,
    ) -> bool:
        """SENT, UNKNOWN or FAILED; DUE with `next_try` for a retry. False when a newer attempt holds it.

        A reason of `handover.WAITS` was no attempt; one that is `excused` was none of the message's own (A10). SENT and
        FAILED count in the daily figures of the shop-local `day`, if it is given.
        """

    async def keep_mail(self, shop: str, mail: InboxMail) -> None: ...
    async def inbox(self, shop: str, page: Page) -> tuple[InboxMail, ...]: ...
    async def inbox_mail(self, shop: str, mail_id: str) -> InboxMail | None: ...

    async def messages(
        self,
        shop: str,
        page: Page,
        *,
        state: MessageState | None,
        order_id: str | None,
        coupon_id: str | None,
        rules: Sequence[str] | None = None,
    ) -> tuple[StoredMessage, ...]:
        """Messages, newest first; `rules` are the names of the rule or list that asked for them."""

    async def message(self, shop: str, message_id: str) -> StoredMessage | None: ...
    async def resolve_message(
        self,
        shop: str,
        message_id: str,
        send_again: bool,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """A person settles an UNKNOWN message: due again, or taken as sent.

        True again for the receipt with which it was settled. Raises ReceiptMismatch.
        """
