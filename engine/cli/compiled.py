"""Rule folders compiled for a verb: texts, catalogue, program, diagnostics."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from engine.cli.files import Unreadable, catalog_path, read_bytes, rule_paths
from engine.dsl.compile import Compiled, compile_files
from engine.dsl.render import Finding, findings
from engine.dsl.source import Source, read_source
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.program import ShopSettings
from engine.model.records import SourceFile
from engine.service.read_products import CatalogFile, ImportFormat, read_products

MOST_ROWS = 20
"""Bad rows of a catalogue that are shown one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What a verb was pointed at. `unreadable` files are no text; then nothing was compiled."""

    sources: tuple[Source, ...]
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
            for source in self.sources
            for found in findings(
                source, (one for one in self.diagnostics if one.span.path == source.path), language
            )
        )


def read_folder(paths: tuple[Path, ...], catalog: Path | None) -> Folder:
    """Read and compile what stands in `paths`, with the catalogue named or found there. Raises Unreadable."""
    named = rule_paths(paths)
    sources = tuple(read_source(name, read_bytes(file)) for file, name in named)
    broken = tuple(one for source in sources for one in source.diagnostics if not source.text)
    if broken:
        return Folder(sources=sources, compiled=None, diagnostics=broken)
    files = tuple(SourceFile(path=source.path, text=source.text) for source in sources)
    compiled = compile_sources(files, catalog_path(paths, catalog))
    return Folder(sources=sources, compiled=compiled, diagnostics=compiled.diagnostics)


def compile_sources(files: Sequence[SourceFile], catalog: Path | None) -> Compiled:
    """Rule files compiled against the products of a file, if there is one. Raises Unreadable."""
    ground = compile_files(files)
    if catalog is None or ground.program is None:
        return ground
    return compile_files(files, read_catalog(catalog, ground.program.settings), complete=True)


def read_catalog(path: Path, settings: ShopSettings) -> Catalog:
    """The products of a file, prices in the shop's currency. Raises Unreadable with the bad rows."""
    form = ImportFormat.JSONL if path.suffix == ".jsonl" else ImportFormat.CSV
    written = CatalogFile(format=form, currency=settings.currency, zone=ZoneInfo(settings.zone))
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(read_products(lines, written))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path}: {error}") from None
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
