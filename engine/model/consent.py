"""Consent to advertising, with its evidence, and addresses that nothing may be sent to (J1, J2, J4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.rule_parts import ChannelName


class ConsentAct(StrEnum):
    """What somebody did."""

    REQUESTED = "requested"  # of a double opt-in: it waits for the link, and allows nothing
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEntry:
    """A row of the ledger of consents: never changed, never removed; `address` is blank once its owner was erased.

    `scope` is the rule or list that was meant, empty for all advertising of the channel. `wording` is the text that was
    agreed to and `version` the shop's name of it; `source` is the page or screen, or how else it came.
    """

    id: str
    at: datetime
    act: ConsentAct
    channel: ChannelName
    address: str
    address_hash: str  # keyed: proof that outlives the address
    scope: str = ""
    wording: str = ""
    version: str = ""
    source: str = ""
    ip: str = ""
    message_id: str = ""  # whose link was used
    confirms: str = ""  # the request that this consent answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Where an address stands now: the newest entry of its ledger for one scope."""

    entry_id: str
    given: bool
    at: datetime


def permission_for(whole: Permission | None, own: Permission | None) -> Permission | None:
    """What allows a message of a rule, given what was said of the whole channel and of the rule alone; None: nothing.

    Who left one list stays off it. Who left everything is reached only by what they joined since.
    """
    if own is not None and not own.given:
        return None
    if whole is not None and whole.given:
        return whole
    if own is not None and (whole is None or own.at > whole.at):
        return own
    return None


class SuppressionCause(StrEnum):
    """Why nothing goes to an address."""

    HARD_BOUNCE = "hard_bounce"  # there is no such mailbox or number
    SOFT_BOUNCES = "soft_bounces"  # 5 failures within 30 days
    COMPLAINT = "complaint"  # its owner reported a mail as spam
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that is not written to: to complainers no advertising goes, to the others nothing at all."""

    channel: ChannelName
    address: str
    cause: SuppressionCause
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWanted:
    """Which entries of the ledger are asked for; what is None is not."""

    channel: ChannelName | None = None
    address: str | None = None
    address_hash: str | None = None
    act: ConsentAct | None = None
