"""People who work for a shop: who they are, what they prove it with, and their sessions (SEC18-SEC25)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONFIRMED_FOR = timedelta(minutes=5)
"""How long after proving who they are people may reveal codes, export, make tokens, manage staff (SEC19)."""


class Role(StrEnum):
    """What a person is there for (SEC24); the API turns it into rights."""

    OWNER = "owner"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    SUPPORT = "support"
    ANALYST = "analyst"
    AUDITOR = "auditor"


class StaffState(StrEnum):
    """Only who is active comes in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """A time-based one-time password (SEC20). Its secret is derived from the key `key_id` and `nonce`, stored nowhere.

    `confirmed` once the person has shown a right code; `last_step` is the newest 30-second step that was used, so that
    no code works twice; `recovery` are hashes of the codes for a lost telephone, each gone when used.
    """

    key_id: str
    nonce: str
    confirmed: bool = False
    last_step: int = 0
    recovery: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A person of one shop. `email` is in comparable form, empty until the first owner has said it.

    `password_hash` is argon2id in its own text form, empty while there is none. `version` grows with every change.
    """

    id: str
    shop: str
    email: str
    name: str
    role: Role
    state: StaffState
    created_at: datetime
    password_hash: str = ""
    second_factor: SecondFactor | None = None
    signed_in_at: datetime | None = None
    version: int = 1


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    SIGN_IN = "sign_in"  # straight to a session: from the command line
    PASSWORD = "password"  # noqa: S105 - to the page where a password is chosen: invitation, reset, first run


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLink:
    """A one-time link of a person."""

    shop: str
    staff_id: str
    purpose: LinkPurpose
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSession:
    """A signed-in browser. `confirmed_at` is when its person last proved who they are (step-up, SEC19)."""

    id: str
    shop: str
    staff_id: str
    made_at: datetime
    until: datetime
    used_at: datetime
    confirmed_at: datetime
    ip: str
    browser: str

    @property
    def confirmed_until(self) -> datetime:
        """Until when sensitive things are open."""
        return self.confirmed_at + CONFIRMED_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who a session belongs to."""

    member: StaffMember
    session: StaffSession
