"""Looking for broken invariants of offers in SQL: read-only, in the snapshot of the whole check."""

# ruff: noqa: S608 - only our own names are put into statements

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import orjson

from engine.model.charge import Charge
from engine.model.effects import Metric
from engine.model.offer_instance import OfferFailure, OfferState
from engine.model.saga import SagaState
from engine.store.offer_checks import COUNTED, OfferRow, broken_figures, broken_offers
from engine.store.sql.charges import STORED, charge
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.sagas import STATE, saga_state

ONLY = "CAST(? AS TEXT) IS NULL OR shop = ?"


async def check_offers(tx: Tx, shop: str | None) -> list[tuple[str, str, str]]:
    """Invariant, shop and subject of what is broken."""
    offers: dict[str, list[OfferRow]] = defaultdict(list)
    for owner, *row in await tx.rows(
        f"SELECT shop, id, rule, test, doc, progress FROM offers WHERE {ONLY}", shop, shop
    ):
        offers[owner].append(_offer(row))
    stats = await _stats(tx, shop)
    if not offers and not stats:
        return []
    pressed = await _pressed(tx, shop)
    sagas: dict[str, dict[str, SagaState]] = defaultdict(dict)
    for owner, *state in await tx.rows(
        f"SELECT shop, {', '.join(STATE)} FROM sagas WHERE {ONLY}", shop, shop
    ):
        sagas[owner][state[0]] = saga_state(state)
    charges: dict[str, dict[str, Charge]] = defaultdict(dict)
    for owner, *moved in await tx.rows(f"SELECT shop, {STORED} FROM charges WHERE {ONLY}", shop, shop):
        charges[owner][moved[0]] = charge(moved)
    found: list[tuple[str, str, str]] = []
    for owner in sorted(offers.keys() | stats.keys()):
        own = offers[owner]
        broken = [
            *broken_offers(own, pressed[owner], sagas[owner], charges[owner]),
            *broken_figures(own, stats[owner]),
        ]
        found += ((invariant, owner, subject) for invariant, subject in broken)
    return found


async def _pressed(tx: Tx, shop: str | None) -> Mapping[str, Mapping[str, int]]:
    pressed: dict[str, dict[str, int]] = defaultdict(dict)
    statement = (
        f"SELECT shop, subject, COUNT(*) FROM events WHERE kind = 'offer_accepted' AND ({ONLY}) "
        "GROUP BY shop, subject"
    )
    for owner, offer_id, presses in await tx.rows(statement, shop, shop):
        pressed[owner][offer_id] = presses
    return pressed


async def _stats(tx: Tx, shop: str | None) -> Mapping[str, dict[tuple[str, Metric], int]]:
    stats: dict[str, dict[tuple[str, Metric], int]] = defaultdict(dict)
    metrics = sorted(COUNTED)
    among = f"metric IN {marks(1, len(metrics))} AND ({ONLY})"
    statement = (
        "SELECT shop, rule, metric, CAST(SUM(amount) AS BIGINT) FROM ("
        f"SELECT shop, rule, metric, amount FROM stat_days WHERE {among} UNION ALL "
        f"SELECT shop, rule, metric, amount FROM stat_deltas WHERE {among}) figures GROUP BY shop, rule, metric"
    )
    for owner, rule, metric, amount in await tx.rows(statement, *metrics, shop, shop, *metrics, shop, shop):
        stats[owner][rule, Metric(metric)] = amount
    return stats


def _offer(row: list[Any]) -> OfferRow:
    identity, rule, test, doc, progress = row
    made, moved = orjson.loads(doc), orjson.loads(progress)
    failure = moved.get("failure")
    return OfferRow(
        id=identity,
        rule=rule,
        test=bool(test),
        state=OfferState(moved["state"]),
        shown=moved["shown_at"] is not None,
        presses=moved["presses"],
        amount=sum(target["first"] for target in made["targets"]) * moved["quantity"],
        failure=None if failure is None else OfferFailure(failure),
    )
