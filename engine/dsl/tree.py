"""What was read, at its place in a file: the nodes that the rest of the engine sees."""

from functools import partial

from engine.dsl.leaves import Page, Reader
from engine.dsl.nodes import BadLine, Block, Line
from engine.dsl.reading import ReadBlock, ReadLine, Unread
from engine.vocabulary.literals import Comparison, Group, InAudience, Literal, Text


def block(page: Page, read: ReadBlock) -> Block:
    """A block, its lines not yet made."""
    tokens = read.opener.tokens
    name = next((token for token in tokens if token.kind == "STRING"), None)
    text = Reader(page=page, tokens=tokens).leaf(name) if name else None
    assert text is None or isinstance(text, Text)  # noqa: S101 - a STRING
    return Block(
        kind=tokens[0].spelling(page.text),
        name=text,
        span=page.span(tokens[0].start, read.end),
        header=page.span(tokens[0].start, (name or tokens[0]).end),
        text=page.text[tokens[0].start : read.end],
        read=partial(_lines, page, read.lines),
    )


def _lines(page: Page, read: tuple[ReadLine | Unread, ...]) -> tuple[Line | BadLine, ...]:
    return tuple(_line(page, one) for one in read)


def _line(page: Page, read: ReadLine | Unread) -> Line | BadLine:
    if isinstance(read, Unread):
        return BadLine(text=page.text[read.start : read.end], span=page.span(read.start, read.end))
    tokens = read.tokens
    reader = Reader(page=page, tokens=tokens)
    words = 2 if tokens[0].kind == "CART" else 1  # `cart lifetime` is the only label of two words
    label_span = page.span(tokens[0].start, tokens[words - 1].end)
    end = tokens[-2].end if read.inner is None else read.inner.end
    return Line(
        label=" ".join(token.spelling(page.text) for token in tokens[:words]),
        values=_values(reader, read, words),
        span=page.span(tokens[0].start, end),
        label_span=label_span,
        block=block(page, read.inner)
        if read.inner and read.tree.rule in {"legal_opens", "terms_opens", "variant_opens"}
        else None,
    )


def _values(reader: Reader, read: ReadLine, words: int) -> tuple[Literal, ...]:
    if read.inner and read.tree.rule in {"if_opens", "group_opens"}:
        return (_group(reader.page, read, words),)
    return reader.literals(read.tree.parts[words:])


def _group(page: Page, read: ReadLine, words: int) -> Group:
    assert read.inner  # noqa: S101 - the caller looked
    quantifier = read.tokens[words].spelling(page.text)
    members: list[Comparison | InAudience | Group] = []
    for one in read.inner.lines:
        if isinstance(one, ReadLine) and one.inner:
            members.append(_group(page, one, 0))
        elif isinstance(one, ReadLine):
            (condition,) = Reader(page=page, tokens=one.tokens).literals(one.tree.parts)
            assert isinstance(condition, Comparison | InAudience | Group)  # noqa: S101 - the grammar says so
            members.append(condition)
    span = page.span(read.tokens[words].start, read.inner.end)
    return Group(quantifier=quantifier, members=tuple(members), span=span)
