"""What the rules of a sandbox have done in it: the same figures as the real shop's, from its own orders."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from engine.model.effects import Metric
from engine.service.sandbox import MOST_AHEAD, Sandbox
from engine.values.calendar import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigures:
    """Sums over the whole time of the sandbox; what never happened is 0."""

    rule: str
    title: str
    sums: Mapping[Metric, int]


async def rule_figures(sandbox: Sandbox) -> tuple[RuleFigures, ...]:
    """One entry per rule that runs in the sandbox, in the order of their names."""
    engine, shop = sandbox.engine, sandbox.shop
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return ()
    today = local_date(engine.clock.now(), ZoneInfo(prepared.program.settings.zone))
    rows = await engine.store.stats(shop, None, today - MOST_AHEAD, today + timedelta(days=1), None)
    sums: dict[str, Counter[Metric]] = defaultdict(Counter)
    for row in rows:
        sums[row.rule][row.metric] += row.amount
    return tuple(
        RuleFigures(rule=rule.name, title=rule.title, sums=sums[rule.name])
        for rule in sorted(prepared.program.rules, key=lambda rule: rule.name)
    )
