"""A rule folder as an editor has it: open files as they are on screen, the others as they are on disk."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.dsl.compile import RULE_FILE, Compiled, compile_files
from engine.dsl.remembered import Memory
from engine.dsl.source import LARGEST_FILE, Source, read_source
from engine.dsl.templates import is_template
from engine.lsp.positions import Positions
from engine.model.answers import RowProblem
from engine.model.catalog import Catalog
from engine.model.program import ShopSettings
from engine.model.records import SourceFile
from engine.service.read_products import CatalogFile, ImportFormat, read_products

TEMPLATES = "templates"
CATALOGS = ("catalog.csv", "catalog.jsonl")
MARKS = (*CATALOGS, TEMPLATES)
"""What lies at the top of a rule folder."""

MOST_ROWS = 50
_PASSED_OVER = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, kw_only=True)  # no slots: places are counted on first use
class Snapshot:
    """What was found in a folder at one moment; files are known by their name in the rule set.

    `bad_rows` are rows of the catalogue `catalog_path` that cannot be read; products are then not checked.
    """

    root: Path
    sources: Mapping[str, Source]
    compiled: Compiled
    catalog: Catalog | None
    catalog_path: Path | None
    bad_rows: tuple[RowProblem, ...]
    encoding: str

    @cached_property
    def places(self) -> Mapping[str, Positions]:
        """How an editor counts in each file."""
        return {
            path: Positions(text=source.text, encoding=self.encoding) for path, source in self.sources.items()
        }

    def file(self, path: str) -> Path:
        """Where a file lies on disk."""
        return self.root / path


@dataclass(slots=True, kw_only=True)
class RuleFolder:
    """Keeps what was compiled, so that a change costs one rule."""

    root: Path
    encoding: str
    memory: Memory = field(default_factory=Memory)
    products: tuple[tuple[object, ...], Catalog | None, tuple[RowProblem, ...]] | None = None
    lying: frozenset[Path] | None = None
    last: Snapshot | None = None

    def forget_files(self) -> None:
        """Files may have come or gone."""
        self.lying = None

    def look(self, opened: Mapping[Path, str]) -> Snapshot:
        """Read and compile the folder; `opened` are the texts on screen."""
        texts = dict(self._texts(opened))
        files = tuple(SourceFile(path=path, text=text) for path, text in texts.items())
        found = next((self.root / name for name in CATALOGS if (self.root / name).is_file()), None)
        settings = self._settings()
        catalog, bad_rows = self._catalog(found, settings, opened)
        compiled = compile_files(files, catalog, complete=True, memory=self.memory)
        if found and _written_in(self._settings()) != _written_in(settings):
            catalog, bad_rows = self._catalog(found, self._settings(), opened)
            compiled = compile_files(files, catalog, complete=True, memory=self.memory)
        self.last = Snapshot(
            root=self.root,
            sources={path: read_source(path, text) for path, text in texts.items()},
            compiled=compiled,
            catalog=catalog,
            catalog_path=found,
            bad_rows=bad_rows,
            encoding=self.encoding,
        )
        return self.last

    def _settings(self) -> ShopSettings:
        """Those of the shop block as it was last read, whatever is wrong elsewhere."""
        return self.memory.scene.settings if self.memory.scene else ShopSettings()

    def _texts(self, opened: Mapping[Path, str]) -> Iterator[tuple[str, str]]:
        """Each file of the folder by its name; files of a rule folder inside this one are not its own."""
        if self.lying is None:
            self.lying = frozenset(_lying(self.root))
        for file in sorted({*self.lying, *(one for one in opened if self._is_ours(one))}):
            text = opened.get(file)
            yield file.relative_to(self.root).as_posix(), _read(file) if text is None else text

    def _is_ours(self, file: Path) -> bool:
        if not file.is_relative_to(self.root):
            return False
        if file.suffix == RULE_FILE:
            return root_of(file, self.root) == self.root
        return is_template(file.name) and file.parent == self.root / TEMPLATES

    def _catalog(
        self, path: Path | None, settings: ShopSettings, opened: Mapping[Path, str]
    ) -> tuple[Catalog | None, tuple[RowProblem, ...]]:
        """The products, read again only when the file or the shop's currency changed."""
        if path is None:
            return None, ()
        text = opened.get(path)
        stat = path.stat()
        key = (path, settings.currency, settings.zone, text or (stat.st_mtime_ns, stat.st_size))
        if self.products is None or self.products[0] != key:
            catalog, problems = _read_catalog(path, _read(path) if text is None else text, settings)
            self.products = (key, catalog, problems)
        return self.products[1], self.products[2]


def _written_in(settings: ShopSettings) -> tuple[str, str]:
    """What decides how a catalogue is read."""
    return settings.currency, settings.zone


def root_of(file: Path, workspace: Path | None) -> Path:
    """The rule folder of a file: the nearest with a catalogue or templates, else the workspace, else its own.

    Above a file that lies in no workspace, two folders are looked at.
    """
    for folder in file.parents if workspace else file.parents[:2]:
        if any((folder / mark).exists() for mark in MARKS) or folder == workspace:
            return folder
    return file.parent


def _lying(root: Path) -> Iterator[Path]:
    """The rule files and templates on disk; hidden folders, those of packages and other rule folders left out."""
    for folder, inner, files in os.walk(root):
        here = Path(folder)
        inner[:] = [
            name
            for name in inner
            if not name.startswith(".")
            and name not in _PASSED_OVER
            and not any((here / name / mark).exists() for mark in MARKS)
        ]
        for name in files:
            if name.endswith(RULE_FILE) or (is_template(name) and here == root / TEMPLATES):
                yield here / name


def look_at_text(text: str, encoding: str) -> Snapshot:
    """A rule file that lies nowhere yet."""
    path = "untitled.otoku"
    compiled = compile_files((SourceFile(path=path, text=text),))
    return Snapshot(
        root=Path(),
        sources={path: read_source(path, text)},
        compiled=compiled,
        catalog=None,
        catalog_path=None,
        bad_rows=(),
        encoding=encoding,
    )


def _read(file: Path) -> str:
    """A file's text; bytes that are no UTF-8 become U+FFFD and are found by the parser."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1 if file.suffix == RULE_FILE else -1).decode(
                "utf-8", "replace"
            )
    except OSError:
        return ""


def _read_catalog(
    path: Path, text: str, settings: ShopSettings
) -> tuple[Catalog | None, tuple[RowProblem, ...]]:
    form = ImportFormat.JSONL if path.suffix == ".jsonl" else ImportFormat.CSV
    written = CatalogFile(format=form, currency=settings.currency, zone=ZoneInfo(settings.zone))
    rows = list(read_products(text.removeprefix("\ufeff").splitlines(keepends=True), written))
    problems = tuple(row.problem for row in rows if row.problem is not None)[:MOST_ROWS]
    products = {row.product.sku: row.product for row in rows if row.product is not None}
    catalog = Catalog(currency=settings.currency, products=products, version=1)
    return (None if problems else catalog), problems
