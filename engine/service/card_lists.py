"""Thin readings of gift cards for staff: lists, the life of one card, figures of campaigns (S5.8, S5.27, S5.36-41)."""

from dataclasses import dataclass

from engine.model.card_records import CampaignFigures, CashOut, StoredCard, Transfer
from engine.model.program import Rule
from engine.model.records import AuditEntry, Page
from engine.service.engine import Engine

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLife:
    """What happened to a card, newest first: movements of value and what staff did; and its pay-out, if any."""

    transfers: tuple[Transfer, ...]
    audit: tuple[AuditEntry, ...]
    cash_out: CashOut | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A giftcard rule of the live revision with what became of its cards."""

    name: str
    rule: Rule
    figures: CampaignFigures


async def card_life(engine: Engine, shop: str, card: StoredCard) -> CardLife:
    """The newest events of a card."""
    page = Page(limit=MOST_EVENTS)
    paid_out = await engine.store.cash_outs(shop, [card.fact.id])
    return CardLife(
        transfers=await engine.store.transfers(shop, page, card_id=card.fact.id),
        audit=await engine.store.audit_of(shop, card.fact.id, page),
        cash_out=paid_out[0] if paid_out else None,
    )


async def campaigns(engine: Engine, shop: str) -> tuple[Campaign, ...]:
    """Every giftcard rule of the live revision, by name, with figures from the ledger."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return ()
    rules = {rule.name: rule for rule in prepared.campaigns.values()}
    found = {one.campaign: one for one in await engine.store.campaign_figures(shop, sorted(rules))}
    return tuple(
        Campaign(name=name, rule=rules[name], figures=found.get(name) or nothing(name))
        for name in sorted(rules)
    )


def nothing(campaign: str) -> CampaignFigures:
    """The figures of a campaign without cards."""
    return CampaignFigures(
        campaign=campaign,
        cards=0,
        credited=0,
        spent=0,
        refunded=0,
        expired=0,
        cashed_out=0,
        redeemed_cards=0,
    )
