"""What the service asks of the store about one person's data; part of the port."""

# ruff: noqa: D102, PLR0913, PLR0917 - as in `port`

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.data_subject import (
    Claims,
    DataSubject,
    Erasure,
    ErasureStep,
    Holdings,
    Tombstone,
    TombstoneKind,
)
from engine.model.records import Actor, InboxMail, Page, StoredMessage


class PersonStore(Protocol):
    """Finding, handing out and erasing what is held about one person."""

    async def data_subject(self, shop: str, known: DataSubject) -> DataSubject:
        """`known` with every other address, number, id and name under which the shop knows the same person.

        A number that several customers have leads to none of them.
        """

    async def holdings(self, shop: str, subject: DataSubject) -> Holdings:
        """What is held about the person."""

    async def claims(self, shop: str, subject: DataSubject) -> Claims:
        """What the person still has to get."""

    async def messages_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredMessage, ...]:
        """Those of `ids` that exist, oldest first."""

    async def inbox_mails(self, shop: str, ids: Sequence[str]) -> tuple[InboxMail, ...]:
        """Those of `ids` that exist, oldest first."""

    async def begin_erasure(
        self,
        shop: str,
        erasure_id: str,
        subject: DataSubject,
        tombstones: Sequence[Tombstone],
        reason: str,
        actor: Actor,
        now: datetime,
    ) -> Erasure:
        """Write down that the person is to be erased; from now on the tombstones hold, and `erase_step` goes on."""

    async def erase_step(self, shop: str, erasure_id: str, now: datetime) -> ErasureStep:
        """Erase a little more, in one transaction; the last step writes the audit trail and forgets who it was."""

    async def erasure(self, shop: str, erasure_id: str) -> Erasure | None: ...
    async def erasures(self, shop: str, page: Page) -> tuple[Erasure, ...]:
        """Erasures, newest first."""

    async def running_erasures(self) -> tuple[tuple[str, str], ...]:
        """Shop and id of those that are not done."""

    async def tombstones(self, shop: str) -> tuple[Tombstone, ...]:
        """All tombstones, by kind and hash."""

    async def tombstones_of(self, shop: str, hashes: Sequence[str]) -> tuple[Tombstone, ...]:
        """Those with one of these hashes, by kind and hash."""

    async def known_addresses(
        self, shop: str, kind: TombstoneKind, after: str, limit: int
    ) -> tuple[str, ...]:
        """Addresses, numbers or ids that rows of people stand under, after `after`, without pseudonyms."""

    async def forget_personal(self, table: str, before: datetime, limit: int) -> int:
        """Retention: blank or remove rows of `table` (`carts`, `mails`, `messages`, `refused_uses`) from before.

        Returns how many were changed, at most `limit`.
        """
