"""Who is on a WebSocket: found from the cookie, a header or the first message, and looked at again while it is open."""

from dataclasses import dataclass, field, replace
from typing import Any

from starlette.websockets import WebSocket

from engine.service.engine import Engine
from engine.service.required_factor import factor_missing
from engine.service.still_signed_in import still_signed_in
from graphql_api.caller import Caller, address, network, person_caller, same_site_form, tool_caller
from graphql_api.cookies import session_secret
from graphql_api.language import Language, preferred
from graphql_api.rates import Turnstile
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import ROLES, STRANGER


@dataclass(slots=True, kw_only=True)
class LiveSession:
    """One connection, from its handshake on; Strawberry puts the payload of `connection_init` into it."""

    engine: Engine
    turnstile: Turnstile
    ip: str
    network: str
    language: Language
    authorization: str = field(default="", repr=False)
    caller: Caller | None = None
    connection_params: dict[str, Any] | None = field(default=None, repr=False)

    async def greet(self) -> Caller:
        """Who calls, by the handshake or by `connection_init`. Raises Refused UNAUTHENTICATED, RATE_LIMITED."""
        params = self.connection_params or {}
        self.language = preferred(_text(params, "acceptLanguage", 400), self.language)
        given = _text(params, "authorization", 250) or _text(params, "Authorization", 250)
        if self.caller is None and given:
            await self.use_token(given)
        if self.caller is None or self.caller.stranger or self.caller.factor_missing:
            await self.turnstile.count_stranger(self.network)
            raise Refused(RequestCode.UNAUTHENTICATED)
        await self.turnstile.admit(self.caller.key)
        return self.caller

    async def use_token(self, authorization: str) -> None:
        """Be the tool that the token is of. Raises Refused UNAUTHENTICATED."""
        try:
            self.caller = await tool_caller(self.engine, authorization, self.ip)
        except Refused:
            await self.turnstile.count_stranger(self.network)
            raise
        self.authorization = authorization

    async def stands(self) -> bool:
        """Whether the caller still has the rights it came with (SEC19). Raises StoreUnavailable."""
        caller = self.caller
        if caller is None:
            return True
        if caller.session is None:
            try:
                now = await tool_caller(self.engine, self.authorization, self.ip)
            except Refused:
                return False
            return now.rights == caller.rights
        member = await still_signed_in(self.engine, caller.session.signed_in)
        if member is None:
            return False
        missing = await factor_missing(self.engine, member)
        return (STRANGER if missing else ROLES[member.role]) == caller.rights


async def session_of(socket: WebSocket, engine: Engine, turnstile: Turnstile) -> LiveSession:
    """The caller of a handshake, as far as it says. Raises Refused CROSS_SITE, RATE_LIMITED, UNAUTHENTICATED."""
    # No script of another site may use the cookie, whatever the browser sends along (SEC13, SEC21).
    if not same_site_form(socket):
        raise Refused(RequestCode.CROSS_SITE)
    await turnstile.check_stranger(network(socket))
    session = LiveSession(
        engine=engine,
        turnstile=turnstile,
        ip=address(socket),
        network=network(socket),
        language=preferred(socket.headers.get("accept-language", "")),
    )
    if "authorization" in socket.headers:
        await session.use_token(socket.headers["authorization"])
    elif session_secret(socket) is not None and "origin" in socket.headers:
        session.caller = await _person(engine, socket)
    return session


async def _person(engine: Engine, socket: WebSocket) -> Caller | None:
    """The person of the cookie; None when the session has ended, so that a token may still be named."""
    try:
        found = await person_caller(engine, socket)
    except Refused:
        return None
    # The secret is not needed again; a connection that lives for hours need not hold it.
    return found if found.session is None else replace(found, session=replace(found.session, secret=""))


def _text(params: dict[str, Any], name: str, longest: int) -> str:
    value = params.get(name)
    return value if isinstance(value, str) and len(value) <= longest else ""
