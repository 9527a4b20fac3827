"""Template files: header lines, `---`, the text, and perhaps `--- html` or `--- mjml`; checked like rules (SEC28, V4).

```
category: coupon
class: essential
subject: Your coupon
---
The code is {{ coupon.code }}.
```

MJML becomes HTML here; where nothing stands before it, the text part comes from its words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.dsl.check.nearest import nearest
from engine.dsl.liquid_text import LiquidText, Mention, read_liquid
from engine.dsl.mjml_text import read_mjml
from engine.model.diagnostic import Diagnostic
from engine.model.program import MessageClass, Template
from engine.model.records import SourceFile
from engine.values.span import Span
from engine.vocabulary.template_variables import (
    CATEGORY_BY_NAME,
    FILTERS,
    LEGAL,
    TAGS,
    UNSUBSCRIBE,
    Category,
)

TEMPLATE_FILE = ".liquid"
_NAME = re.compile(r"(?:.*/)?(?P<name>[^/.\s][^/.]*)\.(?P<locale>[a-z]{2,3}(?:-[A-Z]{2})?)\.liquid")
_HEAD = re.compile(r"(?P<key>[a-z]+)[ \t]*:[ \t]*(?P<value>[^\n]*?)[ \t\r]*")
_TEXT = re.compile(r"^---[ \t\r]*(?:\n|\Z)", re.MULTILINE)
_HTML = re.compile(r"^---[ \t]+(?P<form>html|mjml)[ \t\r]*(?:\n|\Z)", re.MULTILINE)
KEYS = ("category", "class", "subject")
LONGEST = 256 * 1024

Report = Callable[[Diagnostic], None]


def is_template(path: str) -> bool:
    """Whether a file of a revision is a template."""
    return path.endswith(TEMPLATE_FILE)


def name_and_locale(path: str) -> tuple[str, str]:
    """`thanks` and `ja` of `templates/thanks.ja.liquid`; the path and "" for a file whose name says neither."""
    named = _NAME.fullmatch(path)
    return (named["name"], named["locale"]) if named else (path, "")


def read_templates(files: Sequence[SourceFile], report: Report) -> dict[str, tuple[Template, ...]]:
    """Templates by name, one per locale in the order of the files; a name with mistakes in its files is known too."""
    found: dict[str, tuple[Template, ...]] = {}
    for file in files:
        template = _Reader(file.path, file.text.removeprefix("\ufeff"), report).read()
        if template is None:
            if named := _NAME.fullmatch(file.path):
                found.setdefault(named["name"], ())
            continue
        before = found.get(template.name, ())
        if any(one.locale == template.locale for one in before):
            report(Diagnostic(code="E0512", span=Span(path=file.path, start=0, end=0), label="twice"))
        else:
            found[template.name] = (*before, template)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A header line: its value stands at `start`."""

    value: str
    start: int


