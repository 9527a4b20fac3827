"""What every resolver is given: the engine, who calls, in which language, and this request's loaders."""

from dataclasses import dataclass, field

import strawberry

from engine.service.engine import Engine
from graphql_api.caller import Caller
from graphql_api.language import Language
from graphql_api.loaders import Loaders


@dataclass(slots=True, kw_only=True)
class Context:
    """One request."""

    engine: Engine
    caller: Caller
    language: Language
    session_cookie: str | None = None
    """The secret of a session that begins with this request; empty: the session ends."""
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Look everything up anew from now on: what is followed outlasts what one answer may remember."""
        self.loaders = Loaders(self.engine, self.caller.shop)

    @property
    def shop(self) -> str:
        """The only shop that this request can see (I32)."""
        return self.caller.shop


Info = strawberry.Info[Context, None]
