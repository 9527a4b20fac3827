"""Budgets: limit, spent, what is out, and when they end at the present pace (S5.40)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.service import ask
from engine.service.budgets import BudgetStanding, budget_standings
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Money, money


@described(
    "What happens at the end of a budget.",
    PAUSE="The rules that spend it give nothing more.",
    NOTIFY="They go on, and it is reported.",
)
class BudgetReactionKind(StrEnum):
    """`model.program.BudgetReaction`."""

    PAUSE = "pause"
    NOTIFY = "notify"


@strawberry.type(name="Budget", description="A cap on what rules give away together, and how it stands now.")
class BudgetType:
    """A budget."""

    name: str = strawberry.field(description="Its name.")
    rules: list[str] = strawberry.field(description="The live rules that spend it.")
    spend: Money | None = strawberry.field(description="The most money of a window; null: no bound on money.")
    spent: Money = strawberry.field(
        description="Spent in the present window: by orders, and by credits of gift cards; 0 without a bound on money, "
        "nothing is counted then."
    )
    issue: int | None = strawberry.field(
        description="The most coupons, cards or uses of the whole shop; null: no bound."
    )
    issued: int = strawberry.field(description="Given in the present window.")
    percent: int = strawberry.field(description="How much of the nearest bound is used, rounded down.")
    warn_percent: int = strawberry.field(description="From where on it is called low.")
    reaction: BudgetReactionKind = strawberry.field(description="What happens at its end.")
    window_ends_at: datetime | None = strawberry.field(
        description="When the money, or else the number, counts from 0 again; null: never."
    )
    live_coupons: int = strawberry.field(description="Coupons that are out and can still be used.")
    held_uses: int = strawberry.field(description="Their uses that payments have set aside now.")
    exposure: Money = strawberry.field(
        description="What those coupons take off at most, if all of them are used; without the uses of `openEndedUses`."
    )
    open_ended_uses: int = strawberry.field(
        description="Uses whose cost the price of the order decides (a percentage without a cap, shipping), and "
        "coupons without a bound on uses."
    )
    outstanding: Money = strawberry.field(
        description="What its gift cards hold; it was counted as spent when it was credited."
    )
    pace: Money = strawberry.field(description="Taken off a day, by orders of the last 14 days.")
    runs_out_at: datetime | None = strawberry.field(
        description="When the money is gone at that pace; null: it lasts for its window, or is gone."
    )


@strawberry.type
class BudgetQueries:
    """Queries about budgets."""

    @query_field(Right.READ, "The budgets of the live rules, by name.")
    async def budgets(self, info: Info) -> list[BudgetType]:
        """The budgets."""
        engine, shop = info.context.engine, info.context.shop
        standings = await budget_standings(engine, shop)
        if not standings:
            return []
        currency = (await ask.settings(engine, shop)).currency
        return [_shown(one, currency) for one in standings]


def _shown(one: BudgetStanding, currency: str) -> BudgetType:
    use = one.use
    return BudgetType(
        name=use.name,
        rules=list(one.rules),
        spend=None if use.spend is None else money(use.spend, currency),
        spent=money(use.spent, currency),
        issue=use.issue,
        issued=use.issued,
        percent=use.percent,
        warn_percent=use.warn_percent,
        reaction=BudgetReactionKind(one.budget.then),
        window_ends_at=one.window_ends,
        live_coupons=one.coupons,
        held_uses=one.held,
        exposure=money(one.exposure, currency),
        open_ended_uses=one.open_ended,
        outstanding=money(one.outstanding, currency),
        pace=money(one.pace, currency),
        runs_out_at=one.runs_out_at,
    )
