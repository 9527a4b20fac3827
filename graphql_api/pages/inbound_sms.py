"""SMS that buyers write to the shop's number come to `/hooks/sms/in.<shop>.<signature>` (J4)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.service.engine import Engine
from engine.service.gateway_call import CallRefused, read_call
from engine.service.opt_out import Stopped, take_sms

_STATUS = {
    CallRefused.NO_GATEWAY: 404,
    CallRefused.SIGNATURE_INVALID: 403,
    CallRefused.SMS_UNREADABLE: 400,
}


async def answer_sms(engine: Engine, shop: str, request: Request, body: bytes) -> Response:
    """Take an SMS; a gateway that is told 503 brings it again, and the same one again changes nothing."""
    query = f"?{request.url.query}" if request.url.query else ""
    url = f"{engine.public_url}{request.url.path}{query}"
    sms = read_call(engine, url, request.headers, body)
    if isinstance(sms, CallRefused):
        return JSONResponse({"code": sms.value}, status_code=_STATUS[sms])
    if await take_sms(engine, shop, sms) is Stopped.FAILED:
        return JSONResponse({"code": "TRY_AGAIN"}, status_code=503)
    if engine.sms_inbound is None:
        return Response(status_code=204)
    media_type, said = engine.sms_inbound.thanks
    return Response(said, media_type=media_type)
