"""`otoku docs`: the reference manual as Markdown, written from the language itself."""

from pathlib import Path

import click

from engine.cli.rules import FOUND_PROBLEMS


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("docs"))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a page would change.")
def docs(folder: Path, *, only_check: bool) -> None:
    """Write reference.md, diagnostics.md and their Japanese pages (.ja.md) into FOLDER."""
    from engine.dsl.reference import manual  # noqa: PLC0415 - `--help` needs no grammar

    stale = [(folder / name, text) for name, text in manual().items() if _read(folder / name) != text]
    for place, text in stale:
        if not only_check:
            folder.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        click.echo(str(place))
    if stale and only_check:
        raise SystemExit(FOUND_PROBLEMS)


def _read(place: Path) -> str | None:
    return place.read_text(encoding="utf-8") if place.exists() else None
