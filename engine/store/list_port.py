"""What the service asks of the store about lists; part of the port."""

# ruff: noqa: D102, PLR0917 - what speaks for itself needs no sentence; a port takes what it takes

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.effects import StartTimer
from engine.model.reader import Audience, Composition, Enrolment, ListFigures, ReadersWanted
from engine.model.records import Actor, Page, Receipt, StoredMessage
from engine.model.rule_parts import ChannelName, MessageClass


class ListStore(Protocol):
    """Readers are added and ended by events only."""

    async def enrolments(self, shop: str, page: Page, wanted: ReadersWanted) -> tuple[Enrolment, ...]:
        """Enrolments, newest first; those of test orders are left out."""

    async def enrolment(self, shop: str, enrolment_id: str) -> Enrolment | None: ...
    async def list_figures(self, shop: str, lists: Sequence[str]) -> tuple[ListFigures, ...]:
        """How many readers stand where, of each of `lists`; without readers there are zeroes."""

    async def audience(
        self,
        shop: str,
        name: str,
        channel: ChannelName,
        message_class: MessageClass,
        *,
        former: Sequence[str] = (),
    ) -> Audience:
        """Whom a message of the class to all readers of a list would reach now; it may have had `former` names."""

    async def add_composition(
        self,
        shop: str,
        composition: Composition,
        timer: StartTimer,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> str:
        """Keep a message to a list and start its sending; its id, or that of the first with a known receipt.

        Raises ReceiptMismatch.
        """

    async def message_of(self, shop: str, dedupe_key: str) -> StoredMessage | None:
        """The message that was queued under a key."""

    async def composition(self, shop: str, composition_id: str) -> Composition | None: ...
    async def compositions(
        self, shop: str, page: Page, lists: Sequence[str] | None = None
    ) -> tuple[Composition, ...]:
        """Messages to lists, newest first; to one of these only, if they are given."""
