"""The channel that keeps mails to be read here: for the sandbox, and where no SMTP server is set up."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.compose import headers_of
from engine.model.records import InboxMail
from engine.values.code_mark import seal_codes

Keep = Callable[[str, InboxMail], Awaitable[None]]
"""Stores a mail of a shop; a mail with a known id replaces nothing and adds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Keeps every mail through `keep`, with a mark where its code stands (SEC4)."""

    keep: Keep

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Keep the mail; an id made from the Message-ID lets a repeat be recognised."""
        if not await hand_over():
            return SendResult(outcome=Outcome.WITHDRAWN)

        def seal(text: str) -> str:
            return seal_codes(text, {mail.pin: mail.pin_name, mail.code: mail.coupon_id})

        kept = InboxMail(
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"mid:{mail.message_id}").hex,
            message_id=mail.message_id,
            recipient=mail.recipient,
            subject=seal(mail.subject),
            text=seal(mail.text),
            html=seal(mail.html),
            headers={name: seal(text) for name, text in headers_of(mail).items()},
            at=mail.at,
        )
        await self.keep(mail.shop, kept)
        return SendResult(outcome=Outcome.SENT, reason="kept in the inbox", stage="keep")
