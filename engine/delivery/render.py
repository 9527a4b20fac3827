"""Liquid templates become texts: strict about names, few tags, HTML escaped (SEC28)."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.exceptions import FilterArgumentError, LiquidError

from engine.delivery.compose import one_line
from engine.model.program import Template
from engine.vocabulary.template_variables import FILTERS, TAGS

MACHINERY = frozenset({"content", "output", "illegal", "#"})
"""Tags by which Liquid itself reads plain text, outputs and comments."""

LONGEST = 256 * 1024
"""Characters that a rendered text may have."""

LONGEST_KEPT = 16 * 1024
"""Characters of a template that is kept parsed."""


class TemplateProblem(Exception):
    """A template that cannot be rendered with what is known; the text says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedTexts:
    """A message ready to send."""

    subject: str
    text: str
    html: str


def render(template: Template, variables: Mapping[str, object]) -> RenderedTexts:
    """Fill in `template`. Raises TemplateProblem for a name that is not known: no message leaves with a gap (V4)."""
    return RenderedTexts(
        subject=one_line(_fill(template, "subject", template.subject, variables, escape=False)),
        text=_fill(template, "text", template.text, variables, escape=False),
        html=_fill(template, "html", template.html, variables, escape=True) if template.html else "",
    )


def _fill(
    template: Template, part: str, source: str, variables: Mapping[str, object], *, escape: bool
) -> str:
    try:
        filled = _parse(source, escape).render(**variables)
    except LiquidError as problem:
        where = f"{template.name}.{template.locale} ({part})"
        raise TemplateProblem(f"{where}: {str(problem).splitlines()[0]}") from None
    if len(filled) > LONGEST:
        raise TemplateProblem(f"{template.name}.{template.locale} ({part}): longer than {LONGEST} characters")
    return filled


def _parse(source: str, escape: bool) -> BoundTemplate:
    # Long ones are parsed each time, so that what is remembered stays within some megabytes.
    return (_parsed if len(source) <= LONGEST_KEPT else _parsed.__wrapped__)(source, escape)


@functools.lru_cache(maxsize=512)
def _parsed(source: str, escape: bool) -> BoundTemplate:
    return _environment(escape).from_string(source)


@functools.cache
def _environment(escape: bool) -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=escape)
    environment.tags = {name: tag for name, tag in environment.tags.items() if name in TAGS | MACHINERY}
    environment.filters = {
        name: _bounded(name, made) for name, made in environment.filters.items() if name in FILTERS
    }
    return environment


def _bounded(name: str, made: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result is no longer than a message: a few in a row could ask for more memory than there is."""

    @functools.wraps(made)
    def filtered(value: object, *args: object, **named: object) -> Any:
        if name == "replace" and _length_replaced(str(value), *map(str, args[:2])) > LONGEST:
            raise FilterArgumentError(f"{name}: longer than {LONGEST} characters", token=None)
        result = made(value, *args, **named)
        if isinstance(result, str) and len(result) > LONGEST:
            raise FilterArgumentError(f"{name}: longer than {LONGEST} characters", token=None)
        return result

    return filtered


def _length_replaced(value: str, sought: str = "", instead: str = "") -> int:
    return len(value) + value.count(sought) * (len(instead) - len(sought))
