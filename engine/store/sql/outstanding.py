"""What rules have promised and not yet kept, in SQL: for those who are about to change them."""

# ruff: noqa: S608 - only marks are put into statements

from collections.abc import Sequence
from datetime import datetime

from engine.model.exposure import LiveUses
from engine.model.records import Outstanding
from engine.store.sql.codec import micros, terms_from_json
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart

# In the one text of terms no quote inside a name stands without its backslash, so this matches the field only.
FOLLOWING = '%"targets_at":"current"%'


class Promises(SqlPart):
    """Coupons that can still be used, messages that wait."""

    async def outstanding(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[Outstanding, ...]:
        """What these rules owe, by rule."""
        named = sorted(set(rules))
        if not named:
            return ()
        these = f"rule IN {marks(1, len(named))} AND NOT test"
        coupons = await self._db.read(
            "SELECT rule, COUNT(*), CAST(SUM(CASE WHEN terms LIKE ? THEN 1 ELSE 0 END) AS BIGINT) FROM coupons "
            f"WHERE shop = ? AND state = 'issued' AND (valid_until IS NULL OR valid_until > ?) AND {these} "
            "GROUP BY rule",
            FOLLOWING,
            shop,
            micros(now),
            *named,
        )
        messages = await self._db.read(
            f"SELECT rule, COUNT(*) FROM messages WHERE shop = ? AND state IN ('due', 'claimed') AND {these} "
            "GROUP BY rule",
            shop,
            *named,
        )
        out: dict[str, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in coupons}
        waiting: dict[str, int] = {row[0]: row[1] for row in messages}
        return tuple(
            Outstanding(
                rule=rule,
                coupons=out.get(rule, (0, 0))[0],
                following=out.get(rule, (0, 0))[1],
                messages=waiting.get(rule, 0),
            )
            for rule in sorted(out.keys() | waiting.keys())
        )

    async def live_uses(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[LiveUses, ...]:
        """What coupons of these rules can still be used for, by rule; each rule's terms in no order."""
        named = sorted(set(rules))
        if not named:
            return ()
        found = await self._db.read(
            "SELECT rule, terms, COUNT(*), "
            "CAST(SUM(CASE WHEN uses IS NULL THEN 0 ELSE uses - used END) AS BIGINT), "
            "CAST(SUM(held) AS BIGINT), CAST(SUM(CASE WHEN uses IS NULL THEN 1 ELSE 0 END) AS BIGINT) "
            "FROM coupons WHERE shop = ? AND state = 'issued' AND (valid_until IS NULL OR valid_until > ?) "
            f"AND rule IN {marks(1, len(named))} AND NOT test GROUP BY rule, terms ORDER BY rule",
            shop,
            micros(now),
            *named,
        )
        return tuple(
            LiveUses(
                rule=rule,
                terms=terms_from_json(terms),
                coupons=coupons,
                uses=uses,
                held=held,
                endless=endless,
            )
            for rule, terms, coupons, uses, held, endless in found
        )
