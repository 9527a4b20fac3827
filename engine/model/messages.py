"""Reminders of what was left behind (S3), and lists with step messages (S2)."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from engine.model.rule_parts import ChannelName, Limit, MessageClass, Send, Trigger
from engine.model.screening import Verdict as Verdict  # noqa: PLC0414 - part of what a reminder says
from engine.values.duration import Duration


class Visitor(StrEnum):
    """Who a reminder goes to."""

    MEMBERS = "members"
    GUESTS = "guests"


class Need(StrEnum):
    """What must be so before a reminder may go (S3.41-45)."""

    PHONE = "phone"
    EMAIL = "email"
    CONSENT = "consent"
    AD_FLAG = "ad flag"
    LOGGED_OUT = "logged out"


class Page(StrEnum):
    """Where the shopper left."""

    LP = "lp"
    SHOP = "shop"


class LinkTo(StrEnum):
    """What the link in a reminder opens (S3.28-29, S3.49-50)."""

    CART = "cart"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """What happens to a message that could not leave in time: sent anyway, at most `most` late, or left out."""

    send: bool = True
    most: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skips:
    """Carts that get no reminder: with one of `verdicts`, redirected (both if both are said, D3.b), sold out."""

    verdicts: frozenset[Verdict] = frozenset()
    redirected: bool = False
    out_of_stock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderBody:
    """`reminder`: `after` is 1 to 24 whole hours; the `after` of a send counts from then. A purchase stops the rest."""

    after: Duration
    sends: tuple[Send, ...]
    to: frozenset[Visitor] = frozenset(Visitor)
    skips: Skips = Skips()
    needs: frozenset[Need] = frozenset()
    pages: frozenset[Page] = frozenset(Page)
    link: LinkTo = LinkTo.CART
    rearm: Duration | None = None
    stops: tuple[Trigger, ...] = ()
    caps: tuple[Limit, ...] = ()
    late: Lateness = Lateness()


class Segment(StrEnum):
    """Under which tab a list is found (S2.6-10)."""

    GENERAL = "general"
    BUYERS = "buyers"
    SUBSCRIBERS = "subscribers"
    SEMINAR = "seminar"
    SALON = "salon"


class StepFrom(StrEnum):
    """What the time of a step counts from (D2.d)."""

    JOIN = "join"
    BEFORE_EVENT = "before_event"
    AFTER_EVENT = "after_event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A message of a list: `wait` from (or before) `origin`, None at once; at the clock time `at` of that day."""

    channel: ChannelName
    template: str
    origin: StepFrom = StepFrom.JOIN
    wait: Duration | None = None
    at: time | None = None
    message_class: MessageClass = MessageClass.ADVERTISING


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBody:
    """`list`: who does what `when` says is a reader from then on, until one of `leaves`."""

    segment: Segment = Segment.GENERAL
    steps: tuple[Step, ...] = ()
    leaves: tuple[Trigger, ...] = ()
    caps: tuple[Limit, ...] = ()
    late: Lateness = Lateness()
