"""What the service asks of the store about people and their sessions; part of the port."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from engine.model.records import Actor
from engine.model.staff import SignedIn, StaffLink, StaffMember, StaffSession


class Saved(StrEnum):
    """What became of a change to a person."""

    DONE = "done"
    CHANGED_MEANWHILE = "changed_meanwhile"
    EMAIL_TAKEN = "email_taken"
    LAST_OWNER = "last_owner"


class StaffStore(Protocol):
    """People, one-time links, sessions. Only hashes of secrets are kept (SEC19)."""

    async def add_staff(self, member: StaffMember, actor: Actor, now: datetime) -> Saved:
        """Store a new person; EMAIL_TAKEN when the shop has somebody of that address."""

    async def save_staff(
        self,
        member: StaffMember,
        actor: Actor,
        action: str,
        now: datetime,
        *,
        keep_session: bytes | None = b"",
    ) -> Saved:
        """Replace a person's row if it still has the version before `member.version`, and write `action` down.

        `keep_session` None leaves sessions alone; else all of theirs end but the one with that hash. A new password
        and being kept out end their one-time links. LAST_OWNER when nobody would be left who can sign in as owner.
        """

    async def staff(self, shop: str) -> tuple[StaffMember, ...]:
        """Everybody, oldest first."""

    async def add_sign_in(self, secret_hash: bytes, link: StaffLink) -> None:
        """Store a one-time link under the hash of its secret."""

    async def sign_in_link(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """A link that still works, without using it."""

    async def take_sign_in(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """Use a link up, once."""

    async def add_session(self, session_hash: bytes, session: StaffSession) -> None:
        """Store a session and when its person signed in."""

    async def session(self, session_hash: bytes, now: datetime) -> SignedIn | None:
        """Who a session belongs to, which this use keeps from idling; None when it has ended or idled too long."""

    async def sessions(self, shop: str, staff_id: str, now: datetime) -> tuple[StaffSession, ...]:
        """Somebody's live sessions, newest first."""

    async def confirm_session(self, session_hash: bytes, now: datetime) -> None:
        """Remember that the person proved again who they are."""

    async def end_session(self, session_hash: bytes) -> None:
        """Sign out."""

    async def end_session_of(self, shop: str, staff_id: str, session_id: str) -> bool:
        """End one of somebody's sessions; False when there is none of that id."""
