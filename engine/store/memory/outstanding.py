"""What rules have promised and not yet kept, in memory."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from engine.model.exposure import LiveUses
from engine.model.facts import CouponFact, CouponState
from engine.model.program import CouponTerms, TargetsAt
from engine.model.records import MessageState, Outstanding
from engine.store.memory.part import MemoryPart, of_shop

WAITING = (MessageState.DUE, MessageState.CLAIMED)


class Promises(MemoryPart):
    """Coupons that can still be used, messages that wait."""

    async def outstanding(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[Outstanding, ...]:
        """What these rules owe, by rule."""
        coupons = self._live(shop, rules, now)
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

    async def live_uses(self, shop: str, rules: Sequence[str], now: datetime) -> tuple[LiveUses, ...]:
        """What coupons of these rules can still be used for, by rule; each rule's terms in no order."""
        found: defaultdict[tuple[str, CouponTerms], list[CouponFact]] = defaultdict(list)
        for one in self._live(shop, rules, now):
            found[one.rule, one.terms].append(one)
        return tuple(
            LiveUses(
                rule=rule,
                terms=terms,
                coupons=len(coupons),
                uses=sum(one.uses - one.used for one in coupons if one.uses is not None),
                held=sum(one.held for one in coupons),
                endless=sum(one.uses is None for one in coupons),
            )
            for (rule, terms), coupons in sorted(found.items(), key=lambda item: item[0][0])
        )

    def _live(self, shop: str, rules: Sequence[str], now: datetime) -> list[CouponFact]:
        return [
            one.fact
            for one in of_shop(self._state.coupons, shop)
            if one.fact.rule in rules
            and one.fact.state is CouponState.ISSUED
            and not one.fact.test
            and (one.fact.valid_until is None or one.fact.valid_until > now)
        ]
