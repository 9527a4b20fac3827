"""Figures: what each rule did per shop-local day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import strawberry

from engine.model.effects import Metric
from engine.model.records import StatRow
from engine.service import ask
from graphql_api.context import Context, Info
from graphql_api.enumeration import described
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount, Money, money

LONGEST_DAYS = 366


@described(
    "How figures are added up.",
    DAY="One row per rule and shop-local day.",
    TOTAL="One row per rule for the whole time.",
)
class StatsBy(StrEnum):
    """Grain of figures."""

    DAY = "day"
    TOTAL = "total"


@strawberry.type(description="What a rule did. Test orders do not count.")
class Figures:
    """Figures of a rule."""

    rule: str = strawberry.field(description="The rule's name.")
    day: date | None = strawberry.field(description="The shop-local day; null for a sum.")
    matched: Amount = strawberry.field(description="Events that the rule applied to.")
    issued: Amount = strawberry.field(description="Coupons issued.")
    redeemed: Amount = strawberry.field(description="Uses of its coupons and grants of its discount.")
    expired: Amount = strawberry.field(description="Coupons that expired unused.")
    limited: Amount = strawberry.field(description="Times a limit or budget held it back.")
    sent: Amount = strawberry.field(description="Messages accepted by the channel.")
    suppressed: Amount = strawberry.field(description="Messages not sent on purpose.")
    failed: Amount = strawberry.field(description="Messages given up.")
    discount: Money = strawberry.field(description="Money given away.")
    revenue: Money = strawberry.field(description="Totals of the orders it discounted.")
    refunded: Amount = strawberry.field(description="Orders it discounted that were given back whole.")
    refunds: Money = strawberry.field(
        description="Paid back of the orders it discounted; `revenue` is before refunds."
    )
    abandoned: Amount = strawberry.field(description="Carts that a reminder took up.")
    abandoned_total: Money = strawberry.field(description="What was in them.")
    clicked: Amount = strawberry.field(
        description="Links of its messages that were opened, or offers pressed."
    )
    recovered: Amount = strawberry.field(description="Orders through a link of a reminder (S3.30).")
    recovered_total: Money = strawberry.field(description="What they paid.")
    assisted: Amount = strawberry.field(
        description="Orders on another way within 30 days after a click (D3.g)."
    )
    assisted_total: Money = strawberry.field(description="What they paid.")


def figures(rule: str, day: date | None, rows: Iterable[StatRow], currency: str) -> Figures:
    """The sum of `rows`, which are all of `rule`."""
    sums: dict[Metric, int] = defaultdict(int)
    for row in rows:
        sums[row.metric] += row.amount
    return Figures(
        rule=rule,
        day=day,
        matched=Amount(sums[Metric.MATCHED]),
        issued=Amount(sums[Metric.ISSUED]),
        redeemed=Amount(sums[Metric.REDEEMED]),
        expired=Amount(sums[Metric.EXPIRED]),
        limited=Amount(sums[Metric.LIMITED]),
        sent=Amount(sums[Metric.SENT]),
        suppressed=Amount(sums[Metric.SUPPRESSED]),
        failed=Amount(sums[Metric.FAILED]),
        discount=money(sums[Metric.DISCOUNT_AMOUNT], currency),
        revenue=money(sums[Metric.REVENUE_AMOUNT], currency),
        refunded=Amount(sums[Metric.REFUNDED]),
        refunds=money(sums[Metric.REFUNDED_AMOUNT], currency),
        abandoned=Amount(sums[Metric.ABANDONED]),
        abandoned_total=money(sums[Metric.ABANDONED_AMOUNT], currency),
        clicked=Amount(sums[Metric.CLICKED]),
        recovered=Amount(sums[Metric.RECOVERED]),
        recovered_total=money(sums[Metric.RECOVERED_AMOUNT], currency),
        assisted=Amount(sums[Metric.ASSISTED]),
        assisted_total=money(sums[Metric.ASSISTED_AMOUNT], currency),
    )


def require_days(since: date, until: date) -> None:
    """Refuse a period that is none or too long, or beyond the calendar. Raises Refused."""
    if not timedelta(0) < until - since <= timedelta(days=LONGEST_DAYS) or since.year < 1000:
        raise Refused(RequestCode.BAD_VALUE, expected=f"`until` 1 to {LONGEST_DAYS} days after `since`")


async def figures_of_period(
    context: Context, since: date, until: date, rule: str | None, by: StatsBy
) -> list[Figures]:
    """Figures of one rule or of all in `[since, until)`, by rule and day."""
    rows = await ask.stats(
        context.engine, context.shop, since=since, until=until, rules=None if rule is None else [rule]
    )
    currency = (await context.loaders.shop_settings()).currency
    groups: dict[tuple[str, date | None], list[StatRow]] = defaultdict(list)
    for row in rows:
        groups[row.rule, row.day if by is StatsBy.DAY else None].append(row)
    ordered = sorted(groups, key=lambda key: (key[0], key[1] or date.min))
    return [figures(name, day, groups[name, day], currency) for name, day in ordered]


@strawberry.type
class StatsQueries:
    """Queries about figures."""

    @query_field(
        Right.READ,
        "Figures of one rule or of all, from `since` up to but without `until`, 366 days at most.",
    )
    async def stats(
        self, info: Info, since: date, until: date, rule: str | None = None, by: StatsBy = StatsBy.TOTAL
    ) -> list[Figures]:
        """Figures by rule, and by day if asked."""
        require_days(since, until)
        return await figures_of_period(info.context, since, until, rule, by)
