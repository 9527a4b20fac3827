"""Rule folders on disk: which files make a revision, and how they are read."""

from pathlib import Path

import click

from engine.model.records import SourceFile

LARGEST_FILE = 256 * 1024
CATALOG_NAMES = ("catalog.csv", "catalog.jsonl")


class Unreadable(click.ClickException):
    """A file that cannot be used at all; exit code 2, as for any wrong call."""

    exit_code = 2


def cannot_read(path: Path, problem: OSError | UnicodeDecodeError) -> Unreadable:
    """A table that cannot be read, and how to mend it."""
    if isinstance(problem, UnicodeDecodeError):
        return Unreadable(
            f"{path}: this file is not UTF-8 text; in Excel, save it as `CSV UTF-8` (Shift_JIS is not read)"
        )
    return Unreadable(f"{path}: {problem.strerror or problem}")


def rule_paths(paths: tuple[Path, ...]) -> tuple[tuple[Path, str], ...]:
    """Each file to read with its name in the revision: `rules.otoku`, `templates/thanks.ja.liquid`.

    A folder stands for all `*.otoku` files below it and the templates in its `templates/`.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for pattern in ("**/*.otoku", "templates/*.liquid"):
                for file in sorted(path.glob(pattern)):
                    found[file] = file.relative_to(path).as_posix()
        elif path.exists():
            found[path] = f"templates/{path.name}" if path.suffix == ".liquid" else path.name
        else:
            raise Unreadable(f"{path}: there is no such file or folder")
    if not any(file.suffix == ".otoku" for file in found):
        raise Unreadable("no rule files here: they end in `.otoku` (`otoku init shop` makes a first one)")
    return tuple(found.items())


def read_bytes(path: Path) -> bytes:
    """A file's bytes, one more than the cap at most, so that a huge file costs nothing."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from None


def read_sources(paths: tuple[Path, ...]) -> tuple[SourceFile, ...]:
    """All files of a revision as text; bytes that are no UTF-8 become U+FFFD and are found by the parser."""
    return tuple(
        SourceFile(path=name, text=read_bytes(file).decode("utf-8", errors="replace"))
        for file, name in rule_paths(paths)
    )


def catalog_path(paths: tuple[Path, ...], given: Path | None) -> Path | None:
    """The catalogue named by `--catalog`, else the one lying in a named folder, else None."""
    if given is not None:
        return given
    for folder in (path for path in paths if path.is_dir()):
        for name in CATALOG_NAMES:
            if (folder / name).exists():
                return folder / name
    return None
