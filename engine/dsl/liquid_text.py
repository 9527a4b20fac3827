"""What a Liquid text is made of: the variables, filters and tags it names, or where it cannot be read."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liquid import Environment
    from liquid.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a Liquid text: `coupon.code`, with the offset it stands at."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidText:
    """The names in a text, in written order; `broken` says why it cannot be read, and where."""

    variables: tuple[Mention, ...] = ()
    filters: tuple[Mention, ...] = ()
    tags: tuple[Mention, ...] = ()
    broken: Mention | None = None

    def names(self, variable: str) -> bool:
        """Whether the text shows `variable`."""
        return any(one.name == variable for one in self.variables)


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from liquid import Environment, Mode  # noqa: PLC0415 - rule files without templates do not pay for the import

    return Environment(tolerance=Mode.STRICT, strict_filters=True)


@lru_cache(maxsize=1024)
def read_liquid(text: str) -> LiquidText:
    """The names in `text`; the same text is read once."""
    from liquid.exceptions import LiquidError  # noqa: PLC0415 - see above

    try:
        found = _environment().from_string(text).analyze(include_partials=False)
    except LiquidError as error:
        at = error.token.start_index if error.token else -1
        # Liquid notices a block that is never closed only at the end of the text.
        return LiquidText(
            broken=Mention(name=str(error.args[0]), offset=at if at >= 0 else len(text.rstrip()) - 1)
        )
    variables = [
        Mention(name=".".join(str(part) for part in one.segments), offset=one.span.index)
        for same in found.globals.values()
        for one in same
    ]
    return LiquidText(
        variables=_ordered(variables),
        filters=_ordered(_mentions(found.filters)),
        tags=_ordered(_mentions(found.tags)),
    )


def _mentions(found: "Mapping[str, list[Span]]") -> list[Mention]:
    return [Mention(name=name, offset=at.index) for name, spans in found.items() for at in spans]


def _ordered(mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda one: (one.offset, one.name)))
