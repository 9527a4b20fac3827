"""Performing what a decision asks for about gift cards, in SQL."""

# ruff: noqa: PLR0913, PLR0917 - what a commit knows

from collections.abc import Mapping
from datetime import datetime

from engine.model.records import Actor, MintedCode
from engine.store.card_batch import CardBatch
from engine.store.sql.card_holds import release_ended_cards
from engine.store.sql.card_ledger import add, added_by, credit, expire, restore, spend, take_back
from engine.store.sql.card_publish import publish, record_publications
from engine.store.sql.database import Tx


async def perform_cards(
    tx: Tx,
    shop: str,
    batch: CardBatch,
    revision: int,
    codes: Mapping[str, MintedCode],
    actor: Actor,
    now: datetime,
) -> None:
    """All of it, or a Conflict."""
    who = f"{actor.kind}:{actor.id}"
    await record_publications(tx, shop, batch.publications)
    more = added_by(batch.credited)
    await publish(tx, shop, batch.published, revision, codes, more)
    await credit(tx, shop, batch.credited, who)
    for made in batch.published:
        del more[made.card_id]  # it was written with its balance
    await add(tx, shop, more)
    await spend(tx, shop, batch.spent, who, now)
    await restore(tx, shop, batch.restored, who)
    await take_back(tx, shop, batch.taken_back, who)
    await expire(tx, shop, batch.expired, who)
    await release_ended_cards(tx, shop, batch.released, now)
