"""Who calls: found from the token or the session cookie, before the body is read (SEC16, SEC17, SEC21)."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from engine.model.records import Actor, TokenRecord
from engine.model.requests import Visitor
from engine.model.staff import SignedIn
from engine.service import sessions
from engine.service.engine import Engine
from engine.service.required_factor import factor_missing
from engine.service.sessions import Visit
from engine.service.tokens import TokenKind, authenticate
from graphql_api.cookies import session_secret
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import CI, LOOK, PUBLISHABLE, ROLES, SCOPES, SECRET, STRANGER, Right

OWN_HEADER = "x-otoku-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    """A session with the secret of its cookie."""

    signed_in: SignedIn
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Credentials that were checked: whose shop, what they may do, and the name for the audit trail."""

    shop: str
    rights: frozenset[Right]
    actor: Actor
    key: str  # what request rates are counted by
    visitor: Visitor | None = None  # set for browsers, whose wrong codes are counted (SEC6)
    origin: str | None = None  # a browser's site that may read the answer
    confirmed: bool = True  # False: a person who signed in longer ago than sensitive things allow (SEC19)
    session: BrowserSession | None = None  # a person's
    visit: Visit = field(default_factory=Visit)
    factor_missing: bool = False  # a person who must set up a second factor first (SEC20)

    @property
    def stranger(self) -> bool:
        """Whether nobody has signed in yet."""
        return self.session is None and self.rights == STRANGER

    @property
    def trusted(self) -> bool:
        """Whether true reasons and rule names may be told: a shop's own back end or staff."""
        return Right.QUOTE not in self.rights or Right.ORDERS in self.rights


def address(request: HTTPConnection) -> str:
    """The caller's network address, as the server was told."""
    return request.client.host if request.client else "unknown"


def network(request: HTTPConnection) -> str:
    """What rates are counted by: the address, or for IPv6 its /64, which is one household's."""
    host = address(request)
    return ":".join(host.split(":")[:4]) + "::/64" if host.count(":") > 3 else host


async def storefront_caller(engine: Engine, request: Request) -> Caller:
    """A browser with a publishable token, or a back end with a secret one. Raises Refused."""
    token = await _token(engine, request.headers.get("authorization", ""))
    ip = address(request)
    actor = Actor(kind="token", id=token.id, ip=ip)
    if token.kind == TokenKind.SECRET:
        return Caller(shop=token.shop, rights=SECRET, actor=actor, key=f"secret:{token.id}")
    if token.kind != TokenKind.PUBLISHABLE:
        raise Refused(RequestCode.UNAUTHENTICATED)
    origin = request.headers.get("origin")
    if origin is not None and origin not in token.origins:
        raise Refused(RequestCode.ORIGIN_NOT_ALLOWED)
    return Caller(
        shop=token.shop,
        rights=PUBLISHABLE,
        actor=actor,
        key=f"publishable:{token.id}:{network(request)}",
        visitor=Visitor(ip=ip),
        origin=origin,
    )


async def admin_caller(engine: Engine, request: Request) -> Caller:
    """A signed-in person, or a merchant's tool with an admin or CI token. Raises Refused."""
    if "authorization" not in request.headers:
        return await _person(engine, request)
    return await tool_caller(engine, request.headers["authorization"], address(request))


async def tool_caller(engine: Engine, authorization: str, ip: str) -> Caller:
    """A merchant's tool by what its `Authorization` header says. Raises Refused."""
    token = await _token(engine, authorization)
    actor = Actor(kind="token", id=token.id, ip=ip)
    if token.kind == TokenKind.CI:
        rights = CI
    elif token.kind == TokenKind.ADMIN:
        # A token that was made without scopes may look, not touch.
        rights = frozenset().union(*(SCOPES.get(scope, ()) for scope in token.scopes)) or LOOK
    else:
        raise Refused(RequestCode.UNAUTHENTICATED)
    return Caller(shop=token.shop, rights=rights, actor=actor, key=f"admin:{token.id}")


async def staff_caller(engine: Engine, request: Request, *, from_script: bool) -> Caller:
    """The person of the session cookie. Calls of scripts must show that they come from our own pages (SEC21)."""
    if session_secret(request) is not None and from_script and not _same_site(request):
        raise Refused(RequestCode.CROSS_SITE)
    return await person_caller(engine, request)


async def person_caller(engine: Engine, request: HTTPConnection) -> Caller:
    """The person of the session cookie, of a request that is known to come from our own pages. Raises Refused."""
    secret = session_secret(request)
    if secret is None:
        raise Refused(RequestCode.UNAUTHENTICATED)
    signed_in = await sessions.signed_in(engine, secret)
    if signed_in is None:
        raise Refused(RequestCode.UNAUTHENTICATED)
    member = signed_in.member
    missing = await factor_missing(engine, member)
    return Caller(
        shop=member.shop,
        rights=STRANGER if missing else ROLES[member.role],
        factor_missing=missing,
        actor=Actor(kind="staff", id=member.id, ip=address(request)),
        key=f"staff:{network(request)}",
        confirmed=engine.clock.now() < signed_in.session.confirmed_until,
        session=BrowserSession(signed_in=signed_in, secret=secret),
        visit=visit_of(request),
    )


async def _person(engine: Engine, request: Request) -> Caller:
    """Who is signed in; else a stranger who may do so, if our own pages are asking."""
    try:
        return await staff_caller(engine, request, from_script=True)
    except Refused as refused:
        if refused.code is not RequestCode.UNAUTHENTICATED or not _same_site(request):
            raise
    return Caller(
        shop="",
        rights=STRANGER,
        actor=Actor(kind="staff", id="", ip=address(request)),
        key=f"entry:{network(request)}",
        confirmed=False,
        visit=visit_of(request),
    )


def visit_of(request: HTTPConnection) -> Visit:
    """Where a browser calls from."""
    return Visit(
        ip=address(request),
        network=network(request),
        browser=request.headers.get("user-agent", "")[: sessions.LONGEST_BROWSER],
    )


def same_site_form(request: HTTPConnection) -> bool:
    """Whether a form comes from one of our own pages, as far as the browser says.

    Our pages name no referrer, so browsers call the origin of their forms `null`; whence it came they still tell.
    """
    whence, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if whence not in (None, "same-origin", "none"):
        return False
    if origin == "null":
        return whence == "same-origin"
    return origin is None or _host_of(origin) == request.headers.get("host", "")


def _host_of(origin: str) -> str | None:
    """The host and port of an `Origin` header; None for one that is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _same_site(request: Request) -> bool:
    """Our own header (which no form can send) and no sign of another site."""
    return request.headers.get(OWN_HEADER) == "1" and same_site_form(request)


async def _token(engine: Engine, authorization: str) -> TokenRecord:
    scheme, _, text = authorization.partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not 1 <= len(text) <= 200 or not text.isascii():
        raise Refused(RequestCode.UNAUTHENTICATED)
    token = await authenticate(engine, text)
    if token is None:
        raise Refused(RequestCode.UNAUTHENTICATED)
    return token
