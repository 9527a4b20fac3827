"""Daily figures in SQL: deltas are inserted with the fact, so that no row is hot, and folded later."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections import Counter
from collections.abc import Sequence
from datetime import date

from engine.model.effects import CountStat, Metric
from engine.model.records import StatRow
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart

TAKE = """
    WITH oldest AS MATERIALIZED (SELECT "row" FROM stat_deltas ORDER BY "row" LIMIT ? {skip_locked})
    DELETE FROM stat_deltas WHERE "row" IN (SELECT "row" FROM oldest) RETURNING shop, day, rule, metric, amount
"""
FIGURE = ("shop", "day", "rule", "metric", "amount")
ADD = "ON CONFLICT (shop, day, rule, metric) DO UPDATE SET amount = stat_days.amount + excluded.amount"


class Stats(SqlPart):
    """Folding and reading."""

    async def fold_stats(self, limit: int) -> int:
        """Fold stored deltas into daily rows; returns how many."""

        async def fold(tx: Tx) -> int:
            totals: Counter[tuple[str, str, str, str]] = Counter()
            taken = await tx.rows(TAKE, limit)
            for shop, day, rule, metric, amount in taken:
                totals[shop, day, rule, metric] += amount
            await tx.insert(
                "stat_days", FIGURE, [(*figure, totals[figure]) for figure in sorted(totals)], ADD
            )
            return len(taken)

        if not await self._db.read("SELECT 1 FROM stat_deltas LIMIT 1"):
            return 0
        return await self._db.write(fold)

    async def stats(
        self,
        shop: str,
        rules: Sequence[str] | None,
        since: date,
        until: date,
        metrics: Sequence[Metric] | None,
    ) -> tuple[StatRow, ...]:
        """Daily figures in `[since, until)`, by day, rule and metric."""
        wanted = Filter(shop).among("rule", rules).among("metric", metrics)
        clause = f"{wanted.clause} AND day >= ? AND day < ?"
        parameters = [*wanted.parameters, since.isoformat(), until.isoformat()]
        rows = await self._db.read(
            "SELECT rule, day, metric, CAST(SUM(amount) AS BIGINT) FROM ("
            f"SELECT rule, day, metric, amount FROM stat_days WHERE {clause} UNION ALL "
            f"SELECT rule, day, metric, amount FROM stat_deltas WHERE {clause}"
            ") figures GROUP BY rule, day, metric",
            *parameters,
            *parameters,
        )
        figures = [
            StatRow(rule=rule, day=date.fromisoformat(day), metric=Metric(metric), amount=amount)
            for rule, day, metric, amount in rows
        ]
        # Sorted here: databases disagree about the order of letters.
        return tuple(sorted(figures, key=lambda row: (row.day, row.rule, row.metric)))


async def count(tx: Tx, shop: str, stats: Sequence[CountStat]) -> None:
    """Write deltas."""
    rows = [(shop, stat.day.isoformat(), stat.rule, stat.metric, stat.amount) for stat in stats]
    await tx.insert("stat_deltas", FIGURE, rows)
