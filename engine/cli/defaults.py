"""`otoku explain-defaults`: what every line means that is left out."""

from collections.abc import Iterator

import click

from engine.cli.words import language_option
from engine.vocabulary.blanks import blank_of
from engine.vocabulary.registry import lines_of, required_in
from engine.vocabulary.word import Place

SHOWN = tuple(place for place in Place if place is not Place.TEST)
"""Blocks with settings: the lines of a test are steps, and one that is not there does not happen."""


@click.command("explain-defaults")
@click.argument("block", required=False, type=click.Choice([place.value for place in SHOWN]))
@language_option
def explain_defaults(block: str | None, language: str) -> None:
    """Say what each line means that is left out, of one BLOCK (coupon, sale, …) or of all."""
    places = SHOWN if block is None else (Place(block),)
    click.echo("\n\n".join("\n".join(_lines(place, language)) for place in places))


def _lines(place: Place, language: str) -> Iterator[str]:
    yield place.value
    required = required_in(place)
    for label in lines_of(place):
        if label in required:
            told = "必須" if language == "ja" else "required"
        else:
            blank = blank_of(place, label)
            if blank is None:
                raise AssertionError(f"nobody said what {place.value} without {label} means")
            told = blank.ja if language == "ja" else blank.en
            told += f"  (`{blank.line}`)" if blank.line else ""
        yield f"  {label:<14} {told}"
