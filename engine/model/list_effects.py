"""What the core asks for about consent and lists; part of the closed union `Effect`."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.model.consent import ConsentEntry, Suppression
from engine.model.delivery_report import DeliveryReport
from engine.model.reader import Enrolment, EnrolmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """Add to the ledger of consents; from then on handovers of advertising follow it.

    Without `proven`, told by a browser that may be anybody's, it is kept but undoes no withdrawal.
    """

    entry: ConsentEntry
    proven: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressAddress:
    """Write to an address no more; what is suppressed stays so, for the first cause, and a dead address for that."""

    suppression: Suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDelivery:
    """Keep with a message what became of it; one of unknown fate that arrived was sent."""

    report: DeliveryReport
    at: datetime
    day: date  # shop-local, for the figures


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolReader:
    """Put somebody on a list; who is on it for the same order already stays as they are (D2.a)."""

    enrolment: Enrolment


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEnrolments:
    """End active enrolments: of `reader` on `lists`, or of `order_id` for the products `skus`."""

    became: EnrolmentState
    at: datetime
    reader: str | None = None
    lists: tuple[str, ...] = ()
    order_id: str | None = None
    skus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceEnrolment:
    """Replace the steps that are still to come."""

    enrolment_id: str
    pending: frozenset[str]


ListEffect = RecordConsent | SuppressAddress | NoteDelivery | EnrolReader | EndEnrolments | AdvanceEnrolment
