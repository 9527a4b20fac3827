"""Campaigns of gift cards with their figures, what bookings were refunded, and the unused balance the law asks for."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from engine.service import ask_cards
from engine.service.card_lists import Campaign, campaigns
from engine.service.card_reports import Notice, outstanding_cards
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount, Money, money

MOST_VALUES = 100

NoticeKind = described(
    "How the unused paid balance stands to the limit of the Payment Services Act, 10,000,000 yen on a base date (J10).",
    NONE="Below 7,000,000 yen, or not in yen.",
    NEAR="From 7,000,000 yen: keep an eye on it.",
    OVER="Above 10,000,000 yen: notify within two months, and deposit half.",
)(Notice)


@strawberry.type(
    name="GiftCardCampaign", description="A giftcard rule, and what became of its cards; test cards left out."
)
class CampaignType:
    """A campaign."""

    name: str = strawberry.field(description="The rule's name.")
    title: str = strawberry.field(description="Its title.")
    cards: int = strawberry.field(description="Cards that were given.")
    credited: Money = strawberry.field(description="Balances added, less mistaken ones taken back.")
    spent: Money = strawberry.field(description="What cards paid.")
    refunded: Money = strawberry.field(description="What orders gave back to cards.")
    expired: Money = strawberry.field(description="What ended unused.")
    cashed_out: Money = strawberry.field(description="What was paid out.")
    outstanding: Money = strawberry.field(description="What cards still hold, written off or not.")
    redeemed_cards: int = strawberry.field(description="Cards that paid for something at least once (S5.36).")


@strawberry.type(
    name="MetadataCount", description="A value of a metadata name, and the cards that have it (S5.27)."
)
class MetadataCountType:
    """A count."""

    value: str = strawberry.field(description="Such as a booking.")
    cards: int = strawberry.field(description="Cards with it.")
    credited: Money = strawberry.field(description="Credited to them in all.")


@strawberry.type(name="OutstandingCampaign", description="What the cards of a campaign held.")
class OutstandingCampaignType:
    """A campaign's part."""

    campaign: str = strawberry.field(description="The rule that made the cards.")
    paid: Money = strawberry.field(description="Paid for.")
    free: Money = strawberry.field(description="Given for nothing.")
    cards: int = strawberry.field(description="Cards that held something.")


@strawberry.type(name="OutstandingGiftCards", description="What gift cards held at a moment (J10).")
class OutstandingType:
    """An unused balance."""

    at: datetime = strawberry.field(description="The moment.")
    paid: Money = strawberry.field(description="Unused balance that was paid for: what the law counts.")
    free: Money = strawberry.field(description="Unused balance given for nothing.")
    campaigns: list[OutstandingCampaignType] = strawberry.field(description="The same by campaign.")
    notice: NoticeKind = strawberry.field(description="How it stands to the limit.")  # type: ignore[valid-type]
    deposit: Money = strawberry.field(
        description="Half of the paid balance when it is over the limit, else 0."
    )


@strawberry.type(
    name="BalanceReport", description="The unused balance at the end of a base date, as stored then (I25)."
)
class BalanceReportType:
    """A stored report."""

    day: date = strawberry.field(description="31 March or 30 September.")
    paid: Money = strawberry.field(description="Paid for.")
    free: Money = strawberry.field(description="Given for nothing.")


@strawberry.type
class GiftCardFigureQueries:
    """Queries about campaigns and balances."""

    @query_field(
        Right.READ, "The giftcard rules of the live revision, by name, with figures from the ledger (S5.8)."
    )
    async def gift_card_campaigns(self, info: Info) -> list[CampaignType]:
        """Campaigns."""
        currency = (await info.context.loaders.shop_settings()).currency
        found = await campaigns(info.context.engine, info.context.shop)
        return [_campaign(one, currency) for one in found]

    @query_field(
        Right.READ,
        "Which values of a metadata name have the most credit: which bookings are refunded most (S5.27).",
    )
    async def gift_card_metadata(
        self,
        info: Info,
        name: Annotated[str, strawberry.argument(description="Such as booking_id.")],
        campaign: Annotated[str | None, strawberry.argument(description="Only of this rule.")] = None,
    ) -> list[MetadataCountType]:
        """At most 100 values, the most credited first."""
        context = info.context
        currency = (await context.loaders.shop_settings()).currency
        found = await ask_cards.metadata_counts(context.engine, context.shop, name, campaign, MOST_VALUES)
        return [
            MetadataCountType(value=one.value, cards=one.cards, credited=money(one.credited, currency))
            for one in found
        ]

    @query_field(
        Right.READ,
        "What gift cards held at a moment, also a past one: the same answer whenever it is asked for (J10, I25).",
    )
    async def gift_card_outstanding(
        self,
        info: Info,
        at: Annotated[datetime | None, strawberry.argument(description="The moment; absent: now.")] = None,
    ) -> OutstandingType:
        """The unused balance."""
        context = info.context
        found = await outstanding_cards(context.engine, context.shop, at or context.engine.clock.now())
        currency = (await context.loaders.shop_settings()).currency
        return OutstandingType(
            at=found.at,
            paid=money(found.paid, currency),
            free=money(found.free, currency),
            campaigns=[
                OutstandingCampaignType(
                    campaign=one.campaign,
                    paid=money(one.paid, currency),
                    free=money(one.free, currency),
                    cards=one.cards,
                )
                for one in found.campaigns
            ],
            notice=found.notice,
            deposit=money(found.deposit, currency),
        )

    @query_field(
        Right.READ, "The unused balances of past base dates, as they were stored, the oldest first (I25)."
    )
    async def gift_card_reports(self, info: Info) -> list[BalanceReportType]:
        """Stored reports."""
        currency = (await info.context.loaders.shop_settings()).currency
        return [
            BalanceReportType(day=one.day, paid=money(one.paid, currency), free=money(one.free, currency))
            for one in await ask_cards.balance_reports(info.context.engine, info.context.shop)
        ]


def _campaign(campaign: Campaign, currency: str) -> CampaignType:
    figures = campaign.figures
    gone = figures.spent - figures.refunded + figures.expired + figures.cashed_out

    def amount(minor: int) -> Money:
        return money(Amount(minor), currency)

    return CampaignType(
        name=campaign.name,
        title=campaign.rule.title,
        cards=figures.cards,
        credited=amount(figures.credited),
        spent=amount(figures.spent),
        refunded=amount(figures.refunded),
        expired=amount(figures.expired),
        cashed_out=amount(figures.cashed_out),
        outstanding=amount(figures.credited - gone),
        redeemed_cards=figures.redeemed_cards,
    )
