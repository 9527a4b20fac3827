"""The manual, written from the declarations themselves: every line, fact, occasion and finding, in two languages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from engine.dsl.compile import compile_files
from engine.dsl.diagnostics import explanation
from engine.dsl.messages import CATALOGUE
from engine.dsl.places import line_finder
from engine.model.catalog import Catalog, Product
from engine.model.records import SourceFile
from engine.vocabulary.fields import OPERATORS
from engine.vocabulary.registry import BLOCKS, FIELDS, KINDS, LINE_BY_LABEL, TRIGGERS, places_of
from engine.vocabulary.word import BlockWord, KindWord

LANGUAGES = ("en", "ja")

_WRONG = re.compile(r"^```(?:otoku|liquid) wrong(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ONE_PRODUCT = Catalog(currency="JPY", products={"TEA-1": Product(sku="TEA-1", name="Tea", price=1_000)})

_OF_NO_LINE = ("E00", "E01", "E02", "W10", "W15")
"""Findings about files, typing and form, which any line can have."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "made": "Written by `otoku docs` from the declarations of the language; do not edit.",
        "reference": "Reference of the rule language",
        "guide": "The guide is [language.md](language.md); all findings are in [diagnostics.md](diagnostics.md).",
        "kinds": "Kinds of rules",
        "blocks": "Other blocks",
        "lines": "Lines",
        "facts": "Facts for `if` and `unless`",
        "triggers": "What may follow `when`",
        "needs": "needs",
        "or": " or ",
        "may": "may have",
        "in": "in",
        "repeats": "may stand several times",
        "findings": "findings",
        "fact": "fact | type | meaning | for example",
        "comparisons": "Comparisons of each type",
        "diagnostics": "Findings",
        "diagnostics_about": "Every finding of `otoku check` with a wrong and a right example; "
        "`otoku explain E0303` shows one.",
        "code": "code | meaning",
    },
    "ja": {
        "made": "`otoku docs` が言語の定義から書き出したものです。直接編集しないでください。",
        "reference": "ルール言語リファレンス",
        "guide": "使い方は [language.ja.md](language.ja.md)、"
        "指摘の一覧は [diagnostics.ja.md](diagnostics.ja.md) をご覧ください。",
        "kinds": "ルールの種類",
        "blocks": "そのほかのブロック",
        "lines": "行",
        "facts": "`if` と `unless` で使える項目",
        "triggers": "`when` に続けて書けるもの",
        "needs": "必須",
        "or": " または ",
        "may": "書ける行",
        "in": "書ける場所",
        "repeats": "複数書けます",
        "findings": "関係する指摘",
        "fact": "項目 | 型 | 意味 | 例",
        "comparisons": "型ごとに使える比較",
        "diagnostics": "指摘一覧",
        "diagnostics_about": "`otoku check` のすべての指摘と、その誤った例・正しい例です。"
        "1件だけなら `otoku explain E0303 --lang ja` で読めます。",
        "code": "コード | 意味",
    },
}


def manual() -> Mapping[str, str]:
    """The generated pages by file name."""
    pages: dict[str, str] = {}
    codes = codes_by_label()
    for language in LANGUAGES:
        mark = "" if language == "en" else f".{language}"
        pages[f"reference{mark}.md"] = "\n".join(_reference(language, codes)).rstrip() + "\n"
        pages[f"diagnostics{mark}.md"] = "\n".join(_diagnostics(language)).rstrip() + "\n"
    return pages


