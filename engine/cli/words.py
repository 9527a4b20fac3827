"""`otoku words` and `otoku explain`: the manual at the prompt."""

import json
from difflib import get_close_matches
from pathlib import Path

import click

from engine.dsl.messages import CATALOGUE
from engine.dsl.word_list import word_list
from engine.vocabulary.fields import FieldWord
from engine.vocabulary.registry import FIELDS, KINDS, LINES, places_of
from engine.vocabulary.word import Word

EXPLAIN = Path(__file__).resolve().parents[1] / "dsl" / "explain"

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "ja"]),
    envvar="OTOKU_LANG",
    default="en",
    show_default=True,
    help="Language of messages.",
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For editors and forms.")
@language_option
def words(as_json: bool, language: str) -> None:
    """List every line and every fact of the language, each with an example."""
    if as_json:
        click.echo(json.dumps(word_list(), ensure_ascii=False, indent=1))
        return
    for word in LINES:
        places = ", ".join(place.value for place in places_of(word.label))
        click.echo(f"{word.example}\n    {word.doc[language]}  ({places})")
    click.echo("\nFacts for `if` and `unless`:")
    for fact in FIELDS:
        click.echo(f"  {fact.path:28}{fact.type.value:10}{fact.doc[language]}")


@click.command()
@click.argument("subject", nargs=-1, required=True)
@language_option
def explain(subject: tuple[str, ...], language: str) -> None:
    """Explain a diagnostic (E0303), a line (`valid`, `cart lifetime`), a fact (cart.total) or a kind (coupon)."""
    asked = " ".join(subject)
    text = (
        _page(asked.upper(), language)
        or _line(asked, language)
        or _fact(asked, language)
        or _kind(asked, language)
    )
    if text is None:
        known = [*CATALOGUE, *(word.label for word in LINES), *(fact.path for fact in FIELDS)]
        near = get_close_matches(asked, known, n=1) or get_close_matches(asked.upper(), known, n=1)
        hint = f" Did you mean `{near[0]}`?" if near else " `otoku words` lists them all."
        raise click.ClickException(f"nothing is called `{asked}` here.{hint}")
    click.echo(text)


def _page(code: str, language: str) -> str | None:
    path = EXPLAIN / f"{code}.{language}.md"
    return path.read_text(encoding="utf-8").rstrip() if code in CATALOGUE and path.exists() else None


def _line(label: str, language: str) -> str | None:
    found: Word | None = next((word for word in LINES if word.label == label.lower()), None)
    if found is None:
        return None
    places = ", ".join(place.value for place in places_of(found.label))
    return f"{found.label}: {found.doc[language]}\n\n  {found.example}\n\nbelongs to: {places}"


def _fact(path: str, language: str) -> str | None:
    found: FieldWord | None = next((fact for fact in FIELDS if fact.path == path.lower()), None)
    return None if found is None else f"{found.path} ({found.type.value}): {found.doc[language]}"


def _kind(name: str, language: str) -> str | None:
    for kind in KINDS:
        if kind.kind.value == name.lower():
            lines = ", ".join(kind.lines)
            needs = [*kind.required, *([" or ".join(kind.one_of)] if kind.one_of else [])]
            return f"{name}: {kind.doc[language]}\n\nneeds: {', '.join(needs)}\nmay have: {lines}"
    return None
