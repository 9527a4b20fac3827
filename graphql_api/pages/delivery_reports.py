"""`/hooks/…`: gateways and mail servers tell what became of messages."""

import hmac
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.service.delivery_reports import read_callback, read_returned_mail
from engine.service.engine import Engine
from engine.service.inbound_sms import read_inbound_token
from graphql_api.body import read_capped
from graphql_api.pages.inbound_sms import answer_sms
from graphql_api.refused import Refused

LARGEST_CALLBACK = 16 * 1024
LARGEST_MAIL = 1024 * 1024


class DeliveryReportPages:
    """Each report is taken once, however often it comes; what is not ours changes nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def sms(self, request: Request) -> Response:
        """A gateway's callback: a form as Twilio sends it, or JSON; the token in the address says that it is meant.

        The address of a shop takes the SMS that its buyers write.
        """
        try:
            body = await read_capped(request, LARGEST_CALLBACK)
        except Refused:
            return _answer(413, "BODY_TOO_LARGE")
        shop = read_inbound_token(self._engine, request.path_params["token"][:500])
        if shop is not None:
            return await answer_sms(self._engine, shop, request, body)
        status, code = _read_sms(body, request.headers.get("content-type", ""))
        if not status:
            return _answer(400, "STATUS_MISSING")
        known = await read_callback(self._engine, request.path_params["token"][:500], status, code)
        return _answer(200, "OK") if known else _answer(404, "NOT_OURS")

    async def mail(self, request: Request) -> Response:
        """A mail that came to the return path, as the mail server hands it over: `message/rfc822`."""
        if not _may_report(self._engine, request):
            return _answer(401, "UNAUTHENTICATED")
        try:
            body = await read_capped(request, LARGEST_MAIL)
        except Refused:
            return _answer(413, "BODY_TOO_LARGE")
        known = await read_returned_mail(self._engine, body)
        return _answer(200, "OK") if known else _answer(202, "NO_REPORT")


def _may_report(engine: Engine, request: Request) -> bool:
    """Whoever has the key of the hook; without a key no mail is taken."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    return bool(engine.mail.hook_key) and hmac.compare_digest(given, engine.mail.hook_key.encode())


def _read_sms(body: bytes, media_type: str) -> tuple[str, str]:
    """Status and error code of a callback; no status when it is none."""
    if media_type.partition(";")[0].strip() == "application/json":
        try:
            read = orjson.loads(body)
        except orjson.JSONDecodeError:
            return "", ""
        fields = read if isinstance(read, dict) else {}
        return str(fields.get("status") or "").lower(), str(fields.get("code") or "")
    form = parse_qs(body.decode(errors="replace"))
    status = (form.get("MessageStatus") or form.get("SmsStatus") or [""])[0]
    return status.lower(), (form.get("ErrorCode") or [""])[0]


def _answer(status: int, code: str) -> JSONResponse:
    return JSONResponse({"code": code}, status_code=status)
