"""Names of counters: what limits and budgets are counted under."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterKey:
    """Names a counter: `("limit", "spring-sale", "customer:a@x.jp")`, `("budget", "spring", "spend")`.

    `windowed` is no part of the name: it says that a window is meant now. What was counted in all, before the rule
    was given a period, is nothing of it.
    """

    area: str
    name: str
    subject: str
    windowed: bool = field(default=False, compare=False)
