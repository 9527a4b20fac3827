"""Completion: the words that the grammar allows at the cursor, and the names of the shop inside quotes."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from lsprotocol import types

from engine.dsl.expect import spelled
from engine.dsl.grammar import grammar
from engine.dsl.suggest import MEANT
from engine.lsp.context import HEADS, Cursor, cursor_at
from engine.lsp.folder import Snapshot
from engine.lsp.names import made
from engine.vocabulary.fields import FIELDS, OPERATORS
from engine.vocabulary.registry import LINES, TRIGGERS, lines_of, required_in
from engine.vocabulary.word import Place

_CHANNELS = frozenset({"email", "sms", "push", "webhook"})
_RULES = frozenset({"coupon", "sale", "offer", "reminder", "list", "giftcard"})
_PRODUCTS = frozenset({"product", "except"})
_SENT = frozenset({"send", "step", "expect"})
_NAMED_HERE = frozenset({"was", "sender", "title", "note", "owner", "tags", "event", "by", "to"})
_CHANGED = re.compile(r'"([^"\\]*)"|(?<![\w.-])\d[\d,.]*(?![\w-])')


def complete(snapshot: Snapshot, path: str, offset: int, language: str) -> list[types.CompletionItem]:
    """What may be written at an offset."""
    cursor = cursor_at(snapshot.sources[path], offset)
    if cursor is None:
        return []
    span = snapshot.places[path].range(*cursor.word)
    if cursor.in_text:
        return [_name_item(name, title, span) for name, title in _names(snapshot, cursor)]
    found = [*_words(cursor, span, language)]
    if "STRING" in cursor.could():
        found.extend(_name_item(name, title, span, '"{}"') for name, title in _names(snapshot, cursor))
    return found


def _words(cursor: Cursor, span: types.Range, language: str) -> Iterator[types.CompletionItem]:
    could = cursor.could()
    if not cursor.line:
        yield from _beginnings(cursor, could, span, language)
        return
    if cursor.spelled == ("when",):
        for trigger in TRIGGERS:
            example = trigger.example.removeprefix("when ")
            yield _item(" ".join(trigger.words), example, trigger.doc[language], span)
    allowed = _comparisons(cursor)
    for kind in could:
        word = spelled(kind)
        if kind in grammar().spelling and word.isalpha() and (allowed is None or word in allowed):
            yield _plain(word, span)
    if "FIELD" in could:
        yield from _facts(span, language)


def _beginnings(
    cursor: Cursor, could: tuple[str, ...], span: types.Range, language: str
) -> Iterator[types.CompletionItem]:
    """Words that a line may begin with."""
    if not cursor.blocks:
        for block in HEADS:
            if block.place.value in _headers(could):
                yield _item(block.place.value, block.example, block.doc[language], span)
        return
    place = next((one for one in Place if one.value == cursor.blocks[-1]), None)
    if place is not None:
        labels, required = lines_of(place), required_in(place)
        for word in LINES:
            if word.label in labels:
                rank = f"{word.label not in required:d}{labels.index(word.label):03}"
                yield _item(word.label, word.example, word.doc[language], span, rank)
        return
    if "FIELD" in could:
        yield from _facts(span, language)
    for kind in could:
        if kind in grammar().spelling and spelled(kind).isalpha():
            yield _plain(spelled(kind), span)


def _headers(could: tuple[str, ...]) -> frozenset[str]:
    return frozenset(spelled(kind) for kind in could)


def _comparisons(cursor: Cursor) -> frozenset[str] | None:
    """After a fact: the first words of the comparisons that its type allows, and what may follow a condition."""
    if not cursor.line or cursor.line[-1].kind != "FIELD":
        return None
    fact = next((one for one in FIELDS if one.path == cursor.spelled[-1]), None)
    if fact is None:
        return None
    first = (operator.value.partition("_")[0] for operator in OPERATORS[fact.type])
    return frozenset({*first, "and", "or"})


def _facts(span: types.Range, language: str) -> Iterator[types.CompletionItem]:
    for fact in FIELDS:
        yield types.CompletionItem(
            label=fact.path,
            kind=types.CompletionItemKind.Field,
            detail=fact.doc[language],
            text_edit=types.TextEdit(range=span, new_text=fact.path),
        )


def _names(snapshot: Snapshot, cursor: Cursor) -> Iterator[tuple[str, str]]:
    """The names that may stand here, with what each is called."""
    before = next((word for word in reversed(cursor.spelled) if word[:1] not in {'"', ",", ""}), "")
    if cursor.label in _NAMED_HERE or before in _NAMED_HERE:
        return
    products = snapshot.catalog.products.values() if snapshot.catalog else ()
    if before in _PRODUCTS:
        yield from ((one.sku, one.name) for one in products)
    elif before == "category":
        yield from ((one, "") for one in sorted({one.category for one in products if one.category}))
    elif before == "tag":
        yield from ((one, "") for one in sorted({tag for one in products for tag in one.tags}))
    elif before in _CHANNELS and cursor.label in _SENT:
        yield from _templates(snapshot).items()
    elif before in _RULES:
        yield from made(snapshot, "rule", before)
    elif cursor.label == "stacking":
        yield from made(snapshot, "rule")
    elif before in {"budget", "audience", "experiment"} and cursor.blocks:
        yield from made(snapshot, before)


def _templates(snapshot: Snapshot) -> Mapping[str, str]:
    """Templates by name, with their locales."""
    found: dict[str, list[str]] = {}
    for path in snapshot.sources:
        if path.endswith(".liquid"):
            name, _, locale = path.rpartition("/")[2].removesuffix(".liquid").rpartition(".")
            found.setdefault(name, []).append(locale)
    return {name: ", ".join(sorted(locales)) for name, locales in found.items()}


def _name_item(name: str, title: str, span: types.Range, form: str = "{}") -> types.CompletionItem:
    return types.CompletionItem(
        label=name,
        kind=types.CompletionItemKind.Value,
        detail=title or None,
        filter_text=form.format(name),
        text_edit=types.TextEdit(range=span, new_text=form.format(name)),
    )


def _plain(word: str, span: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=word,
        kind=types.CompletionItemKind.Keyword,
        filter_text=" ".join((word, *_said().get(word, ()))),
        text_edit=types.TextEdit(range=span, new_text=word),
    )


def _item(
    label: str, example: str, doc: str, span: types.Range, rank: str | None = None
) -> types.CompletionItem:
    """A word with its whole example as a snippet; what people call it otherwise finds it, too."""
    return types.CompletionItem(
        label=label,
        kind=types.CompletionItemKind.Keyword,
        detail=doc,
        documentation=types.MarkupContent(
            kind=types.MarkupKind.Markdown, value=f"```otoku\n{example.rstrip()}\n```\n{doc}"
        ),
        sort_text=rank,
        filter_text=" ".join((label, *_said().get(label, ()))),
        insert_text_format=types.InsertTextFormat.Snippet,
        insert_text_mode=types.InsertTextMode.AdjustIndentation,
        text_edit=types.TextEdit(range=span, new_text=snippet(example)),
    )


def snippet(example: str) -> str:
    """An example with a stop at every text and number that a merchant will want to change."""
    stops = iter(range(1, len(example) + 1))

    def stop(match: re.Match[str]) -> str:
        inside = match[1]
        if inside is None:
            return f"${{{next(stops)}:{match[0]}}}"
        return f'"${{{next(stops)}:{inside}}}"'

    text = example.rstrip().replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    filled = _CHANGED.sub(stop, text)
    return f"{filled}\n  $0\n\\}}" if filled.endswith("{") else filled


def without_snippets(items: list[types.CompletionItem]) -> list[types.CompletionItem]:
    """The same for an editor that knows no snippets: labels are inserted as they are."""
    for one in items:
        if one.insert_text_format == types.InsertTextFormat.Snippet and one.text_edit:
            one.text_edit.new_text = one.label
            one.insert_text_format = types.InsertTextFormat.PlainText
    return items


@cache
def _said() -> Mapping[str, tuple[str, ...]]:
    """What people say instead of each word."""
    found: dict[str, tuple[str, ...]] = {}
    for said, word in MEANT.items():
        found[word] = (*found.get(word, ()), said)
    return found
