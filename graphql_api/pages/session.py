"""Sign-in by a one-time link or by password, choosing a password, and sign-out (SEC18-SEC21, SEC25).

Plain forms without a script: they work before the admin app is built, and in any browser.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.model.answers import Session
from engine.model.decision import Rejection
from engine.service import own_account, sessions, sign_in
from engine.service.ask import only_shop, shop_profile
from engine.service.engine import Engine
from engine.service.sign_in import CodeNeeded
from graphql_api.caller import network, same_site_form, visit_of
from graphql_api.cookies import keep_session, session_secret
from graphql_api.messages import message
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS
from graphql_api.rates import RateLimited, Turnstile

LARGEST_FORM = 8 * 1024


class SessionPages:
    """The ways in and the way out."""

    def __init__(self, engine: Engine, turnstile: Turnstile) -> None:
        self._engine = engine
        self._turnstile = turnstile

    async def ask(self, request: Request) -> Response:
        """`GET /sign-in`: address and password."""
        await self._dress(request)
        return _form(request, email="")

    async def enter_by_password(self, request: Request) -> Response:
        """`POST /sign-in`: begin a session, ask for the second factor, or say why not."""
        await self._dress(request)
        fields = await self._fields(request)
        if fields is None:
            return _form(request, email="", problem="TOO_MANY_SIGN_INS", status=429)
        outcome = await sign_in.sign_in_by_password(
            self._engine,
            fields.get("shop") or await only_shop(self._engine),
            email=fields.get("email", ""),
            password=fields.get("password", ""),
            code=fields.get("code", ""),
            visit=visit_of(request),
        )
        if isinstance(outcome, Session):
            return self._begin(outcome)
        if isinstance(outcome, CodeNeeded):
            return _form(request, email=fields.get("email", ""), code_needed=True)
        needed = bool(fields.get("code"))
        return _form(
            request,
            email=fields.get("email", ""),
            problem=outcome.problem.name,
            code_needed=needed,
            status=401,
        )

    async def enter(self, request: Request) -> Response:
        """`GET /sign-in/{token}`: trade a sign-in link for a session; a password link shows its form and lasts."""
        await self._dress(request)
        secret = request.path_params["token"][:200]
        member = await own_account.link_member(self._engine, secret)
        if member is not None:
            return _choose(request, email=member.email, name=member.name)
        session = await sign_in.sign_in(self._engine, secret, visit_of(request))
        return _dead(request) if session is None else self._begin(session)

    async def choose(self, request: Request) -> Response:
        """`POST /sign-in/{token}`: the password that was chosen."""
        await self._dress(request)
        secret = request.path_params["token"][:200]
        fields = await self._fields(request)
        member = await own_account.link_member(self._engine, secret)
        if member is None or fields is None:
            return _dead(request)
        outcome = await own_account.accept_link(
            self._engine,
            secret,
            email=fields.get("email", ""),
            name=fields.get("name", ""),
            password=fields.get("password", ""),
            visit=visit_of(request),
        )
        if isinstance(outcome, Rejection):
            typed = {
                "email": member.email or fields.get("email", ""),
                "name": member.name or fields.get("name", ""),
            }
            return _choose(request, **typed, problem=outcome.problem.name, status=422)
        if isinstance(outcome, CodeNeeded):
            return RedirectResponse("/sign-in", status_code=303, headers={"Cache-Control": "no-store"})
        return self._begin(outcome)

    async def leave(self, request: Request) -> Response:
        """`POST /sign-out`: end the session. A strict cookie is not sent by another site's form."""
        secret = session_secret(request)
        if secret:
            await sessions.sign_out(self._engine, secret)
        text = TEXTS[language_of(request)]
        response = page(request, "notice", title=text["signed_out"], sentences=[text["need_link"]])
        keep_session(self._engine, response, "")
        return response

    async def _dress(self, request: Request) -> None:
        """Let the page look as its shop does, and speak its language to browsers that name none."""
        shop = await only_shop(self._engine)
        request.state.profile = await shop_profile(self._engine, shop)

    def _begin(self, session: Session) -> Response:
        response = RedirectResponse("/admin/", status_code=303, headers={"Cache-Control": "no-store"})
        keep_session(self._engine, response, session.secret)
        return response

    async def _fields(self, request: Request) -> Mapping[str, str] | None:
        """What a form of our own pages says; None for others, for too much, and too often."""
        if not same_site_form(request):
            return None
        try:
            await self._turnstile.admit(f"entry:{network(request)}")
        except RateLimited:
            return None
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_FORM:
                return None
        try:
            found = parse_qs(body.decode("ascii"), max_num_fields=10, keep_blank_values=True)
        except ValueError:
            return None
        return {name: values[0] for name, values in found.items()}


def _form(
    request: Request, *, email: str, problem: str = "", code_needed: bool = False, status: int = 200
) -> Response:
    said = message(problem, language_of(request)) if problem else ""
    return page(request, "sign_in", status=status, email=email, problem=said, code_needed=code_needed)


def _choose(request: Request, *, email: str, name: str, problem: str = "", status: int = 200) -> Response:
    said = message(problem, language_of(request)) if problem else ""
    return page(request, "password", status=status, email=email, person=name, problem=said)


def _dead(request: Request) -> Response:
    text = TEXTS[language_of(request)]
    sentences = [text["link_dead"], text["need_link"]]
    return page(request, "notice", status=410, title=text["sign_in"], sentences=sentences)
