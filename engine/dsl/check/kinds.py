"""Pass: every line belongs to its block, stands there once, and none is missing (E0302, E0303, E0304)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.dsl.nodes import BadLine, Block, Line
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Note
from engine.model.offer import OfferTerms
from engine.model.program import ShopSettings
from engine.vocabulary.blocks import terms
from engine.vocabulary.registry import LINE_BY_LABEL, lines_of, one_of, places_of, required_in
from engine.vocabulary.word import Place, Reading, Setting, Settings, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where lines are read: with which settings and catalogue, where lines stand, and who hears of mistakes."""

    settings: ShopSettings
    catalog: Catalog | None
    line_at: Callable[[int], int]
    report: Callable[[Diagnostic], None]


def read_lines(
    block: Block, place: Place, desk: Desk, lenient: frozenset[str] = frozenset()
) -> tuple[Settings, bool]:
    """What the lines of a block say, and whether none was refused or missing.

    `lenient` names required lines that may be missing. A refused setting has the value None.
    """
    allowed = _ALLOWED[place]
    found: dict[str, tuple[Setting, ...]] = {}
    whole = True
    unread = False
    for line in block.lines:
        if isinstance(line, BadLine):
            whole, unread = False, True
        elif line.label not in allowed:
            desk.report(_foreign(line, place))
            whole = False
        else:
            whole = _read(line, allowed[line.label], place, desk, found) and whole
    # A line that could not be read may be the one that seems to be missing.
    if not unread and not _complete(block, place, desk, found, lenient):
        whole = False
    return Settings(by_label=found), whole


_ALLOWED: Mapping[Place, Mapping[str, Word]] = {
    place: {label: LINE_BY_LABEL[label] for label in lines_of(place)} for place in Place
}


def _read(line: Line, word: Word, place: Place, desk: Desk, found: dict[str, tuple[Setting, ...]]) -> bool:
    """Add the line to `found`; False when it was refused or stands there already."""
    before = found.get(line.label, ())
    if before and not word.repeats and not _lets_through(word, before, line):
        desk.report(_twice(line, before[0]))
        return False
    number = desk.line_at(line.span.start)
    reading = Reading(
        settings=desk.settings,
        catalog=desk.catalog,
        span=line.span,
        report=desk.report,
        place=place,
        line=number,
    )
    value = _terms(line.block, desk) if line.label == "terms" else word.read(line.values, reading)
    setting = Setting(label=line.label, value=value, values=line.values, span=line.span, line=number)
    found[line.label] = (*before, setting)
    return value is not None


def _terms(block: Block | None, desk: Desk) -> OfferTerms | None:
    """The only block inside a block whose lines are a setting of the one around it."""
    if block is None:
        return None
    settings, whole = read_lines(block, Place.TERMS, desk)
    return terms.build(settings) if whole else None


def _lets_through(word: Word, before: tuple[Setting, ...], line: Line) -> bool:
    beside = word.beside
    return beside is not None and all(beside(one.values, line.values) for one in before)


def _twice(line: Line, first: Setting) -> Diagnostic:
    return Diagnostic(
        code="E0303",
        span=line.span,
        label="second",
        args={"label": line.label},
        also=(Note(span=first.span, label="first"),),
        helps=("discount" if line.label == "discount" else "",),
    )


def _foreign(line: Line, place: Place) -> Diagnostic:
    places = places_of(line.label) if line.label in LINE_BY_LABEL else ()
    return Diagnostic(
        code="E0302",
        span=line.label_span,
        label="belongs" if places else "later",
        args={"label": line.label, "kind": place.value, "places": "\n".join(places)},
    )


def _complete(
    block: Block, place: Place, desk: Desk, found: Mapping[str, object], lenient: frozenset[str]
) -> bool:
    missing = [label for label in required_in(place) if label not in found and label not in lenient]
    either = one_of(place)
    if either and found.keys().isdisjoint(either):
        missing.append(either[0])
    for label in missing:
        args = {"label": label, "kind": place.value, "example": LINE_BY_LABEL[label].example}
        desk.report(Diagnostic(code="E0304", span=block.header, args=args, helps=(label, "")))
    return not missing
