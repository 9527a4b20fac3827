"""The ledger of gift cards in SQL: each movement is one transfer whose postings add up to zero (I20-I26).

Holds are locked before their cards, cards before their lots, several cards in the order of their ids. Balances are
conditional writes under a CHECK; what does not hold is a Conflict, and nothing is stored.
"""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.card_effects import CreditCard, ExpireCard, RestoreCard, SpendCard, TakeBackCredit
from engine.model.card_records import Transfer
from engine.store.card_identity import key_of, transfer_id
from engine.store.card_transfers import credited, expired, restored, spent, taken_back
from engine.store.port import Conflict
from engine.store.sql.card_rows import TRANSFER
from engine.store.sql.codec import maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks

AT_ONCE = 5_000
"""Cards credited by one statement."""

ADD = """
    WITH added (card_id, more) AS (VALUES {added})
    UPDATE gift_cards SET
        balance = balance + more,
        state = CASE WHEN state IN ('assigned', 'unassigned', 'exhausted') THEN 'active' ELSE state END
    FROM added
    WHERE shop = ? AND id = card_id AND state IN ('unassigned', 'assigned', 'active', 'exhausted')
    RETURNING id
"""

END_HOLDS = """
    UPDATE card_holds SET state = CASE WHEN cart_token = ? THEN 'redeemed' ELSE 'expired' END
    WHERE shop = ? AND card_id = ? AND state = 'live' AND (cart_token = ? OR until <= ?)
    RETURNING amount
"""

SPEND = """
    UPDATE gift_cards SET
        balance = balance - ?,
        held = held - ?,
        state = CASE WHEN balance = ? THEN 'exhausted' ELSE state END
    WHERE shop = ? AND id = ? AND state = 'active' AND enabled
        AND (expires_at IS NULL OR expires_at > ?)
        AND (CAST(? AS TEXT) IS NULL OR owner_email = ?)
        AND (CAST(? AS TEXT) IS NULL OR owner_id = ?)
        AND balance - (held - ?) >= ?
    RETURNING id
"""

TAKE = """
    UPDATE card_lots SET remaining = remaining - ?
    WHERE shop = ? AND id = ? AND card_id = ? AND remaining >= ? AND (expires_at IS NULL OR expires_at > ?)
    RETURNING id
"""

GIVE_BACK = """
    UPDATE card_lots SET remaining = remaining + ?
    WHERE shop = ? AND id = ? AND card_id = ? AND (expires_at IS NULL OR expires_at > ?)
    RETURNING id
"""

RESTORE = """
    UPDATE gift_cards SET
        balance = balance + ?,
        state = CASE WHEN state = 'exhausted' THEN 'active' ELSE state END
    WHERE shop = ? AND id = ? AND state IN ('active', 'exhausted') AND (expires_at IS NULL OR expires_at > ?)
    RETURNING id
"""


async def write_transfers(tx: Tx, shop: str, transfers: Sequence[Transfer]) -> None:
    """Add transfers with their postings. Conflict when a key is there already: it was used, for ever (I26)."""
    if not transfers:
        return
    rows = [
        (
            shop,
            one.id,
            one.key,
            one.kind,
            one.card_id,
            one.campaign,
            one.amount,
            micros(one.at),
            one.order_id,
            one.note,
            one.actor,
        )
        for one in transfers
    ]
    if not await tx.copied("ledger_transfers", ("shop", *TRANSFER), rows):
        then = "ON CONFLICT DO NOTHING RETURNING id"
        added = {row[0] for row in await tx.insert("ledger_transfers", ("shop", *TRANSFER), rows, then)}
        if missing := sorted({one.id for one in transfers} - added):
            raise Conflict(missing[0])
    sides = [
        (shop, one.id, number, posting.account, posting.lot_id, posting.amount)
        for one in transfers
        for number, posting in enumerate(one.postings)
    ]
    columns = ("shop", "transfer_id", "number", "account", "lot_id", "amount")
    await tx.insert("ledger_postings", columns, sides)


async def credit(tx: Tx, shop: str, effects: Sequence[CreditCard], actor: str) -> None:
    """Write down lots and where they come from; `add` makes them part of the balances of cards that exist."""
    if not effects:
        return
    await write_transfers(tx, shop, [credited(effect, actor) for effect in effects])
    lots = [
        (
            shop,
            transfer_id(key_of(effect)),
            effect.card_id,
            effect.consideration,
            maybe_micros(effect.expires_at),
            effect.amount,
        )
        for effect in effects
    ]
    columns = ("shop", "id", "card_id", "consideration", "expires_at", "remaining")
    await tx.insert("card_lots", columns, lots)


def added_by(effects: Sequence[CreditCard]) -> Counter[str]:
    """What each card gets, in minor units."""
    more: Counter[str] = Counter()
    for effect in effects:
        more[effect.card_id] += effect.amount
    return more


async def add(tx: Tx, shop: str, more: Counter[str]) -> None:
    """Add to the balances of cards; one that is over is a Conflict."""
    cards = sorted(more)
    for start in range(0, len(cards), AT_ONCE):
        part = cards[start : start + AT_ONCE]
        if len(part) > 1:
            await lock_cards(tx, shop, part)
        values = ", ".join(["(?, CAST(? AS BIGINT))"] * len(part))
        added = [column for card in part for column in (card, more[card])]
        done = {row[0] for row in await tx.rows(ADD.replace("{added}", values), *added, shop)}
        if missing := [card for card in part if card not in done]:
            raise Conflict(missing[0])


