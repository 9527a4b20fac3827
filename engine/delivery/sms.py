"""SMS through an HTTP gateway: one that speaks Twilio's interface, or any that takes our signed JSON (S2.12)."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import orjson

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.outbound_http import Ended, HttpAnswer, OutboundHttp
from engine.delivery.sms_text import sms_parts
from engine.delivery.webhook_signature import signed_headers

MOST_PARTS = 10
"""Parts of one message; gateways refuse more."""

TRY_LATER = frozenset({408, 425, 429, 503})
"""Answers that say that nothing was accepted and another try may be."""

DEAD_NUMBER = frozenset({"21211", "21214", "21217", "21610", "21614", "30003", "30005", "30006"})
"""Codes of Twilio for numbers that no SMS reaches, or whose owner has sent STOP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioGateway:
    """A server with Twilio's `Messages.json`; `address` is its base, such as https://api.twilio.com."""

    address: str
    account: str
    secret: str = field(repr=False)
    http: OutboundHttp = field(default_factory=OutboundHttp)

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Send the text; the same message id again is the same message to the gateway."""
        refused = _refused(mail)
        if refused is not None:
            return refused
        asked = {"To": mail.recipient, "From": mail.sender, "Body": mail.text}
        if mail.callback_url:
            asked["StatusCallback"] = mail.callback_url
        signed = base64.b64encode(f"{self.account}:{self.secret}".encode()).decode()
        headers = {
            "Authorization": f"Basic {signed}",
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "I-Twilio-Idempotency-Token": mail.message_id,
        }
        url = f"{self.address}/2010-04-01/Accounts/{quote(self.account, safe='')}/Messages.json"
        answer = await self.http.post(url, urlencode(asked).encode(), headers, hand_over)
        return _result(answer, said="sid")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedGateway:
    """A server that takes `{id, to, from, text, parts, callback}` as JSON, signed as Standard Webhooks have it."""

    address: str
    secret: bytes = field(repr=False)
    http: OutboundHttp = field(default_factory=OutboundHttp)

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:
        """Send the text; `id` is the same at every attempt, so that the gateway can refuse a second one."""
        refused = _refused(mail)
        if refused is not None:
            return refused
        body = orjson.dumps(
            {
                "id": mail.message_id,
                "to": mail.recipient,
                "from": mail.sender,
                "text": mail.text,
                "parts": sms_parts(mail.text).count,
                "callback": mail.callback_url,
            }
        )
        headers = signed_headers(mail.message_id, mail.at, body, [self.secret])
        headers["Content-Type"] = "application/json"
        return _result(await self.http.post(self.address, body, headers, hand_over), said="id")


def _refused(mail: OutgoingMail) -> SendResult | None:
    count = sms_parts(mail.text).count
    if count <= MOST_PARTS:
        return None
    reason = f"the text needs {count} parts, and {MOST_PARTS} is the most"
    return SendResult(outcome=Outcome.FAILED, reason=reason, stage="compose")


def _result(answer: HttpAnswer, *, said: str) -> SendResult:
    match answer.ended:
        case Ended.WITHDRAWN:
            return SendResult(outcome=Outcome.WITHDRAWN)
        case Ended.NOT_SENT:
            return SendResult(outcome=Outcome.RETRY, reason=answer.reason, stage="connect", away=True)
        case Ended.REFUSED:
            return SendResult(outcome=Outcome.FAILED, reason=answer.reason, stage="address")
        case Ended.UNKNOWN:
            return SendResult(outcome=Outcome.UNKNOWN, reason=answer.reason, stage="answer")
        case Ended.ANSWERED:
            return _answered(answer, said)


def _answered(answer: HttpAnswer, said: str) -> SendResult:
    body = _read(answer.body)
    code = str(body.get("code") or "")
    if answer.ok:
        return SendResult(
            outcome=Outcome.SENT, reason=f"{answer.status} {body.get(said) or ''}".strip(), stage="http"
        )
    reason = f"{answer.status} {code} {str(body.get('message') or '')[:200]}"
    reason = " ".join(reason.split())
    if answer.status in TRY_LATER:
        return SendResult(outcome=Outcome.RETRY, reason=reason, stage="http", away=True)
    if answer.status >= 500:
        # A gateway that breaks after it took the message answers like this too.
        return SendResult(outcome=Outcome.UNKNOWN, reason=reason, stage="http")
    return SendResult(outcome=Outcome.FAILED, reason=reason, stage="http", enhanced=code)


def _read(body: bytes) -> Mapping[str, object]:
    try:
        read = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}
