"""Responsive mails in MJML: the HTML that every mail program shows well, and a text part from the same words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from engine.dsl.check.nearest import nearest

CONTENT = frozenset(
    {
        "mj-accordion-text", "mj-accordion-title", "mj-button", "mj-navbar-link", "mj-preview", "mj-raw",
        "mj-social-element", "mj-style", "mj-table", "mj-text", "mj-title",
    }
)  # fmt: skip
"""Elements that hold text and HTML of their own."""

ELEMENTS = CONTENT | {
    "mj-accordion", "mj-accordion-element", "mj-all", "mj-attributes", "mj-body", "mj-breakpoint", "mj-carousel",
    "mj-carousel-image", "mj-class", "mj-column", "mj-divider", "mj-font", "mj-group", "mj-head", "mj-hero",
    "mj-image", "mj-navbar", "mj-section", "mj-social", "mj-spacer", "mj-wrapper", "mjml",
}  # fmt: skip

MOST_TAGS = 2_000
"""The converter goes down one level of its stack with each open tag; some thousands are safe, tens of thousands not."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>mj[\w-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.DOTALL
)
_SHOWN = re.compile(
    r"<(?P<name>mj-(?:text|button|table))(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)>(?P<inner>.*?)</(?P=name)\s*>",
    re.DOTALL,
)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|tr|li|h[1-6])\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class MjmlMistake:
    """What is wrong at `[start, end)`: `label` names the sentence; `name` the element, `near` one that exists."""

    label: str
    start: int
    end: int
    name: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MjmlText:
    """The HTML with its Liquid untouched, and its words as plain text; none of both with a mistake."""

    html: str = ""
    text: str = ""
    mistake: MjmlMistake | None = None


@lru_cache(maxsize=256)
def read_mjml(source: str) -> MjmlText:
    """Convert `source`; the same text is converted once. No other file is ever read, no font fetched from elsewhere."""
    mistake = _mistake(source)
    if mistake is not None:
        return MjmlText(mistake=mistake)
    from mjml import mjml2html  # noqa: PLC0415 - rule files without MJML do not pay for the import

    try:
        html = mjml2html(source, fonts={})
    except ValueError as problem:
        at = source.find("<mjml")
        return MjmlText(mistake=MjmlMistake(label="", start=at, end=at + len("<mjml"), name=str(problem)))
    return MjmlText(html=html, text=_words(source))


def _mistake(source: str) -> MjmlMistake | None:
    """The first mistake: the converter would say none of where, and leaves out what it does not know."""
    if source.count("<") > MOST_TAGS:
        return MjmlMistake(label="size", start=0, end=1)
    opened: list[tuple[str, int, int]] = []
    bodies = 0
    for tag in _TAG.finditer(source):
        name = tag["name"]
        if name is None:
            continue
        at = tag.start("name")
        label, near = _wrong(name, tag["end"] == "/", opened)
        if label == "close" and any(name == before for before, _, _ in opened):
            break  # what was opened last is what lacks its end
        if label:
            return MjmlMistake(label=label, start=at, end=at + len(name), name=name, near=near)
        bodies += name == "mj-body"
        if tag["end"]:
            opened.pop()
        elif not tag["rest"].rstrip().endswith("/"):
            opened.append((name, at, at + len(name)))
    if opened:
        name, start, end = opened[-1]
        return MjmlMistake(label="open", start=start, end=end, name=name)
    return None if bodies else MjmlMistake(label="root", start=0, end=1)


def _wrong(name: str, ends: bool, opened: list[tuple[str, int, int]]) -> tuple[str, str]:
    """The label of the mistake and what was meant perhaps; two empty texts when there is none."""
    inside = opened[-1][0] if opened else ""
    if name not in ELEMENTS:
        near = nearest(name, ELEMENTS)
        return ("include", "") if name == "mj-include" else ("near" if near else "element", near)
    if ends:
        return ("", "") if name == inside else ("close", "")
    if (name == "mjml") is bool(opened):
        return "root", ""
    return ("open", "") if inside in CONTENT else ("", "")


def _words(source: str) -> str:
    """The words of texts, tables and buttons in their order, a button with its link."""
    blocks = []
    for shown in _SHOWN.finditer(source):
        plain = unescape(_MARKUP.sub("", _BREAK.sub("\n", shown["inner"])))
        lines = [" ".join(line.split()) for line in plain.strip().splitlines()]
        link = _HREF.search(shown["rest"]) if shown["name"] == "mj-button" else None
        blocks.append("\n".join(lines) + (f"\n{unescape(link[1] or link[2])}" if link else ""))
    return "\n\n".join(block for block in blocks if block) + "\n"
