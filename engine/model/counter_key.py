"""Names of counters: what limits and budgets are counted under."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterKey:
    """Names a counter: `("limit", "spring-sale", "customer:a@x.jp")`, `("budget", "spring", "spend")`."""

    area: str
    name: str
    subject: str
