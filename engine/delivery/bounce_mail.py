"""What a mail to the return path says: delivery status notifications (RFC 3464) and complaints (RFC 5965)."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses

from engine.model.delivery_report import ReportKind

LARGEST = 1024 * 1024
"""Bytes of a report that are read; what matters stands in its first parts."""

DEAD_MAILBOX = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"})
"""Statuses that say that there is no such mailbox or domain; 5.1.7 and 5.1.8 are about the sender (RFC 3463)."""

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceMail:
    """A report: to which of our addresses it came, about whom, and what it says."""

    to: tuple[str, ...]
    kind: ReportKind
    recipient: str
    status: str = ""
    detail: str = ""


def read_bounce(octets: bytes) -> BounceMail | None:
    """The report that a mail is; None for any other mail, an absence notice for example."""
    mail = email.message_from_bytes(octets[:LARGEST], policy=email.policy.default)
    if mail.get_content_type() != "multipart/report":
        return None
    kind = str(mail.get_param("report-type") or "").lower()
    for part in mail.walk():
        if kind == "delivery-status" and part.get_content_type() == "message/delivery-status":
            return _status(mail, part)
        if kind == "feedback-report" and part.get_content_type() == "message/feedback-report":
            return _complaint(mail, part)
    return None


def addressed_to(octets: bytes) -> tuple[str, ...]:
    """Every address that a mail came to, whatever it says."""
    return _addressed(email.message_from_bytes(octets[:LARGEST], policy=email.policy.default))


def _status(mail: EmailMessage, part: object) -> BounceMail | None:
    fields = _fields(part)
    action = fields.get("action", "").lower()
    found = _STATUS.search(fields.get("status", ""))
    if found is None or action not in {"failed", "delayed", "delivered"}:
        return None
    return BounceMail(
        to=_addressed(mail),
        kind=_kind(action, found),
        recipient=fields.get("final-recipient", "").partition(";")[2].strip(),
        status=found[0],
        detail=" ".join(fields.get("diagnostic-code", "").split())[:300],
    )


def _kind(action: str, status: re.Match[str]) -> ReportKind:
    if action == "delivered":
        return ReportKind.DELIVERED
    # A full mailbox or a strict filter may take the next mail.
    dead = action == "failed" and status[0] in DEAD_MAILBOX
    return ReportKind.HARD_BOUNCE if dead else ReportKind.SOFT_BOUNCE


def _complaint(mail: EmailMessage, part: object) -> BounceMail:
    fields = _fields(part)
    about = fields.get("original-rcpt-to", "").strip("<> ")
    return BounceMail(
        to=_addressed(mail)
        + tuple(one.strip("<> ") for one in (fields.get("original-mail-from", ""),) if one),
        kind=ReportKind.COMPLAINT,
        recipient=about,
        detail=fields.get("feedback-type", "")[:100],
    )


def _fields(part: object) -> dict[str, str]:
    """All fields of the groups of a report, by lower-case name."""
    text = ""
    if isinstance(part, EmailMessage):
        payload = part.get_payload()
        groups = payload if isinstance(payload, list) else [payload]
        text = "\n".join(str(one) for one in groups)
    unfolded = re.sub(r"\r?\n[ \t]+", " ", text)
    pairs = (line.partition(":") for line in unfolded.splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _addressed(mail: EmailMessage) -> tuple[str, ...]:
    """Every address that the report came to."""
    named = ("Delivered-To", "X-Original-To", "To")
    found = [str(value) for name in named for value in mail.get_all(name, [])]
    return tuple(dict.fromkeys(address for _, address in getaddresses(found) if address))
