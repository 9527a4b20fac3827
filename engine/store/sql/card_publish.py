"""Making gift cards in SQL, many by few statements."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections.abc import Mapping, Sequence

from engine.model.card import CardState
from engine.model.card_effects import PublishCard, RecordPublication
from engine.model.records import MintedCode
from engine.store.port import CodeTaken, Conflict
from engine.store.sql.card_rows import CARD, PUBLICATION, card_terms_to_json, metadata_to_json
from engine.store.sql.codec import maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.session import Column


async def record_publications(tx: Tx, shop: str, effects: Sequence[RecordPublication]) -> None:
    """Write publications down; another one of the same campaign and source is a Conflict (D5.b)."""
    rows = [
        (
            shop,
            one.publication_id,
            one.campaign,
            one.source_id,
            one.owner_email,
            one.owner_id,
            one.count,
            one.amount,
            micros(one.at),
            one.order_id,
            metadata_to_json(one.metadata),
        )
        for one in effects
    ]
    columns = ("shop", *PUBLICATION)
    if await tx.copied("card_publications", columns, rows):
        return
    then = "ON CONFLICT DO NOTHING RETURNING id"
    added = {row[0] for row in await tx.insert("card_publications", columns, rows, then)}
    if missing := sorted({one.publication_id for one in effects} - added):
        raise Conflict(missing[0])


async def publish(  # noqa: PLR0917 - what a commit knows
    tx: Tx,
    shop: str,
    effects: Sequence[PublishCard],
    revision: int,
    codes: Mapping[str, MintedCode],
    balances: Mapping[str, int],
) -> None:
    """Make cards with their first `balances`. One that is there is a Conflict; another card's code raises CodeTaken."""
    if not effects:
        return
    rows = [_row(shop, one, codes[one.card_id], revision, balances.get(one.card_id, 0)) for one in effects]
    columns = ("shop", "lookup", *CARD)
    if not await tx.copied("gift_cards", columns, rows):
        then = "ON CONFLICT DO NOTHING RETURNING id"
        added = {row[0] for row in await tx.insert("gift_cards", columns, rows, then)}
        if missing := sorted({effect.card_id for effect in effects} - added):
            raise await _why_missing(tx, shop, missing)
    named = [(shop, effect.card_id, name, value) for effect in effects for name, value in effect.metadata]
    await tx.insert("card_metadata", ("shop", "card_id", "name", "value"), named)


async def _why_missing(tx: Tx, shop: str, missing: Sequence[str]) -> Conflict:
    found = await tx.rows(
        f"SELECT id FROM gift_cards WHERE shop = ? AND id IN {marks(1, len(missing))}", shop, *missing
    )
    return Conflict(missing[0]) if found else CodeTaken(*missing)


def _row(shop: str, effect: PublishCard, code: MintedCode, revision: int, balance: int) -> tuple[Column, ...]:
    owned = effect.owner_email is not None or effect.owner_id is not None
    empty = CardState.ASSIGNED if owned else CardState.UNASSIGNED
    fact = (
        effect.card_id,
        effect.campaign,
        CardState.ACTIVE if balance else empty,
        True,
        card_terms_to_json(effect.terms),
        effect.owner_email,
        effect.owner_id,
        balance,
        micros(effect.published_at),
        maybe_micros(effect.expires_at),
        effect.test,
        0,
        code.pin,
    )
    made = (
        effect.publication_id,
        effect.number,
        effect.order_id,
        revision,
        effect.pattern.text,
        code.key_id,
        code.attempt,
        code.last_four,
        metadata_to_json(effect.metadata),
        micros(effect.published_at),
        code.sealed,
        code.pin_draw,
    )
    return (shop, code.lookup.hex(), *fact, *made)
