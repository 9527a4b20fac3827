"""What rules have promised and not yet kept, in memory."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.model.facts import CouponState
from engine.model.program import TargetsAt
from engine.model.records import MessageState, Outstanding
from engine.store.memory.part import MemoryPart, of_shop

WAITING = (MessageState.DUE, MessageState.CLAIMED)


class Promises(MemoryPart):
    """Coupons that can still be used, messages that wait."""

    async def outstanding(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[Outstanding, ...]:
        """What these rules owe, by rule."""
        coupons = [
            one.fact
            for one in of_shop(self._state.coupons, shop)
            if one.fact.rule in rules
            and one.fact.state is CouponState.ISSUED
            and not one.fact.test
            and (one.fact.valid_until is None or one.fact.valid_until > now)
        ]
        out = Counter(one.rule for one in coupons)
        following = Counter(one.rule for one in coupons if one.terms.targets_at is TargetsAt.CURRENT)
        messages = (row.message for row in of_shop(self._state.messages, shop))
        waiting = Counter(
            one.order.rule
            for one in messages
            if one.order.rule in rules and one.state in WAITING and not one.order.test
        )
        return tuple(
            Outstanding(rule=rule, coupons=out[rule], following=following[rule], messages=waiting[rule])
            for rule in sorted(out.keys() | waiting.keys())
        )
