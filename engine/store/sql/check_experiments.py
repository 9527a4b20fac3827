"""Looking for broken invariants of experiments in SQL: read-only, in the snapshot of the whole check."""

# ruff: noqa: S608 - only our own names are put into statements

from collections import Counter, defaultdict

import orjson

from engine.store.experiment_checks import AREA, FIGURES, broken_arms
from engine.store.sql.database import Tx

ONLY = "CAST(? AS TEXT) IS NULL OR shop = ?"
SUMS = ", ".join(f"SUM({figure})" for figure in FIGURES)
UNITS = f"SELECT shop, experiment, {SUMS} FROM experiment_units WHERE {ONLY} GROUP BY shop, experiment"
EVENTS = f"""SELECT shop, uses FROM events WHERE uses LIKE '%"{AREA}"%' AND ({ONLY})"""
ASTRAY = f"""
    SELECT shop, unit FROM (
        SELECT u.shop AS shop, u.unit AS unit FROM experiment_units u
        LEFT JOIN experiment_units m ON m.shop = u.shop AND m.unit = u.main AND m.main = m.unit AND m.arm = u.arm
        WHERE m.unit IS NULL OR (u.unit <> u.main AND ({" OR ".join(f"u.{figure} <> 0" for figure in FIGURES)}))
    ) astray WHERE {ONLY} ORDER BY shop, unit
"""


async def check_experiments(tx: Tx, shop: str | None) -> list[tuple[str, str, str]]:
    """Invariant, shop and subject of what is broken."""
    found = [("I30 unit", owner, unit) for owner, unit in await tx.rows(ASTRAY, shop, shop)]
    units: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for owner, experiment, *sums in await tx.rows(UNITS, shop, shop):
        units[owner].update(
            {(experiment, figure): int(amount) for figure, amount in zip(FIGURES, sums, strict=True)}
        )
    events: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for owner, uses in await tx.rows(EVENTS, shop, shop):
        for area, name, subject, amount, _ in orjson.loads(uses):
            if area == AREA:
                events[owner][name, subject] += amount
    for owner in sorted(units.keys() | events.keys()):
        broken = broken_arms(events[owner], units[owner])
        found += ((invariant, owner, subject) for invariant, subject in broken)
    return found
