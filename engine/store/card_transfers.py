"""Movements of value as transfers, the same for every store: postings of each add up to zero (I20)."""

# ruff: noqa: PLR0917 - a movement has what it has

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.card import Lot
from engine.model.card_effects import CreditCard, ExpireCard, RestoreCard, SpendCard, TakeBackCredit
from engine.model.card_records import Posting, Transfer, TransferKind
from engine.model.gift_card import Consideration
from engine.store.card_identity import (
    breakage,
    card_account,
    funding,
    key_of,
    opening,
    payout,
    sales,
    transfer_id,
)


def credited(effect: CreditCard, actor: str) -> Transfer:
    """The transfer of a credit."""
    key = key_of(effect)
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=TransferKind.CREDIT,
        card_id=effect.card_id,
        campaign=effect.campaign,
        amount=effect.amount,
        at=effect.at,
        order_id=effect.order_id,
        note=effect.note,
        actor=actor,
        postings=(
            Posting(account=card_account(effect.card_id), amount=effect.amount, lot_id=transfer_id(key)),
            Posting(account=_source(effect), amount=-effect.amount),
        ),
    )


def _source(effect: CreditCard) -> str:
    return opening(effect.campaign) if effect.opening else funding(effect.campaign)


def spent(effect: SpendCard, actor: str) -> Transfer:
    """The transfer of a payment."""
    key = key_of(effect)
    own = card_account(effect.card_id)
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=TransferKind.SPEND,
        card_id=effect.card_id,
        campaign=effect.campaign,
        amount=effect.amount,
        at=effect.at,
        order_id=effect.order_id,
        actor=actor,
        postings=(
            *(Posting(account=own, amount=-part.amount, lot_id=part.lot_id) for part in effect.parts),
            Posting(account=sales(effect.campaign), amount=effect.amount),
        ),
    )


def restored(effect: RestoreCard, actor: str) -> Transfer:
    """The transfer of a refund."""
    key = key_of(effect)
    own = card_account(effect.card_id)
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=TransferKind.REFUND,
        card_id=effect.card_id,
        campaign=effect.campaign,
        amount=effect.amount,
        at=effect.at,
        order_id=effect.order_id,
        actor=actor,
        postings=(
            *(Posting(account=own, amount=part.amount, lot_id=part.lot_id) for part in effect.parts),
            Posting(account=sales(effect.campaign), amount=-effect.amount),
        ),
    )


def expired(effect: ExpireCard, lots: Sequence[tuple[str, int]], actor: str) -> Transfer:
    """The transfer of a write-off; each lot ends once, so its first one names it."""
    key = f"expire:{effect.card_id}:{lots[0][0]}"
    own = card_account(effect.card_id)
    total = sum(amount for _, amount in lots)
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=TransferKind.EXPIRE,
        card_id=effect.card_id,
        campaign=effect.campaign,
        amount=total,
        at=effect.at,
        actor=actor,
        postings=(
            *(Posting(account=own, amount=-amount, lot_id=lot_id) for lot_id, amount in lots),
            Posting(account=breakage(effect.campaign), amount=total),
        ),
    )


def paid_out(
    card_id: str, campaign: str, lots: Sequence[Lot], at: datetime, actor: str, note: str
) -> tuple[tuple[Transfer, ...], int]:
    """The transfers that empty a card, and the money to pay: lots in time that were paid for; the rest is forfeited."""
    owed = [one for one in lots if _is_owed(one, at)]
    rest = [one for one in lots if one not in owed]
    found = []
    for kind, part, account in (
        (TransferKind.CASH_OUT, owed, payout(campaign)),
        (TransferKind.FORFEIT, rest, breakage(campaign)),
    ):
        if part:
            found.append(_emptied(kind, card_id, campaign, part, at, actor, note, account))
    return tuple(found), sum(one.remaining for one in owed)


def _is_owed(lot: Lot, at: datetime) -> bool:
    return lot.consideration is Consideration.PAID and (lot.expires_at is None or lot.expires_at > at)


def _emptied(  # noqa: PLR0913
    kind: TransferKind,
    card_id: str,
    campaign: str,
    lots: Sequence[Lot],
    at: datetime,
    actor: str,
    note: str,
    account: str,
) -> Transfer:
    key, total = f"{kind}:{card_id}", sum(one.remaining for one in lots)
    own = card_account(card_id)
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=kind,
        card_id=card_id,
        campaign=campaign,
        amount=total,
        at=at,
        note=note,
        actor=actor,
        postings=(
            *(Posting(account=own, amount=-one.remaining, lot_id=one.id) for one in lots),
            Posting(account=account, amount=total),
        ),
    )


def reversed_credit(  # noqa: PLR0913
    credit: str,
    card_id: str,
    campaign: str,
    amount: int,
    at: datetime,
    actor: str,
    note: str,
    order_id: str = "",
    source: str = "",
) -> Transfer:
    """The transfer that takes a credit, or what is left of it, back; a credit is taken back once.

    `source` is the account that it came from; empty: the campaign's funding.
    """
    key = f"reverse:{credit}"
    return Transfer(
        id=transfer_id(key),
        key=key,
        kind=TransferKind.REVERSE,
        card_id=card_id,
        campaign=campaign,
        amount=amount,
        at=at,
        order_id=order_id,
        note=note,
        actor=actor,
        postings=(
            Posting(account=card_account(card_id), amount=-amount, lot_id=credit),
            Posting(account=source or funding(campaign), amount=amount),
        ),
    )


def taken_back(effect: TakeBackCredit, actor: str) -> Transfer:
    """The transfer that takes back what an order earned."""
    note = f"order {effect.order_id} was refunded"
    of_card = effect.lot_id, effect.card_id, effect.campaign
    transfer = reversed_credit(*of_card, effect.amount, effect.at, actor, note, effect.order_id)
    # A key of its own: a person may have corrected the credit before, and a payment come back to its lot since.
    key = f"{transfer.key}:order{effect.occurrence and ':'}{effect.occurrence}"
    return replace(transfer, id=transfer_id(key), key=key)
