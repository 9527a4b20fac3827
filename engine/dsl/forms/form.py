"""A rule file as forms: every block with its lines, drawn from the words of the language."""

from collections import Counter
from collections.abc import Iterable, Mapping

from engine.dsl.editing.find import name_of, value_span
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import Sheet, open_sheet, rule_digest
from engine.dsl.forms.parts import form_parts
from engine.dsl.forms.variants import USUAL_TERMS, variants_of
from engine.dsl.nodes import BadLine, Block, Line
from engine.dsl.planning.labels import kind_text, label_title
from engine.model.records import SourceFile
from engine.model.rule_form import AddableLine, FormBlock, FormLine, RawReason, RuleForm
from engine.vocabulary.registry import BLOCK_BY_PLACE, KIND_BY_NAME, LINE_BY_LABEL, lines_of, required_in
from engine.vocabulary.word import Place

_PLACES = {place.value: place for place in Place}


def rule_form(file: SourceFile, language: str) -> RuleForm:
    """The blocks of a file as forms in `language` (`en` or `ja`); none when it cannot be read at all."""
    try:
        sheet = open_sheet(file)
    except CannotEdit:
        return RuleForm(path=file.path, blocks=())
    taken: Counter[str] = Counter()
    return RuleForm(
        path=file.path, blocks=tuple(_block(sheet, block, taken, language) for block in sheet.file.blocks)
    )


def _block(sheet: Sheet, block: Block, taken: Counter[str], language: str) -> FormBlock:
    name = name_of(block)
    own = f"{block.kind}:{name}"
    taken[own] += 1
    identity = own if taken[own] == 1 else f"{own}:{taken[own]}"
    return FormBlock(
        id=identity,
        kind=block.kind,
        name=name,
        title=kind_text(block.kind, name, language),
        help=_doc(block.kind).get(language, ""),
        sha256=rule_digest(sheet, block),
        start=block.span.start,
        end=block.span.end,
        line=sheet.source.place(block.span.start)[0],
        lines=_lines(sheet, block, block.kind, identity, language),
        addable=_addable(block, block.kind, language),
    )


def _doc(kind: str) -> Mapping[str, str]:
    if kind in KIND_BY_NAME:
        return KIND_BY_NAME[kind].doc
    place = _PLACES.get(kind)
    return BLOCK_BY_PLACE[place].doc if place and place in BLOCK_BY_PLACE else {}


def _lines(sheet: Sheet, block: Block, place: str, within: str, language: str) -> tuple[FormLine, ...]:
    seen: Counter[str] = Counter()
    rows = []
    for line in block.lines:
        label = "" if isinstance(line, BadLine) else line.label
        seen[label] += 1
        identity = f"{within}/{label or '?'}#{seen[label]}"
        if isinstance(line, BadLine):
            rows.append(_unreadable(sheet, line, identity, seen[label]))
        else:
            rows.append(_line(sheet, line, place, identity, seen[label], language))
    return tuple(rows)


def _line(  # noqa: PLR0917 - a row has what it has
    sheet: Sheet, line: Line, place: str, identity: str, nth: int, language: str
) -> FormLine:
    word = LINE_BY_LABEL.get(line.label)
    parts = form_parts(sheet, line, place, language)
    return FormLine(
        id=identity,
        label=line.label,
        nth=nth,
        title=label_title(line.label, language),
        help=word.doc[language] if word else "",
        widget=word.widget.value if word else "",
        value=sheet.cut(value_span(sheet, line)),
        comment=sheet.trailing_comment(line.span.end),
        start=line.span.start,
        end=line.span.end,
        line=sheet.source.place(line.span.start)[0],
        required=line.label in _required(place),
        repeats=word.repeats if word else True,
        parts=() if isinstance(parts, RawReason) else parts,
        raw=parts if isinstance(parts, RawReason) else None,
        variants=variants_of(line.label, place),
        lines=_lines(sheet, line.block, line.label, identity, language) if line.block else (),
        addable=_addable(line.block, line.label, language) if line.block else (),
    )


def _unreadable(sheet: Sheet, line: BadLine, identity: str, nth: int) -> FormLine:
    return FormLine(
        id=identity,
        label="",
        nth=nth,
        title="",
        help="",
        widget="",
        value=sheet.cut(line.span),
        comment="",
        start=line.span.start,
        end=line.span.end,
        line=sheet.source.place(line.span.start)[0],
        required=False,
        repeats=True,
        parts=(),
        raw=RawReason.UNREADABLE,
    )


def _addable(block: Block, kind: str, language: str) -> tuple[AddableLine, ...]:
    """What the block may still hold, in canonical order; legal texts and terms of a shop are written as text."""
    place = _PLACES.get(kind)
    if place is None:
        return ()
    there = {line.label for line in block.lines if isinstance(line, Line)}
    return tuple(
        _addition(label, kind, language)
        for label in _unique(lines_of(place))
        if label in LINE_BY_LABEL
        and (label not in {"legal", "terms"} or place is Place.OFFER)
        and (label not in there or LINE_BY_LABEL[label].repeats)
    )


def _unique(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


def _addition(label: str, kind: str, language: str) -> AddableLine:
    word = LINE_BY_LABEL[label]
    return AddableLine(
        label=label,
        title=label_title(label, language),
        help=word.doc[language],
        widget=word.widget.value,
        value=first_value(label, kind),
        required=label in _required(kind),
    )


def first_value(label: str, kind: str) -> str:
    """What a new line begins with: the first of its forms, else the example of the language."""
    if label == "terms":
        return USUAL_TERMS
    known = variants_of(label, kind)
    return known[0] if known else LINE_BY_LABEL[label].example.removeprefix(label).strip()


def _required(kind: str) -> tuple[str, ...]:
    place = _PLACES.get(kind)
    return required_in(place) if place else ()
