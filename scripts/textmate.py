"""The TextMate grammar of rule files, made of the language's own words, for VS Code and everything that reads such."""

from collections.abc import Sequence

from engine.dsl.word_list import keywords

_FIGURES = "(?<!\\w)[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_GAP = "[ \\t\\x{3000}]*"


def textmate_grammar() -> dict[str, object]:
    """The grammar as plain data, ready for JSON."""
    words = keywords()
    return {
        "name": "Otoku",
        "scopeName": "source.otoku",
        "fileTypes": ["otoku"],
        "patterns": [{"include": f"#{name}"} for name in ("comment", "block", "line", "value")],
        "repository": {
            "comment": _match("comment.line.number-sign.otoku", "[#＃].*$"),
            "block": {
                "match": f'^\\s*({_any(words["block"])})(?=\\s*(?:"(?:\\\\.|[^"\\\\])*"\\s*)?[{{｛])'
                '(?:\\s*("(?:\\\\.|[^"\\\\])*"))?',
                "captures": {
                    "1": {"name": "keyword.control.block.otoku"},
                    "2": {"name": "entity.name.section.otoku"},
                },
            },
            "line": _match("keyword.other.line.otoku", f"^\\s*({_any(_all(words))})", inside=1),
            "value": {"patterns": _values(words)},
        },
    }


def _values(words: dict[str, list[str]]) -> list[dict[str, object]]:
    return [
        {
            "name": "string.quoted.double.otoku",
            "begin": '"',
            "end": '"|$',
            "patterns": [_match("constant.character.escape.otoku", "\\\\.")],
        },
        _match(
            "string.quoted.other.otoku",
            '[「｢][^」｣"\\n]*[」｣"]|『[^』"\\n]*[』"]|[“„〝＂][^”〞＂"\\n]*[”〞＂"]',
        ),
        _match("constant.numeric.date.otoku", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        _match("constant.numeric.time.otoku", "[0-9]{1,2}:[0-9]{2}"),
        _match(
            "constant.numeric.money.otoku",
            f"{_FIGURES}{_GAP}(?:[A-Z]{{3}}\\b|円)|[¥￥$€£₩￦]{_GAP}{_FIGURES}",
        ),
        _match("constant.numeric.percent.otoku", f"{_FIGURES}{_GAP}[%％]"),
        _match("constant.numeric.otoku", f"{_FIGURES}"),
        _match("variable.other.member.otoku", "\\b[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+"),
        _match("constant.other.currency.otoku", "(?<![\\w.-])[A-Z]{3}(?![\\w.-])"),
        _match("keyword.operator.logical.otoku", _any([*words["join"], *words["not"]])),
        _match("constant.language.otoku", _any(words["truth"])),
        _match("keyword.other.unit.otoku", _any(words["unit"])),
        _match("support.constant.otoku", _any([*words["block"], *words["other"]])),
        _match("punctuation.section.block.otoku", "[{}｛｝]"),
        _match("punctuation.separator.otoku", "[,，、]"),
    ]


def _all(words: dict[str, list[str]]) -> list[str]:
    return [word for group in words.values() for word in group]


def _any(words: Sequence[str]) -> str:
    """A pattern of whole words; the longer first, so that none hides another."""
    return f"(?<![\\w.-])(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})(?![\\w.-])"


def _match(scope: str, pattern: str, *, inside: int | None = None) -> dict[str, object]:
    if inside is None:
        return {"name": scope, "match": pattern}
    return {"match": pattern, "captures": {str(inside): {"name": scope}}}
