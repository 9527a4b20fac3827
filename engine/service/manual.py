"""The manual at hand: what a finding means, rules to begin from, and every name that may be written."""

from dataclasses import dataclass
from importlib.resources import files

from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.find import name_of
from engine.dsl.forms.starters import STARTERS
from engine.dsl.messages import CATALOGUE
from engine.dsl.parser import parse_file
from engine.dsl.templates import is_template
from engine.model.catalog import Product
from engine.model.records import SourceFile
from engine.service.engine import Engine
from engine.service.working_copy import working_copy
from engine.vocabulary.registry import FIELDS, TRIGGERS

MOST_PRODUCTS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterRule:
    """A rule to begin from in one language; `blanks` are (label, what belongs there)."""

    name: str
    kind: str
    title: str
    story: str
    text: str
    blanks: tuple[tuple[str, str], ...]
    files: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A name that may be written: a block (`kind`, `name`), a template, a category, a fact, an occasion.

    `detail` says more: the type of a fact; `doc` what it means.
    """

    kind: str
    name: str
    detail: str = ""
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Every name that may be written; of very many products the first by SKU."""

    products: tuple[Product, ...]
    names: tuple[Known, ...]


def explain_code(code: str, language: str) -> str | None:
    """The manual page of a finding as Markdown; None for a code that there is not."""
    if code not in CATALOGUE:
        return None
    page = files("engine.dsl").joinpath("explain", f"{code}.{_spoken(language)}.md")
    return page.read_text(encoding="utf-8") if page.is_file() else None


def starter_rules(language: str) -> tuple[StarterRule, ...]:
    """Rules to begin from, told in `language`."""
    spoken = _spoken(language)
    return tuple(
        StarterRule(
            name=one.name,
            kind=one.kind,
            title=one.title.text(spoken),
            story=one.story.text(spoken),
            text=one.text,
            blanks=tuple((blank.label, blank.hint.text(spoken)) for blank in one.blanks),
            files=one.files,
        )
        for one in STARTERS
    )


async def known_names(engine: Engine, shop: str, language: str) -> KnownNames:
    """What completion offers: the catalogue, the working copy, facts and occasions; two reads."""
    catalog = await engine.store.catalog(shop)
    copy = await working_copy(engine, shop)
    spoken = _spoken(language)
    products = [product for _, product in sorted(catalog.products.items())]
    categories = sorted({product.category for product in products if product.category})
    tags = sorted({tag for product in products for tag in product.tags})
    return KnownNames(
        products=tuple(products[:MOST_PRODUCTS]),
        names=(
            *(known for file in copy.files for known in _of_file(file)),
            *(Known(kind="category", name=name) for name in categories),
            *(Known(kind="tag", name=name) for name in tags),
            *(Known(kind="fact", name=one.path, detail=one.type, doc=one.doc[spoken]) for one in FIELDS),
            *(Known(kind="occasion", name=" ".join(one.words), doc=one.doc[spoken]) for one in TRIGGERS),
        ),
    )


def _of_file(file: SourceFile) -> tuple[Known, ...]:
    if is_template(file.path):
        name, _, locale = file.path.rpartition("/")[2].removesuffix(".liquid").rpartition(".")
        return (Known(kind="template", name=name, detail=locale),) if name else ()
    if not file.path.endswith(RULE_FILE):
        return ()
    blocks = parse_file(file.path, file.text).blocks
    return tuple(
        Known(kind=block.kind, name=name_of(block), detail=file.path) for block in blocks if block.name
    )


def _spoken(language: str) -> str:
    return "ja" if language.lower().startswith("ja") else "en"
