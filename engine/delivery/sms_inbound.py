"""SMS that a gateway hands over: who may, and how they are read (Twilio's interface, or our signed JSON)."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qsl

import orjson

from engine.delivery.webhook_signature import is_signed
from engine.model.inbound_sms import InboundSms

LONGEST_TEXT = 2000


class Forged(Exception):
    """The call is not signed by the gateway."""


class Unreadable(Exception):
    """The call is signed, and it is no SMS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundCall:
    """A call as it came; `url` is the address that the gateway was told, `headers` have names in lower case."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime


class SmsInbound(Protocol):
    """What reads the calls of one gateway."""

    def read(self, call: InboundCall) -> InboundSms:
        """The SMS. Raises Forged, Unreadable."""

    @property
    def thanks(self) -> tuple[str, bytes]:
        """Media type and body of the answer that the gateway understands as: nothing more to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioInbound:
    """A form, signed with the account's secret over the address and all fields (`X-Twilio-Signature`)."""

    secret: str = field(repr=False)

    def read(self, call: InboundCall) -> InboundSms:
        """The SMS. Raises Forged, Unreadable."""
        fields = parse_qsl(call.body.decode(errors="replace"), keep_blank_values=True)
        said = call.url + "".join(f"{name}{value}" for name, value in sorted(fields))
        mac = hmac.digest(self.secret.encode(), said.encode(), hashlib.sha1)
        given = call.headers.get("x-twilio-signature", "").encode()
        if not hmac.compare_digest(given, base64.b64encode(mac)):
            raise Forged
        form = dict(fields)
        # Where Twilio keeps the opt-outs itself it says so, and has replied already.
        kind = form.get("OptOutType", "")
        return _sms(
            form.get("MessageSid", ""),
            form.get("From", ""),
            kind or form.get("Body", ""),
            answered=bool(kind),
        )

    @property
    def thanks(self) -> tuple[str, bytes]:
        """TwiML without a message: ours goes out as its own."""
        return "text/xml", b'<?xml version="1.0" encoding="UTF-8"?><Response/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInbound:
    """JSON `{id, from, text}`, signed as Standard Webhooks have it, with the secret by which we sign."""

    secret: bytes = field(repr=False)

    def read(self, call: InboundCall) -> InboundSms:
        """The SMS. Raises Forged, Unreadable."""
        if not is_signed(call.headers, call.body, [self.secret], call.at):
            raise Forged
        try:
            read = orjson.loads(call.body)
        except orjson.JSONDecodeError:
            raise Unreadable from None
        said = read if isinstance(read, dict) else {}
        return _sms(*(str(said.get(name) or "") for name in ("id", "from", "text")))

    @property
    def thanks(self) -> tuple[str, bytes]:
        """JSON, as callbacks are answered."""
        return "application/json", b'{"code":"OK"}'


def _sms(identity: str, sender: str, text: str, *, answered: bool = False) -> InboundSms:
    if not identity or not sender:
        raise Unreadable
    return InboundSms(id=identity[:200], sender=sender[:40], text=text[:LONGEST_TEXT], answered=answered)
