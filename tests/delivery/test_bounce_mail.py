"""What comes to the return path: bounces by their status, complaints, and what is neither."""

import pytest

from engine.delivery.bounce_mail import BounceMail, read_bounce
from engine.model.delivery_report import ReportKind

TO = "bounce+tea.abcdefghijklmnopqrstuvwxyz@shop.example"


def bounce(
    action: str = "failed", status: str = "5.1.1", code: str = "smtp; 550 5.1.1 no such user"
) -> bytes:
    return f"""From: MAILER-DAEMON@mx.example
To: <{TO}>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 20 May 2026 10:00:00 +0900

Final-Recipient: rfc822; taro@shop.example
Action: {action}
Status: {status}
Diagnostic-Code: {code}
 (in reply to RCPT TO)

--b
Content-Type: message/rfc822-headers

Message-ID: <m_1.tea@shop.example>

--b--
""".replace("\n", "\r\n").encode()


COMPLAINT = f"""From: feedback@isp.example
To: <abuse@shop.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: isp/1
Version: 1
Original-Mail-From: <{TO}>
Original-Rcpt-To: <taro@shop.example>

--b--
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", ReportKind.HARD_BOUNCE),
        ("failed", "5.1.10", ReportKind.HARD_BOUNCE),
        ("failed", "5.1.8", ReportKind.SOFT_BOUNCE),  # about our own address, not theirs
        ("failed", "5.2.2", ReportKind.SOFT_BOUNCE),  # a full mailbox is no dead one
        ("failed", "5.7.1", ReportKind.SOFT_BOUNCE),  # a filter's opinion of one mail
        ("failed", "4.4.7", ReportKind.SOFT_BOUNCE),
        ("delayed", "4.4.1", ReportKind.SOFT_BOUNCE),
        ("delivered", "2.0.0", ReportKind.DELIVERED),
    ],
)
def test_a_bounce_is_what_its_status_says(action: str, status: str, kind: ReportKind) -> None:
    expected = BounceMail(
        to=(TO,),
        kind=kind,
        recipient="taro@shop.example",
        status=status,
        detail="smtp; 550 5.1.1 no such user (in reply to RCPT TO)",
    )
    assert read_bounce(bounce(action, status)) == expected


def test_a_complaint_names_the_return_path_of_the_mail_that_it_is_about() -> None:
    found = read_bounce(COMPLAINT)
    assert found is not None
    assert (found.kind, found.recipient) == (ReportKind.COMPLAINT, "taro@shop.example")
    assert TO in found.to


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Out of office\r\n\r\nI am away.",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--",
        bounce("relayed"),
        bounce(status="nothing"),
        COMPLAINT.replace(b"message/feedback-report", b"text/plain"),
    ],
)
def test_any_other_mail_is_no_report(octets: bytes) -> None:
    assert read_bounce(octets) is None
