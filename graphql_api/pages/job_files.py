"""Files of jobs over HTTP: handed in whole, taken away piece by piece, each by who may (SEC16, SEC19)."""

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobKind, JobSide
from engine.service import ask
from engine.service.engine import Engine
from engine.service.hand_in import hand_in
from engine.service.jobs import take_file
from engine.service.outage import StoreUnavailable
from graphql_api.caller import Caller, admin_caller, network, staff_caller
from graphql_api.errors import shown
from graphql_api.language import preferred
from graphql_api.messages import message
from graphql_api.rates import Turnstile
from graphql_api.refused import STATUS, Refused, RequestCode
from graphql_api.rights import Right

NEEDED = {
    JobKind.EXPORT: Right.EXPORT,
    JobKind.BULK_REFUND: Right.COUPONS,
    JobKind.PRODUCT_IMPORT: Right.CATALOG,
    JobKind.CARD_IMPORT: Right.COUPONS,
    JobKind.COUPON_IMPORT: Right.COUPONS,
}
NAMED = {
    JobKind.BULK_REFUND: "refunds",
    JobKind.CARD_IMPORT: "imported-cards",
    JobKind.COUPON_IMPORT: "imported-coupons",
}
PROBLEM_STATUS = {Problem.NOT_FOUND: 404, Problem.STATE_NOT_ALLOWED: 409, Problem.FILE_TOO_LARGE: 413}


class JobFiles:
    """`POST /import/{id}`, `GET /export/{id}`, `GET /export/{id}/failures`."""

    def __init__(self, engine: Engine, turnstile: Turnstile) -> None:
        self._engine = engine
        self._turnstile = turnstile

    async def upload(self, request: Request) -> Response:
        """Keep the body as the file of an open job: `{"bytes": …}`, or `{"errors": […]}`."""
        try:
            caller = await self._admit(request, from_script=True)
            job = await ask.job(self._engine, caller.shop, request.path_params["id"][:100])
            _require(caller, Right.COUPONS if job is None else NEEDED[job.kind])
            if job is None:
                return _rejection(request, Rejection(problem=Problem.NOT_FOUND))
            size = await hand_in(self._engine, caller.shop, job.id, request.stream())
        except (Refused, StoreUnavailable) as refused:
            return _refusal(request, refused)
        except ClientDisconnect:
            return Response(
                status_code=400
            )  # nobody is there to read it; what came is replaced by the next try
        if isinstance(size, Rejection):
            return _rejection(request, size)
        return _json({"bytes": size}, 200)

    async def download(self, request: Request) -> Response:
        """What a job wrote."""
        return await self._give(request, JobSide.OUTPUT)

    async def failures(self, request: Request) -> Response:
        """The rows that it could not carry out."""
        return await self._give(request, JobSide.FAILURES)

    async def _give(self, request: Request, side: JobSide) -> Response:
        try:
            caller = await self._admit(request, from_script=False)
            job = await ask.job(self._engine, caller.shop, request.path_params["id"][:100])
            if job is None:
                return _rejection(request, Rejection(problem=Problem.NOT_FOUND))
            _require(caller, NEEDED[job.kind])
            # A refund without a customer number is named by an address in each of its files; so may a bad cell be.
            if job.kind in NAMED or job.asked.get("addresses") == "yes":
                _require(caller, Right.PII)
            pieces = await take_file(self._engine, job, side, caller.actor)
        except (Refused, StoreUnavailable) as refused:
            return _refusal(request, refused)
        name, kind = _name(job, side)
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return StreamingResponse(pieces, media_type=kind, headers=headers)

    async def _admit(self, request: Request, *, from_script: bool) -> Caller:
        """Who calls: a token, or a signed-in person; a plain link of our own pages will do for what changes nothing."""
        await self._turnstile.check_stranger(network(request))
        if from_script or "authorization" in request.headers:
            caller = await admin_caller(self._engine, request)
        else:
            caller = await staff_caller(self._engine, request, from_script=False)
        if caller.stranger:
            await self._turnstile.count_stranger(network(request))
            raise Refused(RequestCode.UNAUTHENTICATED)
        await self._turnstile.admit(caller.key)
        return caller


def _require(caller: Caller, right: Right) -> None:
    if right not in caller.rights:
        raise Refused(RequestCode.FORBIDDEN, right=right)
    if not caller.confirmed:
        raise Refused(RequestCode.STEP_UP_REQUIRED)


def _name(job: Job, side: JobSide) -> tuple[str, str]:
    jsonl = job.asked.get("format") == "jsonl"
    what = job.asked.get("list") or NAMED.get(job.kind, "rows") if side is JobSide.OUTPUT else "failures"
    ending, kind = ("jsonl", "application/x-ndjson") if jsonl else ("csv", "text/csv; charset=utf-8")
    return f"{what}-{job.created_at:%Y%m%d-%H%M}.{ending}", kind


def _json(body: object, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(orjson.dumps(body), status_code=status, media_type="application/json", headers=headers)


def _refusal(request: Request, refused: Refused | StoreUnavailable) -> Response:
    known = refused if isinstance(refused, Refused) else Refused(RequestCode.UNAVAILABLE)
    entry = shown(known, preferred(request.headers.get("accept-language", "")))
    return _json({"errors": [entry]}, STATUS.get(known.code, 403))


def _rejection(request: Request, rejection: Rejection) -> Response:
    language = preferred(request.headers.get("accept-language", ""))
    code = rejection.problem.name
    text = message(code, language, dict(rejection.args))
    return _json(
        {"errors": [{"message": text, "extensions": {"code": code}}]},
        PROBLEM_STATUS.get(rejection.problem, 400),
    )