def codes_by_label() -> Mapping[str, tuple[str, ...]]:
    """The findings that the manual shows at a line with this label: the wrong examples are compiled."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in (one for one in CATALOGUE if not one.startswith(_OF_NO_LINE)):
        page = explanation(code) or ""
        files = [
            SourceFile(path=path or "rules.otoku", text=text) for path, text in _WRONG.findall(page) if text
        ]
        compiled = compile_files(files, _ONE_PRODUCT)
        texts = {one.path: one.text for one in files}
        for diagnostic in compiled.diagnostics:
            if diagnostic.code == code and diagnostic.span.path in texts:
                label = _label_at(texts[diagnostic.span.path], diagnostic.span.start)
                if label:
                    found[label].add(code)
    return {label: tuple(sorted(codes)) for label, codes in found.items()}


def _label_at(text: str, offset: int) -> str:
    line = text.split("\n")[line_finder(text)(offset) - 1].strip()
    fitting = [label for label in LINE_BY_LABEL if line == label or line.startswith(f"{label} ")]
    return max(fitting, key=len, default="")


# ------------------------------------------------------------------------------------------- reference


def _reference(language: str, codes: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    words = _WORDS[language]
    yield from (f"# {words['reference']}", "", words["made"], "", words["guide"], "")
    yield from (f"## {words['kinds']}", "")
    for kind in KINDS:
        yield from _block(kind.kind.value, kind, language)
    yield from (f"## {words['blocks']}", "")
    for block in BLOCKS:
        yield from _block(block.place.value, block, language)
    yield from (f"## {words['triggers']}", "")
    for trigger in TRIGGERS:
        yield f"- `{trigger.example}`: {trigger.doc[language]}"
    yield from ("", f"## {words['lines']}", "")
    for label in sorted(LINE_BY_LABEL):
        yield from _line(label, language, codes.get(label, ()))
    yield from _facts(language)


def _block(name: str, block: KindWord | BlockWord, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield from (f"### `{name}`", "", block.doc[language], "")
    yield from _code(block.example)
    needed = [f"`{one}`" for one in block.required]
    if isinstance(block, KindWord) and block.one_of:
        needed.append(words["or"].join(f"`{one}`" for one in block.one_of))
    if needed:
        yield f"- {words['needs']}: {', '.join(needed)}"
    others = [one for one in block.lines if one not in block.required]
    yield f"- {words['may']}: " + ", ".join(f"[`{one}`](#{_anchor(one)})" for one in others)
    yield ""


def _line(label: str, language: str, codes: tuple[str, ...]) -> Iterator[str]:
    word, words = LINE_BY_LABEL[label], _WORDS[language]
    yield from (f'### <a id="{_anchor(label)}"></a>`{label}`', "", word.doc[language], "")
    yield from _code(word.example)
    places = ", ".join(f"`{place.value}`" for place in places_of(label))
    yield f"- {words['in']}: {places}" + (f"; {words['repeats']}" if word.repeats else "")
    if codes:
        page = "diagnostics.md" if language == "en" else f"diagnostics.{language}.md"
        told = (f"[{code}]({page}#{code.lower()}) {CATALOGUE[code].title.text(language)}" for code in codes)
        yield f"- {words['findings']}: {'; '.join(told)}"
    yield ""


def _anchor(label: str) -> str:
    return f"line-{label.replace(' ', '-')}"


def _facts(language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield from (f"## {words['facts']}", "", f"| {words['fact']} |", "|---|---|---|---|")
    for fact in FIELDS:
        yield f"| `{fact.path}` | {fact.type.value} | {fact.doc[language]} | `{fact.example}` |"
    yield from ("", f"### {words['comparisons']}", "")
    for kind, operators in OPERATORS.items():
        spelled = ", ".join(f"`{one.replace('_', ' ')}`" for one in sorted(operators) if one != "is_true")
        yield f"- {kind.value}: {spelled}"


def _code(text: str) -> Iterator[str]:
    """An indented block: it is a line of a rule, not a whole file."""
    yield from (*(f"    {line}".rstrip() for line in text.strip().splitlines()), "")


# ------------------------------------------------------------------------------------------- diagnostics


def _diagnostics(language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield from (f"# {words['diagnostics']}", "", words["made"], "", words["diagnostics_about"], "")
    yield from (f"| {words['code']} |", "|---|---|")
    for code in sorted(CATALOGUE):
        yield f"| [{code}](#{code.lower()}) | {CATALOGUE[code].title.text(language)} |"
    for code in sorted(CATALOGUE):
        heading, _, body = (explanation(code, language) or "").partition("\n")
        yield from ("", f'## <a id="{code.lower()}"></a>{heading.removeprefix("# ")}', "", _lowered(body))


def _lowered(body: str) -> str:
    """The page one level deeper; comments inside the examples begin with `#` and stay."""
    inside, out = False, []
    for line in body.strip().splitlines():
        if line.startswith("```"):
            inside = not inside
            out.append("```text" if inside else line)  # some examples are files cut short, or bytes
            continue
        out.append(f"#{line}" if line.startswith("#") and not inside else line)
    return "\n".join(out)
