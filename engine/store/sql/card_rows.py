"""Rows about gift cards as the model's records."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from engine.model.card import CardFact, CardState, CardTerms, Lot
from engine.model.card_records import (
    CardHold,
    CashOut,
    CashOutReason,
    CashOutState,
    Posting,
    Publication,
    StoredCard,
    Transfer,
    TransferKind,
)
from engine.model.gift_card import CodePattern, Consideration
from engine.model.records import HoldState
from engine.store.sql.codec import from_json, instant, maybe_instant, to_json

FACT = (
    "id",
    "campaign",
    "state",
    "enabled",
    "terms",
    "owner_email",
    "owner_id",
    "balance",
    "published_at",
    "expires_at",
    "test",
    "held",
    "pin",
)
CARD = (
    *FACT,
    "publication_id",
    "number",
    "order_id",
    "revision",
    "pattern",
    "key_id",
    "attempt",
    "last_four",
    "metadata",
    "made_at",
    "sealed",
    "pin_draw",
)
LOT = ("id", "remaining", "consideration", "expires_at")
PUBLICATION = (
    "id",
    "campaign",
    "source_id",
    "owner_email",
    "owner_id",
    "count",
    "amount",
    "at",
    "order_id",
    "metadata",
)
TRANSFER = ("id", "key", "kind", "card_id", "campaign", "amount", "at", "order_id", "note", "actor")
HOLD = ("id", "card_id", "cart_token", "amount", "until", "state")
CASH_OUT = (
    "id",
    "card_id",
    "amount",
    "forfeited",
    "reason",
    "note",
    "state",
    "at",
    "paid_at",
    "reference",
)

IN_ORDER = "CASE WHEN expires_at IS NULL THEN 1 ELSE 0 END, expires_at, consideration, id"
"""In which lots are spent: those that end first, of these the free ones ("free" sorts before "paid"; I22)."""


@lru_cache(maxsize=512)
def card_terms_to_json(terms: CardTerms) -> str:
    """The one text of these terms: all cards of a rule share it."""
    return to_json(terms)


@lru_cache(maxsize=512)
def card_terms(text: str) -> CardTerms:
    """Terms of a card. All cards of a rule share one text, so it is read once."""
    return from_json(text, CardTerms)


def metadata_to_json(metadata: Sequence[tuple[str, str]]) -> str:
    """Names and values, by name."""
    return orjson.dumps(sorted(metadata)).decode()


def _metadata(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in orjson.loads(text))


def card_fact(
    row: Sequence[Any], lots: Sequence[Lot] = (), *, held: int | None = None, own_hold: int = 0
) -> CardFact:
    """A card as it is decided with; `held` replaces the stored sum by what one cart sees."""
    (
        identity,
        campaign,
        state,
        enabled,
        terms,
        email,
        owner,
        balance,
        published,
        expires,
        test,
        stored,
        pin,
    ) = row
    return CardFact(
        id=identity,
        campaign=campaign,
        state=CardState(state),
        enabled=bool(enabled),
        terms=card_terms(terms),
        owner_email=email,
        owner_id=owner,
        balance=balance,
        published_at=maybe_instant(published),
        expires_at=maybe_instant(expires),
        test=bool(test),
        held=stored if held is None else held,
        own_hold=own_hold,
        lots=tuple(lots),
        pin=pin,
    )


def lot(row: Sequence[Any]) -> Lot:
    """A lot."""
    identity, remaining, consideration, expires = row
    return Lot(
        id=identity,
        remaining=remaining,
        consideration=Consideration(consideration),
        expires_at=maybe_instant(expires),
    )


def stored_card(row: Sequence[Any], lots: Sequence[Lot] = ()) -> StoredCard:
    """A card with what admin and mail need."""
    (
        publication,
        number,
        order_id,
        revision,
        pattern,
        key_id,
        attempt,
        last_four,
        metadata,
        made_at,
        sealed,
        pin_draw,
    ) = tuple(row)[len(FACT) :]
    return StoredCard(
        fact=card_fact(tuple(row)[: len(FACT)], lots),
        publication_id=publication,
        number=number,
        order_id=order_id,
        revision=revision,
        pattern=CodePattern(text=pattern),
        key_id=key_id,
        attempt=attempt,
        last_four=last_four,
        metadata=_metadata(metadata),
        made_at=instant(made_at),
        sealed=sealed,
        pin_draw=pin_draw,
    )


def publication(row: Sequence[Any], card_ids: Sequence[str]) -> Publication:
    """A publication with its cards."""
    identity, campaign, source_id, email, owner, count, amount, at, order_id, metadata = row
    return Publication(
        id=identity,
        campaign=campaign,
        source_id=source_id,
        owner_email=email,
        owner_id=owner,
        count=count,
        amount=amount,
        at=instant(at),
        order_id=order_id,
        metadata=_metadata(metadata),
        card_ids=tuple(card_ids),
    )


def transfer(row: Sequence[Any], postings: Sequence[Posting]) -> Transfer:
    """A transfer with its postings."""
    identity, key, kind, card_id, campaign, amount, at, order_id, note, actor = row
    return Transfer(
        id=identity,
        key=key,
        kind=TransferKind(kind),
        card_id=card_id,
        campaign=campaign,
        amount=amount,
        at=instant(at),
        order_id=order_id,
        note=note,
        actor=actor,
        postings=tuple(postings),
    )


def card_hold(row: Sequence[Any]) -> CardHold:
    """A hold."""
    identity, card_id, cart_token, amount, until, state = row
    return CardHold(
        id=identity,
        card_id=card_id,
        cart_token=cart_token,
        amount=amount,
        until=instant(until),
        state=HoldState(state),
    )


def cash_out(row: Sequence[Any]) -> CashOut:
    """A pay-out."""
    identity, card_id, amount, forfeited, reason, note, state, at, paid_at, reference = row
    return CashOut(
        id=identity,
        card_id=card_id,
        amount=amount,
        forfeited=forfeited,
        reason=CashOutReason(reason),
        note=note,
        state=CashOutState(state),
        at=instant(at),
        paid_at=maybe_instant(paid_at),
        reference=reference,
    )
