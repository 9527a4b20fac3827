"""Experiments in SQL: exposures and outcomes of pseudonymous units."""

# ruff: noqa: S608 - only our own names are put into statements

from collections.abc import Mapping, Sequence
from typing import Any

from engine.model.experiment_units import ArmTotals, ExposeUnit, UnitFact
from engine.store.experiment_batch import ExperimentBatch
from engine.store.sql.codec import instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart

FACT = ("unit", "experiment", "main", "arm", "at")
SUMS = ("orders", "revenue", "discount", "clicks", "redemptions")
COLUMNS = ("shop", "experiment", "unit", "main", "arm", "split", "at", *SUMS)
ONCE = "ON CONFLICT (shop, unit) DO NOTHING"
ADD = f"""
    UPDATE experiment_units SET {", ".join(f"{one} = {one} + ?" for one in SUMS)} WHERE shop = ? AND unit = ?
"""
MAIN = "SELECT main FROM experiment_units WHERE shop = ? AND unit = ?"
DROP_NAMES = "DELETE FROM experiment_units WHERE shop = ? AND main = ? AND unit <> main"
RENAME = "UPDATE experiment_units SET unit = ?, main = ? WHERE shop = ? AND unit = ?"
TOTALS = """
    SELECT arm, split, COUNT(*), COUNT(CASE WHEN orders > 0 THEN 1 END), SUM(orders), SUM(revenue),
        SUM(CAST(revenue AS DOUBLE PRECISION) * revenue), SUM(discount),
        COUNT(CASE WHEN clicks > 0 THEN 1 END), SUM(clicks),
        COUNT(CASE WHEN redemptions > 0 THEN 1 END), SUM(redemptions), MIN(at), MAX(at)
    FROM experiment_units WHERE shop = ? AND experiment = ? AND unit = main GROUP BY arm, split
"""


class Experiments(SqlPart):
    """What people look at, and what quotes write down."""

    async def experiment_salt(self, shop: str, new: bytes) -> bytes:
        """The shop's salt, made once."""
        known = await self._db.read("SELECT salt FROM experiment_salts WHERE shop = ?", shop)
        if not known:
            row = (shop, new.hex())
            await self._db.write(
                lambda tx: tx.insert(
                    "experiment_salts", ("shop", "salt"), [row], "ON CONFLICT (shop) DO NOTHING"
                )
            )
            known = await self._db.read("SELECT salt FROM experiment_salts WHERE shop = ?", shop)
        return bytes.fromhex(known[0][0])

    async def expose(self, shop: str, units: Sequence[ExposeUnit]) -> None:
        """Write exposures down."""
        await self._db.write(lambda tx: _expose(tx, shop, sorted(units, key=lambda one: one.unit)))

    async def arm_totals(self, shop: str, experiment: str) -> tuple[ArmTotals, ...]:
        """What came of the units so far."""
        rows = await self._db.read(TOTALS, shop, experiment)
        return tuple(sorted(map(_totals, rows), key=lambda one: (one.first_at, one.split, one.arm)))

    async def sever_units(self, shop: str, pseudonyms: Mapping[str, str]) -> None:
        """Put other pseudonyms in the place of units."""

        async def sever(tx: Tx) -> None:
            for unit, other in sorted(pseudonyms.items()):
                for (main,) in await tx.rows(MAIN, shop, unit):
                    await tx.rows(DROP_NAMES, shop, main)
                    await tx.rows(RENAME, other, other, shop, main)

        await self._db.write(sever)

    async def exposed_experiments(self, shop: str) -> tuple[str, ...]:
        """The names of experiments with any exposure."""
        rows = await self._db.read("SELECT DISTINCT experiment FROM experiment_units WHERE shop = ?", shop)
        return tuple(sorted(row[0] for row in rows))


async def perform_experiments(tx: Tx, shop: str, batch: ExperimentBatch) -> None:
    """Exposures first, then what came of them."""
    if batch.exposed:
        await _expose(tx, shop, batch.exposed)
    for one in batch.outcomes:
        await tx.rows(ADD, one.orders, one.revenue, one.discount, one.clicks, one.redemptions, shop, one.unit)


def unit_fact(row: Sequence[Any]) -> UnitFact:
    """A unit as its columns `FACT`."""
    unit, experiment, main, arm, at = row
    return UnitFact(unit=unit, experiment=experiment, main=main, arm=arm, at=instant(at))


async def _expose(tx: Tx, shop: str, units: Sequence[ExposeUnit]) -> None:
    rows = [
        (shop, one.experiment, one.unit, one.main, one.arm, one.split, micros(one.at), 0, 0, 0, 0, 0)
        for one in units
    ]
    await tx.insert("experiment_units", COLUMNS, rows, ONCE)


def _totals(row: Sequence[Any]) -> ArmTotals:
    arm, split, units, buyers, orders, revenue, squares, discount, clickers, clicks, redeemers, used, *at = (
        row
    )
    return ArmTotals(
        arm=arm,
        split=split,
        units=units,
        buyers=buyers,
        orders=int(orders),
        revenue=int(revenue),
        revenue_squares=float(squares),
        discount=int(discount),
        clickers=clickers,
        clicks=int(clicks),
        redeemers=redeemers,
        redemptions=int(used),
        first_at=instant(at[0]),
        last_at=instant(at[1]),
    )
