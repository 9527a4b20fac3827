"""`otoku person`: what is held about somebody, handed out or erased, as data protection law wants it."""

import sys
from pathlib import Path
from typing import TextIO

import click

from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.model.data_subject import Erasure, ErasureState
from engine.model.decision import Problem, Rejection
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.export_person import as_csv_zip, as_json, export_person
from engine.service.person import KnownPerson, know_person
from engine.service.replay_erasures import read_tombstones, replay_erasures, tombstone_lines

HOURS = 3600.0
"""A verb goes on to the end."""

SAID = {
    Problem.EMAIL_INVALID: "write an e-mail address, a telephone number, or `id:` and your own id of the customer",
    Problem.TEXT_INVALID: "write a `--reason` of 1 to 500 characters; it stays in the audit trail",
    Problem.NOT_FOUND: "nothing is held about this person in this shop",
}


@click.group()
def person() -> None:
    """Show, export and erase what is held about one person."""


@person.command("show")
@click.argument("address")
@shop_option
def show(address: str, shop: str) -> None:
    """Count what is held about the person of an address, number or `id:…`; changes nothing."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        _tell(await _known(engine, shop, address))

    with_engine(act)


@person.command("export")
@click.argument("address")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write."
)
@shop_option
def export(address: str, form: str, output: Path, shop: str) -> None:
    """Write everything held about the person to a file: one JSON, or a zip of CSV files."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        sections = await export_person(engine, shop, address, actor=BY_CLI)
        if isinstance(sections, Rejection):
            raise _refused(sections)
        _write(output, as_json(sections) if form == "json" else as_csv_zip(sections))
        click.echo(f"{sum(len(rows) for rows in sections.values())} rows in {output}")

    with_engine(act)


@person.command("erase")
@click.argument("address")
@click.option("--reason", required=True, help="Why, for the audit trail; name nobody in it.")
@click.option("--yes", is_flag=True, help="Do it; without, only count what would go.")
@click.option(
    "--claims-confirmed", is_flag=True, help="Also with a balance on gift cards or a running subscription."
)
@shop_option
def erase(address: str, reason: str, yes: bool, claims_confirmed: bool, shop: str) -> None:
    """Erase the person: first a count, and with --yes for ever. The same command again changes nothing."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        known = await _known(engine, shop, address)
        _tell(known)
        if not yes:
            click.echo("nothing was changed; the same command with --yes erases this person")
            return
        became = await erase_person(
            engine,
            shop,
            address,
            reason=reason,
            actor=BY_CLI,
            claims_confirmed=claims_confirmed,
            seconds=HOURS,
        )
        if isinstance(became, Rejection):
            raise _refused(became)
        _tell_end(became)

    with_engine(act)


@person.command("tombstones")
@shop_option
def tombstones(shop: str) -> None:
    """Print the keyed hashes of everybody who was erased; keep them apart from the backups, for `replay-erasures`."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        for line in await tombstone_lines(engine, shop):
            click.echo(line)

    with_engine(act)


@person.command("replay-erasures")
@click.argument("file", type=click.File(encoding="utf-8"), default=sys.stdin)
@shop_option
def replay(file: TextIO, shop: str) -> None:
    """After a backup was restored: erase again everybody whom the tombstones of FILE name."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        try:
            graves = read_tombstones(file)
        except ValueError as trouble:
            raise click.ClickException(str(trouble)) from None
        again = await replay_erasures(engine, shop, graves, actor=BY_CLI, seconds=HOURS)
        click.echo(f"{len(graves)} tombstones read, {again} people erased again")

    with_engine(act)


def _write(output: Path, content: bytes) -> None:
    """For whoever runs the verb only."""
    output.touch(mode=0o600)
    output.write_bytes(content)


async def _known(engine: Engine, shop: str, address: str) -> KnownPerson:
    known = await know_person(engine, shop, address)
    if isinstance(known, Rejection):
        raise _refused(known)
    return known


def _tell(known: KnownPerson) -> None:
    for one in known.subject.keys:
        click.echo(f"known as {one}")
    for name, count in known.holdings.counts.items():
        if count:
            click.echo(f"{count:>8} {name.replace('_', ' ')}")
    if known.claims.must_be_confirmed:
        claims = known.claims
        click.echo(
            f"Careful: {claims.balance} (minor units) on {claims.cards} gift cards and {claims.contracts} running "
            "subscriptions; settle them first, or add --claims-confirmed"
        )


def _tell_end(erasure: Erasure) -> None:
    if erasure.state is ErasureState.RUNNING:
        click.echo(
            f"erasure {erasure.id} waits for a message or job that is under way; the server goes on with it"
        )
        return
    changed = ", ".join(f"{rows} {table}" for table, rows in erasure.counts.items()) or "nothing was left"
    click.echo(f"erasure {erasure.id} is done: {changed}")


def _refused(rejection: Rejection) -> click.ClickException:
    if rejection.problem is Problem.CLAIMS_OPEN:
        return click.ClickException("nothing was erased: confirm the open claims with --claims-confirmed")
    return click.ClickException(SAID.get(rejection.problem, rejection.problem.value))
