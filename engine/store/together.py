"""What several rows know of one customer, taken together."""

from collections.abc import Iterable

from engine.model.facts import CustomerFact


def together(facts: Iterable[CustomerFact]) -> CustomerFact:
    """Orders and money add up, tags unite, moments are the first and the last; a stranger has zeroes."""
    rows = tuple(facts)
    if len(rows) == 1:
        return rows[0]
    first = [row.first_order_at for row in rows if row.first_order_at is not None]
    last = [row.last_order_at for row in rows if row.last_order_at is not None]
    joined = [row.joined_at for row in rows if row.joined_at is not None]
    return CustomerFact(
        orders=sum(row.orders for row in rows),
        spent=sum(row.spent for row in rows),
        tags=frozenset().union(*(row.tags for row in rows)),
        tier=next((row.tier for row in rows if row.tier), ""),
        blocked=any(row.blocked for row in rows),
        first_order_at=min(first, default=None),
        last_order_at=max(last, default=None),
        joined_at=min(joined, default=None),
        birthday=next((row.birthday for row in rows if row.birthday), ""),
    )
