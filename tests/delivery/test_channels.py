"""What every channel promises, tried on every channel with a real other side."""

from collections.abc import Awaitable, Callable

import pytest

from engine.delivery.channel import Channel, Outcome
from engine.delivery.inbox import Inbox
from engine.delivery.mail import Mail, SmtpServer, Tls
from engine.model.records import InboxMail
from tests.delivery.outgoing import allowed, forbidden, one_newline, outgoing
from tests.support.mail import MailServer

Arrived = Callable[[], Awaitable[list[tuple[str, str, str]]]]
"""What came: message id, subject, text."""


@pytest.fixture(params=["email", "inbox"])
def channel(request: pytest.FixtureRequest, smtp_server: MailServer) -> tuple[Channel, Arrived]:
    if request.param == "email":
        server = SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE)
        return Mail(server=server), lambda: _mails(smtp_server)
    kept: dict[str, InboxMail] = {}

    async def keep(shop: str, mail: InboxMail) -> None:
        kept.setdefault(mail.id, mail)

    async def arrived() -> list[tuple[str, str, str]]:
        return [(mail.message_id, mail.subject, mail.text.strip()) for mail in kept.values()]

    return Inbox(keep=keep), arrived


async def _mails(server: MailServer) -> list[tuple[str, str, str]]:
    return [
        (
            str(mail.message["Message-ID"]).strip("<>"),
            str(mail.message["Subject"]),
            one_newline(mail.text).strip(),
        )
        for mail in server.mails
    ]


@pytest.mark.requirement("S1.6")
async def test_a_message_arrives_as_it_was_written(channel: tuple[Channel, Arrived]) -> None:
    sender, arrived = channel
    mail = outgoing()

    result = await sender.send(mail, allowed)

    assert result.outcome is Outcome.SENT
    assert await arrived() == [(mail.message_id, mail.subject, mail.text.strip())]


async def test_nothing_leaves_when_the_handover_is_refused(channel: tuple[Channel, Arrived]) -> None:
    sender, arrived = channel

    result = await sender.send(outgoing(), forbidden)

    assert result.outcome is Outcome.WITHDRAWN
    assert await arrived() == []


async def test_the_handover_is_asked_for_once(channel: tuple[Channel, Arrived]) -> None:
    sender, _ = channel
    asked: list[bool] = []

    async def ask() -> bool:
        asked.append(True)
        return True

    await sender.send(outgoing(), ask)

    assert asked == [True]


async def test_a_repeat_carries_the_same_message_id(channel: tuple[Channel, Arrived]) -> None:
    sender, arrived = channel
    await sender.send(outgoing(), allowed)
    await sender.send(outgoing(), allowed)

    assert {message_id for message_id, _, _ in await arrived()} == {"m_1.tea@shop.example"}
