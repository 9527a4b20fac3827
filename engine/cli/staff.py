"""`otoku staff`: who works for a shop, from the machine itself, so that nobody is ever locked out."""

import click

from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.model.decision import Rejection
from engine.model.staff import Role, StaffMember
from engine.service import ask
from engine.service.engine import Engine
from engine.service.staff import invite, reset_link, update_member
from engine.values.identity import normal_email

role_option = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.OWNER.value,
    show_default=True,
    help="What they are there for.",
)


@click.group()
def staff() -> None:
    """Add, list, disable people, and let them choose a new password."""


@staff.command("list")
@shop_option
def list_staff(shop: str) -> None:
    """Show who works for the shop."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        for member in await ask.staff(engine, shop):
            factor = member.second_factor
            second = "second factor" if factor is not None and factor.confirmed else ""
            line = f"{member.email or '(no address yet)':<40} {member.role:<10} {member.state:<9} {second}"
            click.echo(line.rstrip())

    with_engine(act)


@staff.command("add")
@click.argument("email")
@click.option("--name", default="", help="What to call them; by default the part before the @.")
@role_option
@shop_option
def add(email: str, name: str, role: str, shop: str) -> None:
    """Add a person, and print the one-time link where they choose a password."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        called = name or email.partition("@")[0]
        added = await invite(engine, shop, email=email, name=called, role=Role(role), actor=BY_CLI)
        if isinstance(added, Rejection):
            raise _refused(added)
        click.echo(f"{engine.public_url}/sign-in/{added[1].secret}")

    with_engine(act)


@staff.command("disable")
@click.argument("email")
@shop_option
def disable(email: str, shop: str) -> None:
    """Keep a person out from now on."""
    _set_disabled(email, shop, disabled=True)


@staff.command("enable")
@click.argument("email")
@shop_option
def enable(email: str, shop: str) -> None:
    """Let a disabled person in again."""
    _set_disabled(email, shop, disabled=False)


@staff.command("reset")
@click.argument("email")
@click.option(
    "--forget-second-factor", is_flag=True, help="For who lost the telephone and the recovery codes."
)
@shop_option
def reset(email: str, forget_second_factor: bool, shop: str) -> None:
    """Print a one-time link where a person chooses a new password."""

    async def act(engine: Engine) -> None:
        member = await _find(engine, shop, email)
        link = await reset_link(engine, shop, member.id, actor=BY_CLI, forget_factor=forget_second_factor)
        if isinstance(link, Rejection):
            raise _refused(link)
        click.echo(f"{engine.public_url}/sign-in/{link.secret}")

    with_engine(act)


def _set_disabled(email: str, shop: str, *, disabled: bool) -> None:
    async def act(engine: Engine) -> None:
        member = await _find(engine, shop, email)
        outcome = await update_member(engine, shop, member.id, disabled=disabled, actor=BY_CLI)
        if isinstance(outcome, Rejection):
            raise _refused(outcome)
        click.echo(f"{outcome.email} is {outcome.state}")

    with_engine(act)


async def _find(engine: Engine, shop: str, email: str) -> StaffMember:
    await require_shop(engine, shop)
    address = normal_email(email)
    for member in await ask.staff(engine, shop):
        if address is not None and member.email == address:
            return member
    raise click.ClickException(f"nobody of `{shop}` has the address {email}; `otoku staff list` shows all")


def _refused(rejection: Rejection) -> click.ClickException:
    said = {
        "email_invalid": "this is not an e-mail address",
        "email_taken": "somebody has this address already; `otoku staff list` shows all",
        "last_owner": "this is the last owner; add another one first: `otoku staff add EMAIL`",
        "state_not_allowed": "the person is disabled; `otoku staff enable EMAIL` first",
        "text_invalid": "a name has 1 to 100 printable characters",
    }
    return click.ClickException(said.get(rejection.problem, rejection.problem.replace("_", " ")))
