"""Rule folders compiled for a verb: texts, catalogue, program, diagnostics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.cli.files import Unreadable, cannot_read, catalog_path, read_bytes, rule_paths
from engine.dsl.compile import Compiled, compile_files
from engine.dsl.render import Finding, as_text, findings
from engine.dsl.source import Source, read_source
from engine.model.catalog import Catalog, Product
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.program import ShopSettings
from engine.model.records import SourceFile
from engine.service.read_products import CatalogFile, ImportFormat, read_products

MOST_ROWS = 20
"""Bad rows of a catalogue that are shown one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a verb was pointed at; `shown` is each file's name as a person would type it here.

    A file that is no text at all is only reported; then nothing was compiled.
    """

    sources: tuple[Source, ...]
    shown: tuple[str, ...]
    compiled: Compiled | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> bool:
        """Whether anything keeps these rules from going live."""
        return any(one.severity is Severity.ERROR for one in self.diagnostics)

    def findings(self, language: str) -> tuple[Finding, ...]:
        """Every diagnostic with its file and words, file by file."""
        return tuple(
            found
            for source, shown in zip(self.sources, self.shown, strict=True)
            for found in findings(
                replace(source, path=shown),
                (one for one in self.diagnostics if one.span.path == source.path),
                language,
            )
        )

    def mistakes(self, language: str = "en") -> str:
        """The errors, as text."""
        errors = [one for one in self.findings(language) if one.diagnostic.severity is Severity.ERROR]
        return as_text(errors, language=language)


NOTHING: Mapping[str, Product] = {}


def read_folder(
    paths: tuple[Path, ...], catalog: Path | None, stored: Mapping[str, Product] = NOTHING
) -> Folder:
    """Read and compile what stands in `paths`, with the catalogue named or found there. Raises Unreadable.

    `stored` are products that the shop has beside those of the catalogue.
    """
    named = rule_paths(paths)
    sources = tuple(read_source(name, read_bytes(file)) for file, name in named)
    shown = tuple(_shown(file) for file, _ in named)
    broken = tuple(one for source in sources for one in source.diagnostics if not source.text)
    if broken:
        return Folder(sources=sources, shown=shown, compiled=None, diagnostics=broken)
    files = tuple(SourceFile(path=source.path, text=source.text) for source in sources)
    # Who names single files may have the templates elsewhere.
    complete = any(path.is_dir() for path in paths)
    compiled = compile_sources(files, catalog_path(paths, catalog), stored, complete=complete)
    return Folder(sources=sources, shown=shown, compiled=compiled, diagnostics=compiled.diagnostics)


def _shown(file: Path) -> str:
    """A file's name from here, as editors, terminals and GitHub open it."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def compile_sources(
    files: Sequence[SourceFile],
    catalog: Path | None,
    stored: Mapping[str, Product] = NOTHING,
    *,
    complete: bool = True,
) -> Compiled:
    """Rule files compiled against the products of a file, if there is one. Raises Unreadable."""
    ground = compile_files(files)
    if catalog is None or ground.program is None:
        return ground
    products = read_catalog(catalog, ground.program.settings)
    if stored:
        products = replace(products, products={**stored, **products.products})
    return compile_files(files, products, complete=complete)


def read_catalog(path: Path, settings: ShopSettings) -> Catalog:
    """The products of a file, prices in the shop's currency. Raises Unreadable with the bad rows."""
    form = ImportFormat.JSONL if path.suffix == ".jsonl" else ImportFormat.CSV
    written = CatalogFile(format=form, currency=settings.currency, zone=ZoneInfo(settings.zone))
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(read_products(lines, written))
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(path, error) from None
    problems = [row.problem for row in rows if row.problem is not None]
    if problems:
        told = [
            f"  line {bad.line}: {bad.column or 'the row'}: {bad.code.replace('_', ' ')} {bad.value!r}"
            + (f", expected {bad.expected}" if bad.expected else "")
            for bad in problems[:MOST_ROWS]
        ]
        raise Unreadable("\n".join([f"{path}: {len(problems)} row(s) cannot be read", *told]))
    products = {row.product.sku: row.product for row in rows if row.product is not None}
    return Catalog(currency=settings.currency, products=products, version=1)
