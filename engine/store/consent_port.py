"""What the service asks of the store about consent; part of the port."""

from datetime import datetime
from typing import Protocol

from engine.model.consent import ConsentEntry, ConsentWanted, Permission, Suppression
from engine.model.records import Actor, Page, StoredMessage
from engine.model.rule_parts import ChannelName


class ConsentStore(Protocol):
    """The ledger of consents, and the addresses that are not written to. Entries are added by events only."""

    async def consents(self, shop: str, page: Page, wanted: ConsentWanted) -> tuple[ConsentEntry, ...]:
        """Entries of the ledger, newest first."""

    async def permission(
        self, shop: str, channel: ChannelName, address: str, scope: str = ""
    ) -> Permission | None:
        """Where the address stands, for the whole channel or, with `scope`, for one rule."""

    async def suppressions(
        self, shop: str, page: Page, *, channel: ChannelName | None, address: str | None
    ) -> tuple[Suppression, ...]:
        """Addresses that are not written to, the newest first."""

    async def suppress(self, shop: str, suppression: Suppression, actor: Actor, now: datetime) -> bool:
        """Staff stop an address; False when it was stopped already."""

    async def lift_suppression(
        self, shop: str, channel: ChannelName, address: str, actor: Actor, now: datetime
    ) -> bool:
        """Staff allow an address again; False when it was not stopped. Consent is no matter of staff: it stays."""

    async def find_message(self, shop: str, begins: str) -> StoredMessage | None:
        """The message whose id is, or begins with, `begins`: links and return paths carry 16 of its characters."""

    async def find_consent(self, shop: str, begins: str) -> ConsentEntry | None:
        """The entry of the ledger whose id is, or begins with, `begins`."""
