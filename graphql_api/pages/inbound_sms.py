"""SMS that buyers write to the shop's number come to `/hooks/sms/in.<shop>.<signature>` (J4)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.delivery.sms_inbound import Forged, InboundCall, Unreadable
from engine.service.engine import Engine
from engine.service.opt_out import Stopped, take_sms


async def answer_sms(engine: Engine, shop: str, request: Request, body: bytes) -> Response:
    """Take an SMS; a gateway that is told 503 brings it again, and the same one again changes nothing."""
    reader = engine.sms_inbound
    if reader is None:
        return _refusal(404, "NO_GATEWAY")
    query = f"?{request.url.query}" if request.url.query else ""
    call = InboundCall(
        url=f"{engine.public_url}{request.url.path}{query}",
        headers=request.headers,
        body=body,
        at=engine.clock.now(),
    )
    try:
        sms = reader.read(call)
    except Forged:
        return _refusal(403, "SIGNATURE_INVALID")
    except Unreadable:
        return _refusal(400, "SMS_UNREADABLE")
    if await take_sms(engine, shop, sms) is Stopped.FAILED:
        return _refusal(503, "TRY_AGAIN")
    media_type, said = reader.thanks
    return Response(said, media_type=media_type)


def _refusal(status: int, code: str) -> JSONResponse:
    return JSONResponse({"code": code}, status_code=status)
