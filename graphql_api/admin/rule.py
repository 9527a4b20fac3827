"""Rules of the live revision: text, place, settings in words, figures."""

import strawberry

from engine.model.answers import RuleOutline
from engine.service import ask
from graphql_api.admin.stats import Figures, figures
from graphql_api.context import Info
from graphql_api.loaders import RECENT_DAYS
from graphql_api.rights import Right, query_field, relation_field
from graphql_api.scalars import CouponCode


@strawberry.type(name="Rule", description="A rule of the live revision.")
class RuleType:
    """A rule."""

    name: str = strawberry.field(description="Its name, which is its identity.")
    kind: str = strawberry.field(description="coupon or sale.")
    status: str = strawberry.field(
        description="live, draft, paused, stopped or archived; only a live rule does anything."
    )
    mode: str = strawberry.field(
        description="live: acts in all orders; sandbox: in test orders only (S1.39)."
    )
    title: str = strawberry.field(description="What shoppers are shown; empty: none.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    priority: int = strawberry.field(description="The smaller number wins ties.")
    codes: list[CouponCode] = strawberry.field(
        description="Shared codes of a sale (S1.43); empty for others."
    )
    text: str = strawberry.field(description="Its source, as the merchant wrote it.")
    description: str = strawberry.field(description="What it does, in a sentence.")
    experiment: str | None = strawberry.field(
        description="The experiment that it is tried in; null: none.", default=None
    )

    @relation_field(f"What it did in the last {RECENT_DAYS} shop-local days, today included.")
    async def figures(self, info: Info) -> Figures:
        """Recent figures."""
        rows = await info.context.loaders.recent_figures.load(self.name)
        return figures(self.name, None, rows or (), (await info.context.loaders.shop_settings()).currency)


def show_rule(rule: RuleOutline) -> RuleType:
    """A rule as the schema shows it."""
    return RuleType(
        name=rule.name,
        kind=rule.kind,
        status=rule.status,
        mode=rule.world,
        title=rule.title,
        file=rule.path,
        line=rule.line,
        priority=rule.priority,
        codes=[CouponCode(code) for code in rule.codes],
        text=rule.text,
        description=rule.description,
        experiment=rule.experiment,
    )


@strawberry.type
class RuleQueries:
    """Queries about live rules."""

    @query_field(Right.READ, "Rules of the live revision, in the order of the files, at most 1,000.")
    async def rules(self, info: Info, kind: str | None = None, status: str | None = None) -> list[RuleType]:
        """Live rules, filtered."""
        outlines = await ask.live_rules(info.context.engine, info.context.shop)
        wanted = [
            rule
            for rule in outlines
            if (kind is None or rule.kind == kind) and (status is None or rule.status == status)
        ]
        return [show_rule(rule) for rule in wanted[:1000]]

    @query_field(Right.READ, "One rule of the live revision by its name.")
    async def rule(self, info: Info, name: str) -> RuleType | None:
        """A rule."""
        found = await info.context.loaders.rule.load(name)
        return None if found is None else show_rule(found)
