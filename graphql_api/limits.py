"""How much one request may ask for (SEC11, SEC12); figures only, so that each is seen beside the other schema's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps of one schema. Whatever exceeds one is refused with its own code before anything is executed."""

    body_bytes: int
    json_depth: int = 32
    json_values: int = 20_000  # one walk over the parsed body stays under 10 ms
    document_characters: int
    tokens: int
    depth: int
    aliases: int
    root_fields: int
    cost: int
    nodes: int = 5_000  # leaves and objects one document can make the server write
    repeats: int = (
        30  # a response name written again in one selection: what makes validation quadratic (fact 6)
    )
    directives: int = 20
    code_fields: int = 1  # fields that take coupon codes, so that one request is one guess (SEC6)
    seconds: float
    running: int = (
        256  # requests that one process works on at once; more would only wait until their time is over
    )


STOREFRONT = Limits(
    body_bytes=64 * 1024,
    document_characters=16 * 1024,
    tokens=500,
    depth=8,
    aliases=10,
    root_fields=5,
    cost=1_000,
    seconds=2.0,
)
"""For browsers and shop back ends."""

ADMIN = Limits(
    body_bytes=1024 * 1024,
    document_characters=32 * 1024,
    tokens=1_500,
    depth=12,
    aliases=30,
    root_fields=20,
    cost=10_000,
    nodes=15_000,  # a form has lines, their parts, and the choices of each
    seconds=10.0,
)
"""For people and tools of the merchant."""

PAGE_DEFAULT = 20
"""Rows of a list when `first` is not given."""

PAGE_LIMIT = 100
"""The most rows of one page."""
