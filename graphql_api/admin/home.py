"""Home and statistics: what needs a human, figures of a period beside the one before, and files for spreadsheets."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import strawberry

from engine.model.records import StatRow
from engine.service.attention import attention
from engine.service.period_figures import export_figures, period_figures
from graphql_api.admin.stats import Figures, figures, require_days
from graphql_api.attention_texts import attention_text
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount


@described(
    "What needs somebody, gravest first.",
    NOTHING_LIVE="No rules were ever published.",
    PAYMENTS_STUCK="Payments or refunds of offers and subscriptions that got no answer for an hour (`stuckPayments`).",
    MESSAGES_HELD_UP="Messages are long due: the channel is down, or nobody works.",
    MESSAGES_UNKNOWN="Messages of unknown fate, which a person must settle.",
    MESSAGES_FAILED="Messages that could not be delivered in the last 7 days.",
    CHANNEL_SUSPENDED="A channel is suspended, by staff or by itself after complaints; `name` says which.",
    COMPLAINTS="Nearly as many complaints or dead addresses as stop advertising by the channel of `name`.",
    RULE_SURGING="Within the last hour a rule gave away over five times what the highest hour of 14 days took; `count`:"
    " how many times. A rule without a past is held against all rules together.",
    BUDGET_BURNING="At the pace of the last hour, the fastest of 14 days, a budget is used up within `count` hours.",
    CODES_GUESSED="Somebody tries codes and was locked out; `count`: wrong codes of 24 hours.",
    OFFER_HIDDEN="The catalogue changed, and an offer's product can no longer be offered: it is not shown (S4.28).",
    WEBHOOK_MISSING="A rule names a webhook endpoint that is not there.",
    WEBHOOK_OFF="A webhook endpoint was switched off, because it failed for days or is gone.",
    BUDGET_SPENT="A budget is used up.",
    BUDGET_LOW="A budget is near its end.",
    RULE_ERRORS="A file of the working copy cannot be published.",
    MONEY_WAITING="Somebody asks for money to move that needs a second person (`approvals`).",
    RELEASE_WAITING="Somebody asks for approval of what is edited (`reviews`).",
    RULE_SILENT="A rule never matched, although orders came.",
    UNPUBLISHED="The working copy differs from what is live.",
)
class AttentionKind(StrEnum):
    """`service.attention.AttentionCode`."""

    NOTHING_LIVE = "nothing_live"
    PAYMENTS_STUCK = "payments_stuck"
    MESSAGES_HELD_UP = "messages_held_up"
    MESSAGES_UNKNOWN = "messages_unknown"
    MESSAGES_FAILED = "messages_failed"
    CHANNEL_SUSPENDED = "channel_suspended"
    COMPLAINTS = "complaints"
    RULE_SURGING = "rule_surging"
    BUDGET_BURNING = "budget_burning"
    CODES_GUESSED = "codes_guessed"
    OFFER_HIDDEN = "offer_hidden"
    WEBHOOK_MISSING = "webhook_missing"
    WEBHOOK_OFF = "webhook_off"
    BUDGET_SPENT = "budget_spent"
    BUDGET_LOW = "budget_low"
    RULE_ERRORS = "rule_errors"
    MONEY_WAITING = "money_waiting"
    RELEASE_WAITING = "release_waiting"
    RULE_SILENT = "rule_silent"
    UNPUBLISHED = "unpublished"


@strawberry.type(name="Attention", description="One thing that needs a human.")
class AttentionType:
    """A thing to do."""

    code: AttentionKind = strawberry.field(description="What.")
    count: int = strawberry.field(
        description="How many, messages at most 100; of BUDGET_SPENT and BUDGET_LOW per cent, of BUDGET_BURNING hours."
    )
    name: str = strawberry.field(description="Which rule, budget or file; empty for several.")
    message: str = strawberry.field(description="A sentence in the language of Accept-Language.")


@described(
    "A step of the way of a coupon.",
    ISSUED="Coupons issued.",
    SENT="Messages accepted by the channel.",
    REDEEMED="Uses.",
)
class FunnelStepKind(StrEnum):
    """A step."""

    ISSUED = "issued"
    SENT = "sent"
    REDEEMED = "redeemed"


@strawberry.type(description="How many got to a step.")
class FunnelStep:
    """A step."""

    step: FunnelStepKind = strawberry.field(description="Which.")
    count: Amount = strawberry.field(description="How many.")
    share: float | None = strawberry.field(
        description="Of the first step, 0.25 for a quarter; null: of none."
    )


@strawberry.type(
    description="Figures of a period and of as many days before it. For all rules together an order that two rules"
    " discounted counts in the revenue of both."
)
class PeriodFigures:
    """A period."""

    since: date = strawberry.field(description="First shop-local day.")
    until: date = strawberry.field(description="The day after the last one.")
    total: Figures = strawberry.field(description="Sums of the period.")
    previous: Figures = strawberry.field(description="Sums of the period before.")
    days: list[Figures] = strawberry.field(description="Each day, quiet ones included.")
    previous_days: list[Figures] = strawberry.field(description="Each day of the period before.")
    funnel: list[FunnelStep] = strawberry.field(
        description="From issued coupons to redeemed ones; revenue and discount are in `total`."
    )


@strawberry.type(description="A file to take away.")
class ExportedFile:
    """A file."""

    name: str = strawberry.field(description="What to call it.")
    media_type: str = strawberry.field(description="text/csv.")
    text: str = strawberry.field(
        description="UTF-8 with a byte order mark; no cell is carried out as a formula (SEC29)."
    )


@strawberry.type
class HomeQueries:
    """Queries of home and statistics."""

    @query_field(Right.READ, "What needs a human now, gravest first; empty: nothing.")
    async def attention(self, info: Info) -> list[AttentionType]:
        """To do."""
        found = await attention(info.context.engine, info.context.shop)
        return [
            AttentionType(
                code=AttentionKind(one.code.value),
                count=one.count,
                name=one.name,
                message=attention_text(one.code.value, info.context.language, one.count, one.name),
            )
            for one in found
        ]

    @query_field(
        Right.READ,
        "Figures from `since` up to but without `until`, 366 days at most, beside those of as many days before; of"
        " one rule, or of all together.",
    )
    async def figures(self, info: Info, since: date, until: date, rule: str | None = None) -> PeriodFigures:
        """A period."""
        require_days(since, until)
        context = info.context
        found = await period_figures(context.engine, context.shop, since, until, rule=rule)
        currency = (await context.loaders.shop_settings()).currency
        name = rule or ""
        total = figures(name, None, found.rows, currency)
        return PeriodFigures(
            since=since,
            until=until,
            total=total,
            previous=figures(name, None, found.previous_rows, currency),
            days=_by_day(name, found.days, found.rows, currency),
            previous_days=_by_day(name, found.previous_days, found.previous_rows, currency),
            funnel=_funnel(total),
        )

    @query_field(Right.EXPORT, "Figures by day and rule as CSV for a spreadsheet; money in minor units.")
    async def stats_export(
        self, info: Info, since: date, until: date, rule: str | None = None
    ) -> ExportedFile:
        """A file."""
        require_days(since, until)
        text = await export_figures(info.context.engine, info.context.shop, since, until, rule=rule)
        return ExportedFile(name=f"figures-{since}-{until}.csv", media_type="text/csv", text=text)


def _by_day(rule: str, days: Iterable[date], rows: Iterable[StatRow], currency: str) -> list[Figures]:
    groups: dict[date, list[StatRow]] = defaultdict(list)
    for row in rows:
        groups[row.day].append(row)
    return [figures(rule, day, groups.get(day, ()), currency) for day in days]


def _funnel(total: Figures) -> list[FunnelStep]:
    first = total.issued
    steps = (
        (FunnelStepKind.ISSUED, total.issued),
        (FunnelStepKind.SENT, total.sent),
        (FunnelStepKind.REDEEMED, total.redeemed),
    )
    return [
        FunnelStep(step=step, count=count, share=count / first if first else None) for step, count in steps
    ]
