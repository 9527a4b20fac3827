"""Verbs that change or read a stored shop: publish, rollback, catalog, token, sign-in, audit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from engine.cli.compiled import read_folder
from engine.cli.files import cannot_read, catalog_path, read_sources
from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.cli.progress import counting
from engine.cli.words import language_option
from engine.dsl.compile import compile_files
from engine.model.answers import ImportReport, Published, RulesRefused
from engine.model.catalog import Catalog
from engine.model.decision import Rejection
from engine.model.records import AuditEntry, Page, SourceFile
from engine.service import ask
from engine.service import catalog as products
from engine.service.check_invariants import check_invariants
from engine.service.engine import Engine
from engine.service.links import owner_link
from engine.service.open_shop import ShopNameInvalid, open_shop
from engine.service.publish import publish as publish_rules
from engine.service.publish import rollback as roll_back
from engine.service.read_products import ImportFormat
from engine.service.tokens import TokenKind, create_token
from engine.service.write_products import write_products

AUDIT_PAGE = 50
NOTHING_PUBLISHED = "nothing was published; the live rules go on as before"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--name", default="", help="The shop's name, when it is new; else the one in its `legal` block."
)
@click.option("--note", default="", help="Why, for the list of revisions.")
@click.option("--no-catalog", is_flag=True, help="Leave the stored products as they are.")
@shop_option
@language_option
def publish(*, folder: Path, name: str, note: str, no_catalog: bool, shop: str, language: str) -> None:
    """Make the rules and templates of FOLDER live, and store its catalogue first. With errors nothing changes."""
    sources = read_sources((folder,))
    table = None if no_catalog else catalog_path((folder,), None)

    async def act(engine: Engine) -> None:
        if table is not None:
            await _refuse_mistakes(engine, shop, folder, language)
        try:
            before = await open_shop(engine, shop, name or _legal_name(sources))
        except ShopNameInvalid as problem:
            raise click.ClickException(str(problem)) from None
        if table is not None:
            _show_import(table, await _import(engine, shop, table, products.ImportMode.ALL_OR_NOTHING))
        outcome = await publish_rules(
            engine, shop, sources, expected=before.live_revision, actor=BY_CLI, note=note, language=language
        )
        _show_publication(outcome)

    with_engine(act)


def _show_publication(outcome: Published | RulesRefused | Rejection) -> None:
    match outcome:
        case Published():
            for found in outcome.diagnostics:
                click.echo(found.rendered, err=True)
            click.echo(f"revision {outcome.revision.number} is live ({outcome.revision.fingerprint[:12]})")
        case RulesRefused():
            for found in outcome.checked.diagnostics:
                click.echo(found.rendered, err=True)
            raise click.ClickException(NOTHING_PUBLISHED)
        case Rejection():
            raise click.ClickException(f"nothing was published: {outcome.problem.value.replace('_', ' ')}")


def _legal_name(sources: Sequence[SourceFile]) -> str:
    """What the rules call the shop in mails; empty if they do not say, or cannot be read."""
    program = compile_files(sources).program
    return "" if program is None else program.settings.legal.name


async def _refuse_mistakes(engine: Engine, shop: str, folder: Path, language: str) -> None:
    """Look at the rules with the products that are about to be stored, so that errors keep both out."""
    known = await ask.catalog(engine, shop)
    read = read_folder((folder,), None, known.products)
    if read.errors:
        click.echo(read.mistakes(language), err=True)
        raise click.ClickException(NOTHING_PUBLISHED)


@click.command()
@click.argument("number", type=int)
@shop_option
@language_option
def rollback(number: int, shop: str, language: str) -> None:
    """Make revision NUMBER live again."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        now = await engine.store.shop(shop)
        live = None if now is None else now.live_revision
        if await engine.store.revision(shop, number) is None:
            raise click.ClickException(f"there is no revision {number}; `otoku audit` lists them")
        _show_publication(
            await roll_back(engine, shop, number, expected=live, actor=BY_CLI, language=language)
        )

    with_engine(act)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--export", is_flag=True, help="Write the shop's products to FILE instead (`-`: to the screen)."
)
@click.option(
    "--skip-bad-rows", is_flag=True, help="Store the good rows; otherwise one bad row keeps all out."
)
@shop_option
def catalog(file: Path, *, export: bool, skip_bad_rows: bool, shop: str) -> None:
    """Store the products of FILE (CSV or JSONL; Otoku's own columns or Shopify's product export).

    With --export the other way round: FILE is then what `--catalog` reads where rules are checked without the shop.
    """
    mode = products.ImportMode.SKIP_BAD if skip_bad_rows else products.ImportMode.ALL_OR_NOTHING

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        if export:
            _export(file, await ask.catalog(engine, shop))
        else:
            _show_import(file, await _import(engine, shop, file, mode))

    with_engine(act)


