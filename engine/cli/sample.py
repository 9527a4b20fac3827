"""`otoku sample`: a made-up week for a shop that has none yet, and its removal without a trace."""

import click

from engine.cli.opened import BY_CLI, require_shop, shop_option, with_engine
from engine.model.decision import Problem, Rejection
from engine.service.engine import Engine
from engine.service.sample_week import create_sample_week, remove_sample_week

REFUSED = {
    Problem.NOT_FOUND: "a sample week needs live rules and products; `otoku publish FOLDER` first",
    Problem.STATE_NOT_ALLOWED: "there is a sample week already; `otoku sample remove` takes it away",
}


@click.group()
def sample() -> None:
    """Add a made-up week of orders, coupons and mails, or take it away again. Nothing is ever sent."""


@sample.command("create")
@shop_option
def create(shop: str) -> None:
    """Add the week, decided by the live rules; figures include it until it is removed."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        outcome = await create_sample_week(engine, shop, actor=BY_CLI)
        if isinstance(outcome, Rejection):
            refused = outcome.problem
            raise click.ClickException(REFUSED.get(refused, refused.replace("_", " ")))
        click.echo(f"{outcome} orders made up; `otoku sample remove` takes them away")

    with_engine(act)


@sample.command("remove")
@shop_option
def remove(shop: str) -> None:
    """Take the week away; all figures are then what they were without it."""

    async def act(engine: Engine) -> None:
        await require_shop(engine, shop)
        removed = await remove_sample_week(engine, shop, actor=BY_CLI)
        click.echo("the sample week is gone" if removed else "there is no sample week")

    with_engine(act)
