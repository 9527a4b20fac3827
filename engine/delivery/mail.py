"""E-mail over SMTP: eight stages, of which only the last leaves doubt (reliability A6-A8, F27)."""

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from enum import StrEnum

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPResponseException
from aiosmtplib.response import SMTPResponse

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.compose import compose

SECONDS_PER_REPLY = 10.0
SECONDS_IN_ALL = 18.0  # less than the lease of a message, so that nobody else sends it meanwhile
DOT_AT_LINE_START = re.compile(rb"(?m)^\.")
ENHANCED = re.compile(r"\d{3}[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![.\d])")
"""The status right after the code: further on a number may be anything, such as an address of the network."""


class Tls(StrEnum):
    """How the connection is encrypted."""

    NONE = "none"
    OPPORTUNISTIC = "opportunistic"  # STARTTLS when offered
    REQUIRED = "required"  # STARTTLS, verified, or nothing is sent
    IMPLICIT = "implicit"  # from the first byte, verified (port 465)


class Stage(StrEnum):
    """Steps of an SMTP conversation."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    DOT = "dot"


ABOUT_THE_SERVER = frozenset({Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.AUTH})
"""A refusal here is about us and the server, not about the message: it is tried again, even after a 5xx."""

CLOSING = "421 "
"""A server that ends its service may say so at any step (RFC 5321)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mails are handed in."""

    host: str
    port: int = 25
    tls: Tls = Tls.OPPORTUNISTIC
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""  # empty: the machine's own authorities
    hello: str = "localhost"


class _Refused(Exception):
    """The server answered with an error, or could not be understood."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code


class _Withdrawn(Exception):
    """The handover was refused."""


