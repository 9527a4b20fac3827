"""What follows when somebody agrees or refuses, and when the other side tells of a message (J1-J4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from engine.model.consent import ConsentAct, ConsentEntry, Suppression, SuppressionCause
from engine.model.delivery_report import DeliveryReport, ReportKind
from engine.model.effects import Effect, UseCounter
from engine.model.facts import CounterKey, Facts
from engine.model.inbound_sms import SmsWord
from engine.model.list_effects import NoteDelivery, RecordConsent, SuppressAddress
from engine.model.list_events import ConsentChanged, DeliveryReported, SmsReceived
from engine.model.notice import Notice
from engine.model.program import ChannelName
from engine.runtime.notices import notice
from engine.runtime.prepare import Prepared
from engine.values.calendar import local_date

SOFT_BOUNCES = 5
SOFT_WINDOW = timedelta(days=30)
"""So many failures within so long, and an address is dead as well."""


ASKED_FOR = timedelta(days=7)
"""How long the link of a double opt-in works."""

ASKED_AGAIN = timedelta(days=1)


def consent_effects(prepared: Prepared, event: ConsentChanged) -> Iterator[Effect]:
    """The entry, and nothing else: what waits for the address is looked at when it is handed over.

    Where consents are confirmed, one that is none of a link yet is kept as a request, and its owner is asked.
    """
    entry = event.entry
    if entry.act is ConsentAct.GIVEN and not entry.confirms and prepared.program.settings.double_optin:
        yield from ask_owner(entry, prepared)
    else:
        yield RecordConsent(entry=entry, proven=event.proven)


def ask_owner(entry: ConsentEntry, prepared: Prepared) -> Iterator[Effect]:
    """Keep a consent as a request and ask the owner of the address, who may be somebody else than who told us.

    Once a day and rule at most, and reminded of once ever, whatever scopes are made up: nobody can flood a stranger.
    """
    yield RecordConsent(entry=replace(entry, act=ConsentAct.REQUESTED))
    day = local_date(entry.at, prepared.zone).isoformat()
    about = _asked_about(entry.scope, prepared)
    asks = ((Notice.CONFIRM, day, entry.at), (Notice.CONFIRM_AGAIN, "", entry.at + ASKED_AGAIN))
    for which, occasion, due in asks:
        yield notice(
            which,
            entry.channel,
            entry.address,
            f"{about}/{occasion}",
            due,
            about=entry.id,
            scope=entry.scope,
            send_before=entry.at + ASKED_FOR,
        )


def _asked_about(scope: str, prepared: Prepared) -> str:
    """The rule that is meant, by its name of today; one answer for all that there are not."""
    named = (one.name for one in prepared.program.rules if scope == one.name or scope in one.was)
    return next(named, "?") if scope else ""


_ANSWERS = {
    SmsWord.STOP: Notice.OPTED_OUT,
    SmsWord.START: Notice.AGREE_AGAIN,
    SmsWord.HELP: Notice.HELP,
}


def sms_effects(event: SmsReceived, zone: ZoneInfo) -> Iterator[Effect]:
    """STOP is a withdrawal; each word is answered once a day and number, so that two machines never talk on."""
    if event.entry is not None:
        yield RecordConsent(entry=event.entry)
    if not event.answered:
        day = local_date(event.at, zone).isoformat()
        yield notice(_ANSWERS[event.word], ChannelName.SMS, event.phone, day, event.at)


def report_effects(event: DeliveryReported, facts: Facts, zone: ZoneInfo) -> Iterator[Effect]:
    """What a report means for the message and for its address."""
    report = event.report
    yield NoteDelivery(report=report, at=event.at, day=local_date(event.at, zone))
    cause = _cause(report, facts)
    if report.kind is ReportKind.SOFT_BOUNCE:
        ends = event.at + SOFT_WINDOW
        yield UseCounter(key=bounces_of(report), amount=1, limit=None, window_ends=ends)
    if cause is not None:
        yield SuppressAddress(
            suppression=Suppression(
                channel=report.channel,
                address=report.address,
                cause=cause,
                at=event.at,
                detail=f"{report.status} {report.detail}".strip(),
            )
        )


def bounces_of(report: DeliveryReport) -> CounterKey:
    """The counter of an address's failures."""
    return CounterKey(area="bounce", name=report.channel, subject=report.address)


def _cause(report: DeliveryReport, facts: Facts) -> SuppressionCause | None:
    match report.kind:
        case ReportKind.HARD_BOUNCE:
            return SuppressionCause.HARD_BOUNCE
        case ReportKind.COMPLAINT:
            return SuppressionCause.COMPLAINT
        case ReportKind.SOFT_BOUNCE:
            before = facts.counters.get(bounces_of(report), 0)
            return SuppressionCause.SOFT_BOUNCES if before + 1 >= SOFT_BOUNCES else None
        case ReportKind.DELIVERED:
            return None
