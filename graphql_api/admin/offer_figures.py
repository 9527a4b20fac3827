"""What offers brought: counters by rule and day, failures by reason, and results as files (S4.64-69)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import strawberry

from engine.model.effects import Metric
from engine.model.records import StatRow
from engine.service import ask
from engine.service.export_lists import Reader
from engine.service.offer_figures import (
    MOST_RESULTS,
    ResultsFormat,
    RulePeriod,
    export_days,
    export_results,
    failures,
    offer_stats,
)
from graphql_api.admin.list_export import ExportedList
from graphql_api.admin.stats import require_days
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.offer_states import OfferFailureKind
from graphql_api.offer_texts import failure_text
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount, Money, money


@strawberry.type(description="What an offer's rule did. Test orders do not count.")
class OfferFigures:
    """Counters of an offer."""

    rule: str = strawberry.field(description="The rule's name.")
    day: date | None = strawberry.field(description="The shop-local day; null for a sum.")
    decided: Amount = strawberry.field(description="Offers made, shown or not.")
    shown: Amount = strawberry.field(description="Impressions: pages that were rendered (S4.65).")
    clicked: Amount = strawberry.field(description="Presses of the buy button (S4.66).")
    orders: Amount = strawberry.field(description="Orders that came of a press (S4.67).")
    failed: Amount = strawberry.field(description="Presses that came to nothing (S4.68).")
    declined: Amount = strawberry.field(description="Pages that were closed.")
    expired: Amount = strawberry.field(description="Pages whose time was up.")
    missed: Amount = strawberry.field(description="Offers that were never rendered (D4.j).")
    no_payment_method: Amount = strawberry.field(
        description="Orders that brought no offer because their payment cannot be charged again."
    )
    revenue: Money = strawberry.field(description="Paid on the pages, later deliveries not counted.")


@strawberry.type(description="Presses that failed for one reason.")
class OfferFailures:
    """A reason."""

    reason: OfferFailureKind = strawberry.field(description="Why.")
    message: str = strawberry.field(description="That as a sentence in the language of Accept-Language.")
    count: Amount = strawberry.field(description="How many.")


@strawberry.type(description="An offer's counters in a period: together, day by day, failures by reason.")
class OfferPeriod:
    """A period of one rule."""

    total: OfferFigures = strawberry.field(description="The sum.")
    days: list[OfferFigures] = strawberry.field(
        description="Days on which something was counted, oldest first."
    )
    failures: list[OfferFailures] = strawberry.field(
        description="Of the offers made in the period, most frequent first."
    )


@described("What a row of exported results is.", OFFER="An offer that was made.", DAY="A day of counters.")
class ResultsBy(StrEnum):
    """Grain of exported results."""

    OFFER = "offer"
    DAY = "day"


@described("How results are written.", CSV="For a spreadsheet.", JSONL="One JSON object per line.")
class ResultsFormatKind(StrEnum):
    """`service.offer_figures.ResultsFormat`."""

    CSV = "csv"
    JSONL = "jsonl"


@strawberry.type
class OfferFigureQueries:
    """Queries about what offers brought."""

    @query_field(Right.READ, "Counters of every live offer from `since` up to but without `until`.")
    async def offer_totals(self, info: Info, since: date, until: date) -> list[OfferFigures]:
        """One sum per live offer, in the order of the files."""
        require_days(since, until)
        engine, shop = info.context.engine, info.context.shop
        names = [rule.name for rule in await ask.live_rules(engine, shop) if rule.kind == "offer"]
        rows = await offer_stats(engine, shop, since, until, names) if names else ()
        currency = (await info.context.loaders.shop_settings()).currency
        return [_figures(name, None, (row for row in rows if row.rule == name), currency) for name in names]

    @query_field(
        Right.READ, "Counters of one offer from `since` up to but without `until`, 366 days at most."
    )
    async def offer_figures(self, info: Info, rule: str, since: date, until: date) -> OfferPeriod:
        """A period."""
        require_days(since, until)
        engine, shop = info.context.engine, info.context.shop
        settings = await info.context.loaders.shop_settings()
        rows = await offer_stats(engine, shop, since, until, (rule,))
        failed = await failures(
            engine, shop, RulePeriod(rule=rule, since=since, until=until, zone=settings.zone)
        )
        days = sorted({row.day for row in rows})
        return OfferPeriod(
            total=_figures(rule, None, rows, settings.currency),
            days=[
                _figures(rule, day, (row for row in rows if row.day == day), settings.currency)
                for day in days
            ],
            failures=[
                OfferFailures(
                    reason=OfferFailureKind(reason.value),
                    message=failure_text(reason, info.context.language),
                    count=Amount(count),
                )
                for reason, count in sorted(failed.items(), key=lambda pair: (-pair[1], pair[0]))
            ],
        )

    @query_field(
        Right.EXPORT,
        "The results of one offer (S4.69), made or counted from `since` up to but without `until`:"
        f" {MOST_RESULTS:,} rows at most, money in minor units, times by the shop's clock; buyers only by the right"
        " pii.",
    )
    async def offer_results_export(  # noqa: PLR0917 - the arguments of the API
        self,
        info: Info,
        rule: str,
        since: date,
        until: date,
        format: ResultsFormatKind = ResultsFormatKind.CSV,  # noqa: A002 - the API's convention
        by: ResultsBy = ResultsBy.OFFER,
    ) -> ExportedList:
        """A file."""
        require_days(since, until)
        engine, shop = info.context.engine, info.context.shop
        settings = await info.context.loaders.shop_settings()
        form = ResultsFormat(format.value)
        period = RulePeriod(rule=rule, since=since, until=until, zone=settings.zone)
        if by is ResultsBy.DAY:
            made = await export_days(engine, shop, period, form)
        else:
            reader = Reader(
                currency=settings.currency,
                zone=settings.zone,
                addresses=Right.PII in info.context.caller.rights,
            )
            made = await export_results(engine, shop, period, form, reader)
        return ExportedList(
            name=f"{rule}-{since}-{until}.{form.value}",
            media_type="text/csv" if form is ResultsFormat.CSV else "application/jsonl",
            text=made.text,
            rows=made.rows,
            complete=made.complete,
        )


def _figures(rule: str, day: date | None, rows: Iterable[StatRow], currency: str) -> OfferFigures:
    sums: Counter[Metric] = Counter()
    for row in rows:
        sums[row.metric] += row.amount
    return OfferFigures(
        rule=rule,
        day=day,
        decided=Amount(sums[Metric.MATCHED]),
        shown=Amount(sums[Metric.SHOWN]),
        clicked=Amount(sums[Metric.CLICKED]),
        orders=Amount(sums[Metric.ORDERED]),
        failed=Amount(sums[Metric.FAILED]),
        declined=Amount(sums[Metric.DECLINED]),
        expired=Amount(sums[Metric.EXPIRED]),
        missed=Amount(sums[Metric.MISSED]),
        no_payment_method=Amount(sums[Metric.NO_PAYMENT_METHOD]),
        revenue=money(sums[Metric.REVENUE_AMOUNT], currency),
    )
