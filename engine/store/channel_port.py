"""What the service asks of the store about channels; part of the port."""

# ruff: noqa: D102, PLR0913, PLR0917 - what speaks for itself needs no sentence; a port takes what it takes

from datetime import datetime
from typing import Protocol

from engine.model.channel_state import ChannelState, Reputation, ResumeRequest
from engine.model.records import Actor, Page, Receipt
from engine.model.rule_parts import ChannelName


class ChannelStore(Protocol):
    """Suspensions hold from the next handover on, in every process (D2.e)."""

    async def channel_state(self, shop: str, channel: ChannelName) -> ChannelState: ...
    async def set_channel(
        self,
        shop: str,
        channel: ChannelName,
        suspended: bool,
        reason: str,
        actor: Actor,
        now: datetime,
        *,
        advertising_only: bool = False,
    ) -> bool:
        """Suspend or resume; False when it was so already. Messages that waited for it are due at once.

        What is suspended for advertising only can be suspended wholly, and not the other way round.
        """

    async def reputation(self, shop: str, channel: ChannelName, since: datetime) -> Reputation:
        """What was handed in since then, and of whom it was said since then that they complained or are not there."""

    async def request_resume(
        self, shop: str, request: ResumeRequest, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> str | None:
        """Ask that a suspension be lifted; the request's id, None when the channel works or a request is open.

        The id of the first one again for the receipt with which it was made. Raises ReceiptMismatch.
        """

    async def decide_resume(
        self, shop: str, request_id: str, approved: bool, note: str, actor: Actor, now: datetime
    ) -> ResumeRequest | None:
        """Approve, which lifts the suspension, or refuse; None when it is not open."""

    async def resume_request(self, shop: str, request_id: str) -> ResumeRequest | None: ...
    async def resume_requests(self, shop: str, page: Page) -> tuple[ResumeRequest, ...]:
        """Requests, newest first (S2.27)."""