class _Reader:
    """One template file."""

    def __init__(self, path: str, text: str, report: Report) -> None:
        self.path = path
        self.text = text
        self.report = report
        self.errors = 0

    def refuse(self, code: str, start: int, end: int, label: str = "", **args: str) -> None:
        self.errors += 1
        span = Span(path=self.path, start=start, end=end)
        self.report(Diagnostic(code=code, span=span, label=label, args=args))

    def read(self) -> Template | None:
        """The template, or None after reporting what is wrong."""
        named = _NAME.fullmatch(self.path)
        begins = _TEXT.search(self.text)
        if not named or not begins or len(self.text) > LONGEST:
            label = "name" if not named else "size" if begins else "line"
            self.refuse("E0512", 0, min(len(self.text), 1), label=label, path=self.path)
            return None
        head = self.head(begins.start())
        category = self.category(head)
        message_class = self.message_class(head)
        subject = head.get("subject", _Head(value="", start=0))
        html = _HTML.search(self.text, begins.end())
        parts = {
            "subject": (subject.value, subject.start),
            "text": (self.text[begins.end() : html.start() if html else None], begins.end()),
            "html": (self.text[html.end() :], html.end()) if html else ("", 0),
        }
        advertising = message_class is MessageClass.ADVERTISING
        known = _known(category, advertising) if category else None
        shown = [self.liquid(text, start, known) for text, start in parts.values()]
        text, markup = parts["text"][0], parts["html"][0]
        if html and html["form"] == "mjml":
            text, markup = self.mjml(text, markup, html.end())
            shown = [shown[0], read_liquid(text), shown[2]]
        if advertising:
            self.advertising(shown[1:] if html else shown[1:2])
        if self.errors or category is None:
            return None
        return Template(
            name=named["name"],
            locale=named["locale"],
            category=category.name,
            subject=subject.value,
            text=text,
            html=markup,
            message_class=message_class,
        )

    def mjml(self, text: str, source: str, start: int) -> tuple[str, str]:
        """The text part and the HTML of MJML that stands at `start`."""
        read = read_mjml(source)
        if wrong := read.mistake:
            label = wrong.label or ("reason" if wrong.name else "")
            self.refuse(
                "E0513", start + wrong.start, start + wrong.end, label=label, name=wrong.name, near=wrong.near
            )
        return text if text.strip() else read.text, read.html

    def head(self, end: int) -> dict[str, _Head]:
        """The header lines by key; unknown, repeated and missing ones are reported."""
        found: dict[str, _Head] = {}
        start = 0
        for line in self.text[:end].splitlines(keepends=True):
            match = _HEAD.fullmatch(line.rstrip("\n"))
            if match and match["key"] in KEYS and match["key"] not in found:
                found[match["key"]] = _Head(value=match["value"], start=start + match.start("value"))
            elif line.strip():
                self.refuse("E0512", start, start + len(line.rstrip()), label="header", line=line.strip())
            start += len(line)
        for key in ("category", "subject"):
            if key not in found or not found[key].value:
                self.refuse("E0512", end, end + 3, label="missing", key=key)
        return found

    def category(self, head: dict[str, _Head]) -> Category | None:
        named = head.get("category")
        if named is None or not named.value:
            return None
        category = CATEGORY_BY_NAME.get(named.value)
        if category is None:
            known = "\n".join(CATEGORY_BY_NAME)
            self.refuse(
                "E0512",
                named.start,
                named.start + len(named.value),
                label="category",
                known=known,
                found=named.value,
            )
        return category

    def message_class(self, head: dict[str, _Head]) -> MessageClass:
        named = head.get("class")
        if named is None:
            return MessageClass.ESSENTIAL
        if named.value not in set(MessageClass):
            known = "\n".join(MessageClass)
            end = named.start + len(named.value)
            self.refuse("E0512", named.start, end, label="class", known=known, found=named.value)
            return MessageClass.ESSENTIAL
        return MessageClass(named.value)

    def liquid(self, text: str, start: int, known: frozenset[str] | None) -> LiquidText:
        """Check the Liquid of one part that stands at `start`."""
        found = read_liquid(text)
        if found.broken:
            at = start + found.broken.offset
            self.refuse("E0510", at, min(at + 2, start + len(text.rstrip())), reason=found.broken.name)
        for code, what, mention in self.mistakes(found, known):
            at = start + mention.offset
            near = nearest(mention.name, known or ())
            end = at + len(mention.name)
            self.refuse(code, at, end, label=what or ("near" if near else ""), name=mention.name, near=near)
        return found

    def mistakes(self, found: LiquidText, known: frozenset[str] | None) -> Iterator[tuple[str, str, Mention]]:
        yield from (
            ("E0511", "", one) for one in found.variables if known is not None and one.name not in known
        )
        yield from (("E0511", "filter", one) for one in found.filters if one.name not in FILTERS)
        yield from (("E0511", "tag", one) for one in found.tags if one.name not in TAGS)

    def advertising(self, shown: Sequence[LiquidText]) -> None:
        """Advertising says how to unsubscribe and who sends it, in every form of the message (J3, E0805)."""
        for part in shown:
            missing = [one for one in (UNSUBSCRIBE, *LEGAL) if not part.names(one)]
            if missing and not part.broken:
                self.refuse("E0805", 0, len(self.text.partition("\n")[0]), missing="\n".join(missing))
                return


def _known(category: Category, advertising: bool) -> frozenset[str]:
    names = frozenset(one.path for one in category.variables)
    return names if advertising else names - {UNSUBSCRIBE}
