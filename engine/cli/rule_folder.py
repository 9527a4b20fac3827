"""A rule folder under change: its files as text, and new texts written only over what was read."""

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from engine.cli.compiled import compile_sources
from engine.cli.files import CATALOG_NAMES, LARGEST_FILE, Unreadable, catalog_path, read_bytes, rule_paths
from engine.dsl.compile import Compiled
from engine.model.records import SourceFile

STDIN = Path("-")
STDIN_NAME = "rules.otoku"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFolder:
    """The files that belong together, `root` is what their names begin at; None when they came from standard input."""

    root: Path | None
    sources: tuple[SourceFile, ...]
    places: tuple[Path, ...]
    catalog: Path | None

    def compiled(self, files: tuple[SourceFile, ...]) -> Compiled:
        """What the compiler says of these files, with the catalogue of the folder. Raises Unreadable."""
        return compile_sources(files, self.catalog)

    def write(self, files: tuple[SourceFile, ...]) -> tuple[str, ...]:
        """Write what differs, each file whole or not at all; returns the names. Raises Unreadable.

        A file that somebody changed since it was read is not written over.
        """
        if self.root is None:
            click.echo(files[0].text, nl=False)
            return ()
        before = {source.path: source for source in self.sources}
        known = dict(zip(before, self.places, strict=True))
        changed = [file for file in files if before.get(file.path) != file]
        for file in changed:
            place = known.get(file.path)
            if place is not None and read_bytes(place) != before[file.path].text.encode():
                raise Unreadable(f"{place} was changed meanwhile; nothing was written, try again")
        for file in changed:
            _replace(known.get(file.path, self.root / file.path), file.text.encode())
        return tuple(file.path for file in changed)


def open_folder(target: Path, catalog: Path | None = None, root: Path | None = None) -> RuleFolder:
    """The folder that `target` (a folder, a file of one, or `-`) belongs to. Raises Unreadable."""
    if target == STDIN:
        text = _text(sys.stdin.buffer.read(LARGEST_FILE + 1), target)
        return RuleFolder(
            root=None, sources=(SourceFile(path=STDIN_NAME, text=text),), places=(), catalog=catalog
        )
    folder = root or (target if target.is_dir() else _root_of(target))
    named = rule_paths((folder,))
    return RuleFolder(
        root=folder,
        sources=tuple(SourceFile(path=name, text=_text(read_bytes(file), file)) for file, name in named),
        places=tuple(file for file, _ in named),
        catalog=catalog_path((folder,), catalog),
    )


def name_in(folder: RuleFolder, target: Path) -> str | None:
    """The name of a file inside its folder; None for the folder itself."""
    if folder.root is None:
        return STDIN_NAME
    if target.is_dir():
        return None
    for source, place in zip(folder.sources, folder.places, strict=True):
        if place.resolve() == target.resolve():
            return source.path
    raise Unreadable(f"{target} is not one of the rule files of {folder.root}")


def _root_of(file: Path) -> Path:
    """The folder of a rule file: the one that also holds the templates or the catalogue, if that is one further up."""
    if not file.exists():
        raise Unreadable(f"{file}: there is no such file or folder")
    for folder in (file.parent, file.absolute().parent.parent):
        if any((folder / name).exists() for name in ("templates", *CATALOG_NAMES)):
            return folder
    return file.parent


def _text(data: bytes, place: Path) -> str:
    """Bytes as text; what is not UTF-8 is never written back."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{place}: byte {problem.start} is not UTF-8; `otoku check` shows where") from None


def _replace(place: Path, data: bytes) -> None:
    """Write a file so that readers see the old or the new one, never half of it."""
    fresh = place.with_name(f".{place.name}.otoku-new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        if place.exists():
            fresh.chmod(place.stat().st_mode)
        fresh.replace(place)
    except OSError as problem:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise Unreadable(f"{place}: {problem.strerror or problem}") from None
