"""Steps of the generated matcher: lines of our own Python over bound values; no word of a merchant is ever in them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from engine.vocabulary.fields import FIELD_BY_PATH, Sight

Match = Callable[[Sight], int]
"""The clauses that a sight leaves standing."""

SHORTCUTS: Mapping[str, str] = {
    "cart.total": "total",
    "cart.quantity": "quantity",
    "cart.lines": "len(lines)",
    "cart.channel": "cart.channel",
    "cart.shipping": "cart.shipping",
    "customer.orders": "customer.orders",
    "customer.spent": "customer.spent",
    "customer.tags": "customer.tags",
    "customer.tier": "customer.tier",
    "customer.blocked": "customer.blocked",
    "customer.member": "cart.buyer.member",
}
"""Facts that the matcher reads without a call; all others are read as the registry says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Lines that narrow `m`. `{t}` stands for the step's own prefix, `{value}` for the fact; `bound` names values.

    `loose` are places that the step lets through too often: they have to be verified.
    """

    lines: tuple[str, ...]
    bound: Mapping[str, object]
    loose: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PerLine:
    """`start` before the loop over the lines of the cart, `lines` in it, which see `sku`, and `after` it."""

    start: str
    lines: tuple[str, ...]
    after: str
    bound: Mapping[str, object]


def matcher(size: int, loops: Iterable[PerLine], steps: Iterable[tuple[str | None, Step]]) -> Match:
    """Write and compile the function that runs `loops` over the lines of the cart, then the `steps` (fact, step).

    `size` is the number of clauses.
    """
    bound: dict[str, object] = {"everything": (1 << size) - 1}
    head: list[str] = []
    inner: list[str] = []
    body: list[str] = []
    for number, loop in enumerate(loops):
        prefix = _bind(bound, f"l{number}", loop.bound)
        head.append(loop.start.format(t=prefix))
        inner += [line.format(t=prefix) for line in loop.lines]
        body.append(loop.after.format(t=prefix))
    for number, (path, step) in enumerate(steps):
        prefix = _bind(bound, f"s{number}", step.bound)
        value = "" if path is None else _value(path, prefix, bound)
        body += [line.format(t=prefix, value=value) for line in step.lines]
    text = "\n    ".join((*_OPENING, *head, *_loop(inner, body), *body, "return m"))
    names = ", ".join(f"{name}={name}" for name in bound)
    made: dict[str, Match] = {}
    # Defaults by position are one copy of a tuple per call; keyword-only ones would be looked up one by one.
    exec(f"def match(sight, {names}):\n    {text}", bound, made)  # noqa: S102 - see the first line
    return made["match"]


_OPENING = ("cart = sight.cart", "customer = sight.customer", "lines = cart.lines", "m = everything")
_SUMS = ("quantity += line.quantity", "total += line.quantity * line.unit_price")


def _bind(bound: dict[str, object], prefix: str, values: Mapping[str, object]) -> str:
    bound.update((f"{prefix}_{name}", value) for name, value in values.items())
    return prefix


def _value(path: str, prefix: str, bound: dict[str, object]) -> str:
    if path in SHORTCUTS:
        return SHORTCUTS[path]
    bound[f"{prefix}_read"] = FIELD_BY_PATH[path].read
    return f"{prefix}_read(sight)"


def _loop(inner: list[str], body: list[str]) -> list[str]:
    """One pass over the lines of the cart; it adds them up only when a step asks for a sum."""
    text = " ".join(body)
    sums = any(word in text for word in ("quantity", "total"))
    if not inner and not sums:
        return []
    loop = ["for line in lines:", "    sku = line.sku", *(f"    {line}" for line in inner)]
    return ["quantity = total = 0", *loop, *(f"    {line}" for line in _SUMS)] if sums else loop
