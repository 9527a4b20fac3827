"""`/u/{token}`: the page behind `List-Unsubscribe` (RFC 8058): works without cookie, sign-in or redirect (J4)."""

from starlette.requests import Request
from starlette.responses import Response

from engine.model.program import ChannelName
from engine.service.engine import Engine
from engine.service.opt_out import Stopped, stop_messages
from engine.service.outage import StoreUnavailable
from engine.service.unsubscribe import Unsubscribe
from engine.service.unsubscribe_target import read_target
from graphql_api.body import read_capped
from graphql_api.caller import address
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS
from graphql_api.refused import Refused

LARGEST_FORM = 4096
LIST_ONLY = b"scope=list"
_ANSWERS = {
    Stopped.DONE: (200, "unsubscribe_done"),
    Stopped.RECEIVED: (200, "unsubscribe_received"),
    Stopped.FAILED: (503, "unsubscribe_busy"),  # mail programs try again, and people see that they have to
}


class UnsubscribePage:
    """GET asks, so that a scanner of links stops nothing (SEC26); POST, also a mail program's one click, stops."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def answer(self, request: Request) -> Response:
        """Either, by the request's method."""
        return await (self.stop if request.method == "POST" else self.show)(request)

    async def show(self, request: Request) -> Response:
        """What can be stopped; while the database is away, everything can."""
        known = self._known(request)
        if known is None:
            return _bad(request)
        try:
            message = await self._engine.store.find_message(known.shop, known.message_id)
        except StoreUnavailable:
            return _ask(request, of_list=False, sms=False)
        if message is None:
            return _bad(request)
        order = message.order
        return _ask(request, of_list=order.enrolment_id is not None, sms=order.channel is ChannelName.SMS)

    async def stop(self, request: Request) -> Response:
        """Stop advertising to the receiver of the message, or only the list that it came from; again is no error."""
        text = TEXTS[language_of(request)]
        known = self._known(request)
        if known is None:
            return _bad(request)
        try:
            body = await read_capped(request, LARGEST_FORM)
        except Refused:
            body = b""  # whoever wants to leave leaves, whatever else they send
        source = "one-click" if b"One-Click" in body else "page"
        stopped = await stop_messages(
            self._engine, known, list_only=LIST_ONLY in body, source=source, ip=address(request)
        )
        if stopped is Stopped.UNKNOWN:
            return _bad(request)
        status, said = _ANSWERS[stopped]
        return page(request, "notice", status=status, title=text["unsubscribe"], sentences=[text[said]])

    def _known(self, request: Request) -> Unsubscribe | None:
        return read_target(self._engine, request.path_params["token"][:500])


def _ask(request: Request, *, of_list: bool, sms: bool) -> Response:
    title = TEXTS[language_of(request)]["unsubscribe"]
    return page(request, "unsubscribe", title=title, of_list=of_list, sms=sms)


def _bad(request: Request) -> Response:
    text = TEXTS[language_of(request)]
    return page(request, "notice", status=404, title=text["unsubscribe"], sentences=[text["unsubscribe_bad"]])