def _export(file: Path, products: Catalog) -> None:
    lines = write_products(products, _format(file))
    if file == Path("-"):
        click.echo("".join(lines), nl=False)
        return
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(lines)
    except OSError as error:
        raise cannot_read(file, error) from None
    click.echo(f"{len(products.products):,} products written to {file}", err=True)


def _format(file: Path) -> ImportFormat:
    return ImportFormat.JSONL if file.suffix == ".jsonl" else ImportFormat.CSV


async def _import(engine: Engine, shop: str, file: Path, mode: products.ImportMode) -> ImportReport:
    form = _format(file)
    with counting(f"reading {file.name}") as show:
        return await products.import_products(
            engine, shop, _lines(file), format=form, mode=mode, actor=BY_CLI, progress=show
        )


def _lines(file: Path) -> Iterator[str]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            yield from lines
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_read(file, error) from None


def _show_import(file: Path, report: ImportReport) -> None:
    for bad in report.problems:
        wanted = f", expected {bad.expected}" if bad.expected else ""
        what = f"{bad.code.replace('_', ' ')} {bad.value!r}{wanted}"
        click.echo(f"{file}:{bad.line}: {bad.column or 'the row'}: {what}", err=True)
    if report.more_problems:
        click.echo(f"… and {report.more_problems:,} more rows", err=True)
    if not report.stored:
        raise click.ClickException(f"{file}: nothing was stored")
    click.echo(
        f"{report.saved:,} of {report.rows:,} products stored (catalogue version {report.catalog_version})"
    )


@click.command()
@click.option("--kind", type=click.Choice([kind.value for kind in TokenKind]), required=True)
@click.option("--name", default="", help="What it is for, so that you know it again.")
@click.option(
    "--scope", "scopes", multiple=True, help="What an admin token may do; may be given several times."
)
@click.option("--origin", "origins", multiple=True, help="Web origins that may use a publishable token.")
@shop_option
def token(kind: str, name: str, scopes: tuple[str, ...], origins: tuple[str, ...], shop: str) -> None:
    """Make an API token and show it, this one time."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        made = await create_token(
            engine,
            shop,
            kind=TokenKind(kind),
            name=name,
            actor=BY_CLI,
            scopes=frozenset(scopes),
            origins=origins,
        )
        click.echo(made.text)

    with_engine(act)


@click.command()
@shop_option
def sign_in(shop: str) -> None:
    """Print a link that signs the owner in, once, within 15 minutes; the first time, to choose a password."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        link = await owner_link(engine, shop)
        click.echo(f"{engine.public_url}/sign-in/{link.secret}")

    with_engine(act)


@click.command()
@click.option("--verify", is_flag=True, help="Only check that no entry was changed, removed or put in.")
@shop_option
def audit(verify: bool, shop: str) -> None:
    """Show who changed what, newest first."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        if verify:
            _verified([line for line in await check_invariants(engine, shop) if "audit" in line])
            return
        for entry in await engine.store.audit(shop, Page(limit=AUDIT_PAGE)):
            click.echo(_audit_line(entry))

    with_engine(act)


def _verified(broken: list[str]) -> None:
    for line in broken:
        click.echo(line)
    if broken:
        raise SystemExit(1)
    click.echo("the audit trail is whole")


def _audit_line(entry: AuditEntry) -> str:
    detail = " ".join(f"{name}={value}" for name, value in entry.detail.items())
    who = f"{entry.actor.kind}:{entry.actor.id}"
    return f"{entry.number:>6} {entry.at:%Y-%m-%d %H:%M:%S}Z {who} {entry.action} {entry.subject} {detail}"
