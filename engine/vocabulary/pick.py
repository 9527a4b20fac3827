"""Finding the parts of a line whose form the grammar has fixed already."""

from itertools import pairwise
from typing import TypeVar

from engine.vocabulary.literals import Literal, Names, Text, Word

T = TypeVar("T", bound=Literal)


def the(values: tuple[Literal, ...], kind: type[T]) -> T:
    """The first literal of a `kind` that the grammar wants in this line."""
    return next(one for one in values if isinstance(one, kind))


def first(values: tuple[Literal, ...], kind: type[T]) -> T | None:
    """The first literal of a `kind`, if there is one."""
    return next((one for one in values if isinstance(one, kind)), None)


def words(values: tuple[Literal, ...]) -> tuple[str, ...]:
    """The language's own words in the line, in order."""
    return tuple(one.text for one in values if isinstance(one, Word))


def following(values: tuple[Literal, ...], word: str, kind: type[T]) -> T | None:
    """The literal of a `kind` right after `word`, if both are there."""
    for one, after in pairwise(values):
        if isinstance(one, Word) and one.text == word and isinstance(after, kind):
            return after
    return None


def texts(values: tuple[Literal, ...]) -> tuple[Text, ...]:
    """Every text in quotes, of lists too."""
    found: list[Text] = []
    for one in values:
        if isinstance(one, Names):
            found.extend(one.items)
        elif isinstance(one, Text):
            found.append(one)
    return tuple(found)
