"""A real SMTP server on a loopback port that keeps what it gets and can be told what to answer."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.servers import free_port


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One accepted mail: the envelope, and the message inside it."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain-text body, decoded."""
        body = self.message.get_body(("plain",))
        return "" if body is None else str(body.get_content())

    @property
    def html(self) -> str:
        """The HTML body, decoded."""
        body = self.message.get_body(("html",))
        return "" if body is None else str(body.get_content())


@dataclass(kw_only=True)
class MailServer:
    """An SMTP server without TLS or login at `host`:`port`; `mails` holds what it accepted, oldest first."""

    host: str = "127.0.0.1"
    port: int
    mails: list[Mail] = field(default_factory=list)
    _answers: deque[str] = field(default_factory=deque)
    _refused: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address in the form settings take it."""
        return f"smtp://{self.host}:{self.port}"

    def answer_next(self, *answers: str) -> None:
        """Answer the next messages so, in turn, such as `451 4.3.0 try later`; only a 250 keeps the mail."""
        self._answers.extend(answers)

    def refuse(self, recipient: str, answer: str = "550 5.1.1 no such mailbox") -> None:
        """Refuse every mail to a recipient from now on."""
        self._refused[recipient] = answer

    def reset(self) -> None:
        """Forget mails and instructions."""
        self.mails.clear()
        self._answers.clear()
        self._refused.clear()

    async def wait_for(self, count: int, *, seconds: float = 5) -> list[Mail]:
        """Return the mails when there are at least `count` of them.

        Raises:
            TimeoutError: fewer came in time.
        """
        deadline = time.monotonic() + seconds
        while len(self.mails) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(self.mails)} of {count} mails came within {seconds} s")
            await asyncio.sleep(0.01)
        return self.mails

    # aiosmtpd finds these by their names and calls them in its own thread.

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse one recipient."""
        if address in self._refused:
            return self._refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message, or answer as told."""
        answer = self._answers.popleft() if self._answers else "250 2.0.0 OK"
        if answer.startswith("250"):
            message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            sender = envelope.mail_from or ""
            self.mails.append(Mail(sender=sender, recipients=tuple(envelope.rcpt_tos), message=message))
        return answer


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """Lend a mail server on a free port; it runs in its own thread."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname=server.host, port=server.port, ready_timeout=20)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