@dataclass(slots=True, kw_only=True)
class _Progress:
    """How far a conversation came."""

    stage: Stage = Stage.CONNECT
    in_doubt: bool = False  # the end of the message may have left
    taken: str = ""  # what the server said when it took the message; nothing after that undoes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Sends through one SMTP server, one connection per message."""

    server: SmtpServer
    seconds_per_reply: float = SECONDS_PER_REPLY
    seconds_in_all: float = SECONDS_IN_ALL

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Hand one mail in. `hand_over` is called after DATA was allowed and before the first byte of content."""
        try:
            content = compose(mail)
        except ValueError as problem:
            return SendResult(outcome=Outcome.FAILED, reason=f"not an address: {problem}", stage="compose")
        progress = _Progress()
        try:
            async with asyncio.timeout(self.seconds_in_all):
                await self._converse(mail, content, hand_over, progress)
        except _Withdrawn:
            return SendResult(outcome=Outcome.WITHDRAWN, stage=progress.stage)
        except _Refused as refusal:
            return _result(_meaning(refusal.code, progress.stage), str(refusal), progress.stage)
        except (SMTPException, OSError, ValueError) as failure:
            # TimeoutError and SSLError are OSErrors. ValueError: a reply or address that aiosmtplib refuses.
            if progress.taken:
                return _result(Outcome.SENT, progress.taken, progress.stage)
            outcome = Outcome.UNKNOWN if progress.in_doubt else Outcome.RETRY
            return _result(outcome, f"{type(failure).__name__}: {failure}", progress.stage)
        return _result(Outcome.SENT, progress.taken, progress.stage)

    async def examine(self) -> SendResult:
        """Greet the server, encrypt and log in as before a mail, and send none; SENT when all of that works."""
        progress = _Progress()
        try:
            async with asyncio.timeout(self.seconds_in_all), self._session(progress):
                return SendResult(outcome=Outcome.SENT, stage=progress.stage)
        except (_Refused, SMTPException, OSError, ValueError) as failure:
            return _result(Outcome.RETRY, f"{type(failure).__name__.lstrip('_')}: {failure}", progress.stage)

    async def _converse(
        self, mail: OutgoingMail, content: bytes, hand_over: HandOver, progress: _Progress
    ) -> None:
        async with self._session(progress) as smtp:
            progress.stage = Stage.MAIL
            options, utf8 = _options(smtp, mail)
            encoding = "utf-8" if utf8 else "ascii"
            sender, recipient = _on_the_wire(mail.return_path), _on_the_wire(mail.recipient)
            await _accepted(smtp.mail(sender, options=options, encoding=encoding))
            progress.stage = Stage.RCPT
            await _accepted(smtp.rcpt(recipient, encoding=encoding))
            progress.stage = Stage.DATA
            await _accepted(smtp.execute_command(b"DATA"), expected=354)
            if not await hand_over():
                smtp.close()  # the only way out of DATA: the server drops what it does not have
                raise _Withdrawn
            progress.stage, progress.in_doubt = Stage.DOT, True
            reply = await _accepted(self._content(smtp, content))
            progress.in_doubt = False
            progress.taken = f"{reply.code} {reply.message}"

    async def _content(self, smtp: SMTP, content: bytes) -> SMTPResponse:
        # As SMTP.data() does, which cannot be stopped between DATA and the content.
        protocol = smtp.protocol
        if protocol is None:
            raise ConnectionResetError("the server hung up before the message was sent")
        protocol.write(DOT_AT_LINE_START.sub(b"..", content) + b".\r\n")
        return await protocol.read_response(timeout=self.seconds_per_reply)

    @contextlib.asynccontextmanager
    async def _session(self, progress: _Progress) -> AsyncIterator[SMTP]:
        smtp = SMTP(
            hostname=self.server.host,
            port=self.server.port,
            timeout=self.seconds_per_reply,
            local_hostname=self.server.hello,
            use_tls=self.server.tls is Tls.IMPLICIT,
            start_tls=False,
            tls_context=self._tls_context(),
        )
        try:
            await _answered(smtp.connect())
            progress.stage = Stage.EHLO
            await _answered(smtp.ehlo())
            await self._encrypt(smtp, progress)
            if self.server.username:
                progress.stage = Stage.AUTH
                await _answered(smtp.login(self.server.username, self.server.password))
            yield smtp
            # What QUIT answers changes nothing: the mail was taken or refused before.
            with contextlib.suppress(SMTPException, OSError):
                await smtp.quit()
        finally:
            smtp.close()

    async def _encrypt(self, smtp: SMTP, progress: _Progress) -> None:
        if self.server.tls not in (Tls.OPPORTUNISTIC, Tls.REQUIRED):
            return
        progress.stage = Stage.STARTTLS
        if smtp.supports_extension("starttls"):
            await _answered(smtp.starttls(tls_context=self._tls_context()))
            await _answered(smtp.ehlo())
        elif self.server.tls is Tls.REQUIRED:
            raise _Refused(454, "the server offers no STARTTLS, and this account sends nothing unencrypted")

    def _tls_context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.server.ca_file or None)
        if self.server.tls is Tls.OPPORTUNISTIC:
            # Unverified encryption still keeps out whoever only listens (RFC 7435).
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def _options(smtp: SMTP, mail: OutgoingMail) -> tuple[list[str], bool]:
    local_parts = mail.recipient.rpartition("@")[0] + mail.return_path.rpartition("@")[0]
    if local_parts.isascii():
        return [], False
    if not smtp.supports_extension("smtputf8"):
        raise _Refused(553, "5.6.7 the address needs SMTPUTF8, which the server does not know")
    return ["SMTPUTF8"], True


def _on_the_wire(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


async def _answered(reply: Awaitable[SMTPResponse]) -> None:
    try:
        await reply
    except SMTPResponseException as refusal:
        raise _Refused(refusal.code, str(refusal.message)) from None


async def _accepted(reply: Awaitable[SMTPResponse], expected: int = 250) -> SMTPResponse:
    try:
        response = await reply
    except SMTPResponseException as refusal:
        raise _Refused(refusal.code, str(refusal.message)) from None
    if response.code // 100 != expected // 100:
        raise _Refused(response.code, response.message)
    return response


def _meaning(code: int, stage: Stage) -> Outcome:
    if 500 <= code < 600 and stage not in ABOUT_THE_SERVER:
        return Outcome.FAILED
    return Outcome.RETRY


def _result(outcome: Outcome, reason: str, stage: Stage) -> SendResult:
    found = ENHANCED.match(reason)
    words = " ".join(reason.split())[:500]
    away = outcome is Outcome.RETRY and (stage in ABOUT_THE_SERVER or reason.startswith(CLOSING))
    return SendResult(
        outcome=outcome, reason=words, stage=stage, enhanced=found[1] if found else "", away=away
    )
