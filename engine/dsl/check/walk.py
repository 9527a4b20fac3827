"""Everything that a line refers to, wherever in it."""

from collections.abc import Iterable, Iterator

from engine.vocabulary.literals import (
    Comparison,
    Field,
    Group,
    InAudience,
    Literal,
    Selection,
    Text,
    TriggerPhrase,
)
from engine.vocabulary.word import Settings


def leaves(values: Iterable[Literal]) -> Iterator[Literal]:
    """Every literal in `values`, those inside conditions and triggers included."""
    for one in values:
        yield one
        match one:
            case Group(members=members):
                yield from leaves(members)
            case Comparison(operands=operands):
                yield from leaves(operands)
            case TriggerPhrase(selection=Selection() as selection):
                yield selection
            case _:
                pass


def selections(settings: Settings) -> Iterator[Selection]:
    """Every group of products that the lines name."""
    for found in settings.by_label.values():
        for setting in found:
            yield from (one for one in leaves(setting.values) if isinstance(one, Selection))


def audiences(settings: Settings) -> Iterator[Text]:
    """Every audience that the conditions name."""
    for label in ("if", "unless"):
        for setting in settings.lines(label):
            yield from (one.audience for one in leaves(setting.values) if isinstance(one, InAudience))


def comparisons(values: Iterable[Literal]) -> Iterator[Comparison]:
    """Every comparison in `values`."""
    return (one for one in leaves(values) if isinstance(one, Comparison))


def fields(values: Iterable[Literal]) -> Iterator[Field]:
    """Every fact that `values` compare."""
    return (one.field for one in comparisons(values))


def redeemed(settings: Settings) -> Iterator[Text]:
    """Every rule whose redeemed coupons start or end something."""
    for label in ("when", "leave", "stop"):
        for setting in settings.lines(label):
            for one in leaves(setting.values):
                if isinstance(one, TriggerPhrase) and one.coupon is not None:
                    yield one.coupon


def references(settings: Settings) -> Iterator[tuple[str, str]]:
    """What else of the rule set the lines refer to, by area and name: ("budget", "spring")."""
    for name in audiences(settings):
        yield "audience", name.value
    for name in redeemed(settings):
        yield "coupon", name.value
    for label, area in (
        ("budget", "budget"),
        ("experiment", "experiment"),
        ("send", "template"),
        ("step", "template"),
        ("stacking", "rule"),
    ):
        for setting in settings.lines(label):
            for one in leaves(setting.values):
                if isinstance(one, Text):
                    yield area, one.value
                elif label == "stacking":
                    yield from ((area, text.value) for text in getattr(one, "items", ()))
