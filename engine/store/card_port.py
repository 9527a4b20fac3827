"""What the service asks of the store about gift cards; part of the port. Events make, credit and spend them."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from engine.model.card_records import (
    BalanceReport,
    CampaignBalance,
    CampaignFigures,
    CardHold,
    CardWanted,
    CashOut,
    CashOutReason,
    MetadataCount,
    Publication,
    StoredCard,
    Transfer,
    TransferKind,
)
from engine.model.records import Actor, Page, Receipt


class CardStore(Protocol):
    """Cards and their ledger (I20-I26)."""

    # -- what people look at
    async def cards(self, shop: str, page: Page, wanted: CardWanted) -> tuple[StoredCard, ...]:
        """Cards with their lots, those made last first."""

    async def cards_by_id(self, shop: str, ids: Sequence[str]) -> tuple[StoredCard, ...]:
        """Those of `ids` that exist, by id."""

    async def publications(
        self, shop: str, campaigns: Sequence[str], source_ids: Sequence[str]
    ) -> tuple[Publication, ...]:
        """What these sources led to, by campaign and source; their cards by number."""

    async def transfers(
        self,
        shop: str,
        page: Page,
        *,
        card_id: str | None = None,
        kind: TransferKind | None = None,
        campaign: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Transfer, ...]:
        """Movements of value with their postings, newest first."""

    async def cash_outs(self, shop: str, card_ids: Sequence[str]) -> tuple[CashOut, ...]:
        """The pay-outs of these cards, by card."""

    async def campaign_figures(self, shop: str, campaigns: Sequence[str]) -> tuple[CampaignFigures, ...]:
        """What became of campaigns, by name; one without cards is missing."""

    async def outstanding_cards(self, shop: str, at: datetime) -> tuple[CampaignBalance, ...]:
        """What cards held at a moment, also a past one, recomputed from the ledger (J10); by campaign.

        Test cards are left out, and so are lots that were over by then, whether they were written off yet or not.
        """

    async def card_metadata_counts(
        self, shop: str, name: str, campaign: str | None, limit: int
    ) -> tuple[MetadataCount, ...]:
        """Cards and what was credited to them by value of a metadata name, the most credited first (S5.27)."""

    # -- during payment
    async def hold_card(
        self,
        shop: str,
        card_id: str,
        cart_token: str,
        amount: int,
        owner_email: str | None,
        owner_id: str | None,
        until: datetime,
        now: datetime,
    ) -> CardHold:
        """Set a sum aside, in one conditional write, in place of what the cart held before; starts its timer.

        An owner field that is None is not compared. Raises Conflict when so much is not there.
        """

    async def release_card(self, shop: str, hold_id: str, now: datetime) -> bool:
        """Give a sum back; False when the hold has ended already."""

    # -- what staff do, each with its reason in the audit trail. Raises ReceiptMismatch
    async def enable_card(
        self,
        shop: str,
        card_id: str,
        enabled: bool,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Switch a card on or off; False when it is so already, over, or not there."""

    async def renew_card_pin(
        self,
        shop: str,
        card_id: str,
        pin: str,
        draw: int,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Give a card its `draw`th PIN, of which `pin` is the keyed hash; holds that the old one made stay.

        False when the card is over, has no PIN, or has had that draw already.
        """

    async def cash_out_card(
        self,
        shop: str,
        card_id: str,
        expected: int,
        reason: CashOutReason,
        note: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
        *,
        hand_over: bool = False,
    ) -> CashOut | None:
        """Make a card void and write down what is to be paid out, in one transaction (D5.c, V21).

        `expected` is what of it was paid for and is not over. None when it is another sum by now, when a payment
        has some of it set aside, or when the card is not active: a payment that came first has won. `hand_over`
        begins the saga that tells whoever pays, in the same transaction.
        """

    async def confirm_cash_out(
        self,
        shop: str,
        cash_out_id: str,
        reference: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Write down that the money was paid; False when it was before, or there is no such pay-out."""

    async def reverse_credit(
        self,
        shop: str,
        transfer_id: str,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Take what is left of a mistaken credit off its card again, by a transfer of its own (J12).

        False when nothing of it is left, or it is no credit.
        """

    # -- base dates
    async def keep_balance_report(self, shop: str, report: BalanceReport) -> BalanceReport:
        """Store the report of a base date, once: the first one stays (I25)."""

    async def balance_reports(self, shop: str) -> tuple[BalanceReport, ...]:
        """Stored reports, the oldest first."""
