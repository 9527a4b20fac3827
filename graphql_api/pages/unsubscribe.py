"""`/u/{token}`: the page behind `List-Unsubscribe` (RFC 8058): works without cookie, sign-in or redirect (J4)."""

from starlette.requests import Request
from starlette.responses import Response

from engine.model.records import StoredMessage
from engine.service.engine import Engine
from engine.service.unsubscribe import Unsubscribe
from engine.service.unsubscribe_target import find_target
from engine.service.withdraw_consent import withdraw_by_message
from graphql_api.body import read_capped
from graphql_api.caller import address
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS
from graphql_api.refused import Refused

LARGEST_FORM = 4096
LIST_ONLY = b"scope=list"


class UnsubscribePage:
    """GET asks, so that a scanner of links stops nothing (SEC26); POST, also a mail program's one click, stops."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def answer(self, request: Request) -> Response:
        """Either, by the request's method."""
        return await (self.stop if request.method == "POST" else self.show)(request)

    async def show(self, request: Request) -> Response:
        """What can be stopped."""
        text = TEXTS[language_of(request)]
        found = await self._target(request)
        if found is None:
            return _bad(request)
        _, message = found
        return page(
            request,
            "unsubscribe",
            title=text["unsubscribe"],
            of_list=message.order.enrolment_id is not None,
            sms=message.order.channel == "sms",
        )

    async def stop(self, request: Request) -> Response:
        """Stop advertising to the receiver of the message, or only the list that it came from; again is no error."""
        text = TEXTS[language_of(request)]
        found = await self._target(request)
        if found is None:
            return _bad(request)
        known, message = found
        try:
            body = await read_capped(request, LARGEST_FORM)
        except Refused:
            body = b""  # whoever wants to leave leaves, whatever else they send
        scope = message.order.rule if LIST_ONLY in body and message.order.enrolment_id is not None else ""
        source = "one-click" if b"One-Click" in body else "page"
        stopped = await withdraw_by_message(
            self._engine, known.shop, message.id, scope=scope, source=source, ip=address(request)
        )
        if not stopped:  # mail programs try again after a 503, and people see that they have to
            return page(
                request, "notice", status=503, title=text["unsubscribe"], sentences=[text["unsubscribe_busy"]]
            )
        return page(request, "notice", title=text["unsubscribe"], sentences=[text["unsubscribe_done"]])

    async def _target(self, request: Request) -> tuple[Unsubscribe, StoredMessage] | None:
        return await find_target(self._engine, request.path_params["token"][:500])


def _bad(request: Request) -> Response:
    text = TEXTS[language_of(request)]
    return page(request, "notice", status=404, title=text["unsubscribe"], sentences=[text["unsubscribe_bad"]])
