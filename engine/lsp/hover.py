"""What stands under the pointer, explained: words, facts, products, templates, rules."""

from collections.abc import Iterator

from lsprotocol import types

from engine.dsl.check.walk import fields, leaves
from engine.dsl.describe import describe
from engine.dsl.nodes import Block, Line
from engine.lsp.context import HEADS
from engine.lsp.folder import Snapshot
from engine.lsp.names import Named, block_of, name_at, templates
from engine.model.catalog import Catalog, Product
from engine.values.money import Money
from engine.values.span import Span
from engine.vocabulary.fields import FIELDS
from engine.vocabulary.literals import TriggerPhrase
from engine.vocabulary.registry import LINE_BY_LABEL, TRIGGERS

MOST_SHOWN = 600
"""Characters of a template that are shown."""


def hover(snapshot: Snapshot, path: str, offset: int, language: str) -> types.Hover | None:
    """The explanation of what stands at an offset, as Markdown."""
    named = name_at(snapshot, path, offset)
    if named is not None:
        return _shown(_name(snapshot, named, language), named.span, snapshot)
    for file in snapshot.compiled.files:
        if file.path != path:
            continue
        for block in file.blocks:
            if _holds(block.span, offset):
                return _in_block(snapshot, block, offset, language)
    return None


def _in_block(snapshot: Snapshot, block: Block, offset: int, language: str) -> types.Hover | None:
    if _holds(block.header, offset):
        doc = next((one.doc[language] for one in HEADS if one.place.value == block.kind), "")
        return _shown([f"**{block.kind}**", doc], block.header, snapshot)
    for line in _lines(block):
        if not _holds(line.span, offset):
            continue
        for span, text in _parts(line, language):
            if _holds(span, offset):
                return _shown(text, span, snapshot)
    return None


def _lines(block: Block) -> Iterator[Line]:
    """The lines of a block, those in inner braces first."""
    for line in block.lines:
        if isinstance(line, Line):
            if line.block is not None:
                yield from _lines(line.block)
            yield line


def _parts(line: Line, language: str) -> Iterator[tuple[Span, list[str]]]:
    """What can be said of a line's parts, the smallest first."""
    for field in fields(line.values):
        fact = next((one for one in FIELDS if one.path == field.path), None)
        if fact is not None:
            yield field.span, [f"**{fact.path}** ({fact.type.value.replace('_', ' ')})", fact.doc[language]]
    for one in leaves(line.values):
        if isinstance(one, TriggerPhrase):
            trigger = next((word for word in TRIGGERS if word.words == one.words), None)
            if trigger is not None:
                yield one.span, [f"**{' '.join(trigger.words)}**", trigger.doc[language]]
    word = LINE_BY_LABEL.get(line.label)
    if word is not None:
        yield line.label_span, [f"**{word.label}**", word.doc[language], f"```otoku\n{word.example}\n```"]


def _name(snapshot: Snapshot, named: Named, language: str) -> list[str]:
    match named.area:
        case "product":
            return _product(snapshot.catalog, named.name, language)
        case "template":
            return _template(snapshot, named.name)
        case "rule":
            return _rule(snapshot, named, language)
        case "budget" | "audience" | "experiment":
            block = block_of(snapshot, named)
            return [f"```otoku\n{block.text.strip()}\n```"] if block else []
        case _:
            return []


def _rule(snapshot: Snapshot, named: Named, language: str) -> list[str]:
    """The rule in sentences; while anything in the folder is an error, its text."""
    program = snapshot.compiled.program
    rule = next((one for one in program.rules if one.name == named.name), None) if program else None
    if program is not None and rule is not None:
        title = f"**{rule.title or rule.name}** ({rule.kind.value})"
        return [title, describe(rule, program, language)]
    block = block_of(snapshot, named)
    return [f"```otoku\n{block.text.strip()}\n```"] if block else []


def _product(catalog: Catalog | None, sku: str, language: str) -> list[str]:
    product = catalog.products.get(sku) if catalog else None
    if catalog is None or product is None:
        return []
    price = str(Money(amount=product.price, currency=catalog.currency))
    return [f"**{product.name}** (`{sku}`)", ", ".join(_facts(product, price, language)), product.description]


def _facts(product: Product, price: str, language: str) -> Iterator[str]:
    yield price
    if product.category:
        yield product.category
    yield product.kind.value.replace("_", " ")
    if not product.coupon_discount:
        yield "ワンタイムクーポン対象外" if language == "ja" else "no one-time coupons"


def _template(snapshot: Snapshot, name: str) -> list[str]:
    return [
        f"`{path}`\n```liquid\n{snapshot.sources[path].text.strip()[:MOST_SHOWN]}\n```"
        for path in templates(snapshot, name)
    ]


def _shown(parts: list[str], span: Span, snapshot: Snapshot) -> types.Hover | None:
    text = "\n\n".join(part for part in parts if part)
    if not text:
        return None
    value = types.MarkupContent(kind=types.MarkupKind.Markdown, value=text)
    return types.Hover(contents=value, range=snapshot.places[span.path].range(span.start, span.end))


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end