async def lock_cards(tx: Tx, shop: str, cards: Sequence[str]) -> None:
    """Lock cards in the order of their ids, so that no two transactions wait for each other."""
    among = marks(1, len(cards))
    statement = f"SELECT id FROM gift_cards WHERE shop = ? AND id IN {among} ORDER BY id {{for_update}}"
    await tx.rows(statement, shop, *sorted(cards))


async def spend(tx: Tx, shop: str, effects: Sequence[SpendCard], actor: str, now: datetime) -> None:
    """Pay with cards, given in the order of their ids: live, in time, the buyer's, enough left."""
    for effect in effects:
        token, at = effect.cart_token, micros(effect.at)
        held = await tx.rows(END_HOLDS, token, shop, effect.card_id, token, micros(now))
        ended = sum(row[0] for row in held)
        owner = effect.owner_email, effect.owner_email, effect.owner_id, effect.owner_id
        amounts = effect.amount, ended, effect.amount
        limits = at, *owner, ended, effect.amount
        if await tx.row(SPEND, *amounts, shop, effect.card_id, *limits) is None:
            raise Conflict(effect.card_id)
        for part in effect.parts:
            which = shop, part.lot_id, effect.card_id, part.amount, at
            if await tx.row(TAKE, part.amount, *which) is None:
                raise Conflict(effect.card_id)
        await write_transfers(tx, shop, [spent(effect, actor)])


async def restore(tx: Tx, shop: str, effects: Sequence[RestoreCard], actor: str) -> None:
    """Give back to the lots that an order used; one that ended meanwhile is a Conflict."""
    for effect in effects:
        at = micros(effect.at)
        if await tx.row(RESTORE, effect.amount, shop, effect.card_id, at) is None:
            raise Conflict(effect.card_id)
        for part in effect.parts:
            if await tx.row(GIVE_BACK, part.amount, shop, part.lot_id, effect.card_id, at) is None:
                raise Conflict(effect.card_id)
        await write_transfers(tx, shop, [restored(effect, actor)])


TAKE_BACK = """
    UPDATE gift_cards SET
        balance = balance - ?,
        state = CASE WHEN balance = ? AND state = 'active' THEN 'exhausted' ELSE state END
    WHERE shop = ? AND id = ? AND state = 'active' AND balance - held >= ? RETURNING id
"""

SHRINK = """
    UPDATE card_lots SET remaining = remaining - ?
    WHERE shop = ? AND id = ? AND card_id = ? AND remaining >= ? RETURNING id
"""


async def take_back(tx: Tx, shop: str, effects: Sequence[TakeBackCredit], actor: str) -> None:
    """Take back what orders earned that were given back; a Conflict when some of it was spent meanwhile."""
    for effect in effects:
        amount, which = effect.amount, (shop, effect.card_id)
        if await tx.row(TAKE_BACK, amount, amount, *which, amount) is None:
            raise Conflict(effect.card_id)
        if await tx.row(SHRINK, amount, shop, effect.lot_id, effect.card_id, amount) is None:
            raise Conflict(effect.card_id)
        await write_transfers(tx, shop, [taken_back(effect, actor)])


LIVE_HOLDS = "SELECT id FROM card_holds WHERE shop = ? AND card_id = ? AND state = 'live' ORDER BY id"

ENDED_LOTS = """
    SELECT id, remaining FROM card_lots
    WHERE shop = ? AND card_id = ? AND remaining > 0 AND expires_at <= ? ORDER BY id {for_update}
"""

EXPIRE = """
    UPDATE gift_cards SET
        balance = balance - ?,
        held = CASE WHEN expires_at <= ? OR held > balance - ? THEN 0 ELSE held END,
        state = CASE
            WHEN expires_at <= ? THEN 'expired'
            WHEN balance = ? AND state = 'active' THEN 'exhausted'
            ELSE state
        END
    WHERE shop = ? AND id = ? AND state IN ('unassigned', 'assigned', 'active', 'exhausted')
    RETURNING held
"""


async def expire(tx: Tx, shop: str, effects: Sequence[ExpireCard], actor: str) -> None:
    """Write off lots that are past their end; holds that the rest of the card does not cover end with them."""
    for effect in effects:
        at = micros(effect.at)
        await _lock_with_holds(tx, shop, effect.card_id)
        lots = await tx.rows(ENDED_LOTS, shop, effect.card_id, at)
        total = sum(row[1] for row in lots)
        left = await tx.row(EXPIRE, total, at, total, at, total, shop, effect.card_id)
        if left is None:
            continue
        if left[0] == 0:
            live = "UPDATE card_holds SET state = 'expired' WHERE shop = ? AND card_id = ? AND state = 'live'"
            await tx.rows(live, shop, effect.card_id)
        if total:
            ids = [row[0] for row in lots]
            await tx.rows(
                f"UPDATE card_lots SET remaining = 0 WHERE shop = ? AND id IN {marks(1, len(ids))}",
                shop,
                *ids,
            )
            await write_transfers(tx, shop, [expired(effect, [tuple(row) for row in lots], actor)])


async def _lock_with_holds(tx: Tx, shop: str, card_id: str) -> None:
    """Lock a card's holds, then the card, in the order of who pays or holds; Conflict when a hold came in between."""
    locked = {row[0] for row in await tx.rows(f"{LIVE_HOLDS} {{for_update}}", shop, card_id)}
    await lock_cards(tx, shop, [card_id])
    if any(row[0] not in locked for row in await tx.rows(LIVE_HOLDS, shop, card_id)):
        raise Conflict(card_id)
