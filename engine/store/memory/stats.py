"""Daily figures, in memory: deltas are written with the fact and folded later, as in the SQL stores."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from engine.model.effects import CountStat, Metric
from engine.model.records import StatRow
from engine.store.memory.part import MemoryPart
from engine.store.memory.state import State


class Stats(MemoryPart):
    """Folding and reading."""

    async def fold_stats(self, limit: int) -> int:
        """Fold stored deltas into daily rows; returns how many."""
        async with self._tx() as state:
            oldest = sorted(state.deltas)[:limit]
            for number in oldest:
                shop, row = state.deltas[number]
                key = (shop, row.rule, row.day, row.metric)
                state.figures.put(key, state.figures.get(key, 0) + row.amount)
                state.deltas.drop(number)
            return len(oldest)

    async def stats(
        self,
        shop: str,
        rules: Sequence[str] | None,
        since: date,
        until: date,
        metrics: Sequence[Metric] | None,
    ) -> tuple[StatRow, ...]:
        """Daily figures in `[since, until)`, by day, rule and metric."""
        totals: dict[tuple[date, str, Metric], int] = defaultdict(int)
        for (owner, rule, day, metric), amount in self._state.figures.items():
            if owner == shop:
                totals[day, rule, metric] += amount
        for owner, row in self._state.deltas.values():
            if owner == shop:
                totals[row.day, row.rule, row.metric] += row.amount
        return tuple(
            StatRow(rule=rule, day=day, metric=metric, amount=amount)
            for (day, rule, metric), amount in sorted(totals.items())
            if since <= day < until
            and (rules is None or rule in rules)
            and (metrics is None or metric in metrics)
        )


def count(state: State, shop: str, stats: Sequence[CountStat]) -> None:
    """Write deltas."""
    number = max(state.deltas, default=0)
    for stat in stats:
        number += 1
        state.deltas.put(
            number, (shop, StatRow(rule=stat.rule, day=stat.day, metric=stat.metric, amount=stat.amount))
        )
