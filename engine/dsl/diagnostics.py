"""What a diagnostic says, in English or Japanese: the catalogue filled with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from engine.dsl.messages import CATALOGUE
from engine.dsl.messages.entry import Entry, Said
from engine.model.diagnostic import Diagnostic

_TERMS: Mapping[str, Said] = {
    "<text>": Said('a "text in quotes"', '"…" で囲んだ文字'),
    "<number>": Said("a whole number", "整数"),
    "<decimal>": Said("a number", "数"),
    "<amount>": Said("an amount like `500 JPY`", "`500 JPY` のような金額"),
    "<percent>": Said("a percentage like `10%`", "`10%` のような割合"),
    "<date>": Said("a date like `2026-04-29`", "`2026-04-29` のような日付"),
    "<time>": Said("a time like `10:00`", "`10:00` のような時刻"),
    "<field>": Said("a field like `cart.total`", "`cart.total` のような項目"),
    "<currency>": Said("a currency like `JPY`", "`JPY` のような通貨"),
    "<rule>": Said("a rule such as `coupon` or `sale`", "`coupon` や `sale` などのルール"),
    "<end>": Said("the end of the line", "行の終わり"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Texts of one diagnostic in one language; `notes` in the order of `Diagnostic.also`."""

    title: str
    message: str
    label: str
    notes: tuple[str, ...]
    helps: tuple[str, ...]


class _Argument(str):
    """An argument of a text; `{name:or}` reads it as a list, one entry per line, terms in angle brackets."""

    __slots__ = ("language",)

    language: str

    def __format__(self, spec: str) -> str:
        if spec != "or":
            return str(self)
        said = [_TERMS[one].text(self.language) if one in _TERMS else f"`{one}`" for one in self.splitlines()]
        if self.language == "ja":
            joined = "、".join(said[:-2]) + ("、" if said[2:] else "") + " か ".join(said[-2:])
            return joined + " " if joined.endswith("`") else joined
        return ", ".join(said[:-2]) + (", " if said[2:] else "") + " or ".join(said[-2:])


class _Arguments(dict[str, str]):
    """Arguments of a text; one that was not given stays visible as `{name}` instead of hiding the message."""

    def __missing__(self, key: str) -> str:
        return _argument(f"{{{key}}}", "en")


def _argument(value: str, language: str) -> _Argument:
    argument = _Argument(value)
    argument.language = language
    return argument


def wording(diagnostic: Diagnostic, language: str = "en") -> Wording:
    """What `diagnostic` says in `language` (`en` or `ja`)."""
    entry = CATALOGUE.get(diagnostic.code) or _unknown(diagnostic.code)

    def fill(said: Said | None, args: Mapping[str, str] = diagnostic.args) -> str:
        if said is None:
            return ""
        values = _Arguments({key: _argument(value, language) for key, value in args.items()})
        return said.text(language).format_map(values)

    key = diagnostic.label
    helps = diagnostic.helps or (("",) if "" in entry.helps else ())
    return Wording(
        title=entry.title.text(language),
        message=fill(entry.variants.get(key, entry.message)),
        label=fill(entry.labels.get(key)),
        notes=tuple(fill(entry.notes.get(note.label), note.args) for note in diagnostic.also),
        helps=tuple(fill(entry.helps[one]) for one in helps if one in entry.helps),
    )


def explanation(code: str, language: str = "en") -> str | None:
    """The manual page of a code in Markdown (`en` or `ja`); None when there is no such page."""
    page = files("engine.dsl").joinpath("explain", f"{code}.{language}.md")
    return page.read_text(encoding="utf-8") if code.isalnum() and page.is_file() else None


def _unknown(code: str) -> Entry:
    """A code without texts is a bug that must not hide the finding itself."""
    return Entry(title=Said(code, code), message=Said(code, code))
