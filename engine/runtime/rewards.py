"""Coupons for the person whose coupon an order has used: `when coupon "friend-code" redeemed by others`."""

from collections.abc import Iterator
from dataclasses import replace

from engine.model.cart import Buyer, Order
from engine.model.facts import CouponFact, Facts
from engine.model.program import Rule
from engine.runtime.cause import Cause, buyer_of
from engine.runtime.interpret import holds, in_force
from engine.runtime.prepare import Prepared
from engine.values.identity import normal_email
from engine.vocabulary.fields import Sight


def rewards(
    prepared: Prepared, order: Order, used: Iterator[CouponFact], sight: Sight, facts: Facts
) -> Iterator[tuple[Rule, Cause]]:
    """The rules that the `used` coupons start, and for whom; conditions see the order and its buyer."""
    for coupon in used:
        key = earner(coupon)
        if key is None:
            continue
        known = facts.people.get(key)
        receiver = known.buyer if known else buyer_of(key)
        own = is_own(key, order.cart.buyer) or _same_person(receiver, order.cart.buyer)
        for rule in reward_rules(prepared, coupon):
            if rule.trigger is None or (rule.trigger.by_others and own):
                continue
            if in_force(rule, sight, prepared.zone) and holds(rule.condition, sight):
                yield (
                    rule,
                    Cause(
                        receiver=replace(receiver, member=False),
                        order_id=order.id,
                        occurrence=coupon.id,
                        test=order.cart.test,
                    ),
                )


def reward_rules(prepared: Prepared, coupon: CouponFact) -> tuple[Rule, ...]:
    """The rules that a use of the coupon may start; a renamed issuer goes on under its new name."""
    issuer = prepared.issuers.get(coupon.rule)
    return prepared.rewards.get(issuer.name if issuer else coupon.rule, ())


def earner(coupon: CouponFact) -> str | None:
    """The key of the customer to whom the coupon was issued."""
    if coupon.issued_to is not None:
        return coupon.issued_to
    return coupon.owner_email or (None if coupon.owner_id is None else f"id:{coupon.owner_id}")


def _same_person(one: Buyer, other: Buyer) -> bool:
    """Whether both have one id or one mailbox: a `+tag` is no other person, whatever the shop counts limits by."""
    if one.external_id is not None and one.external_id == other.external_id:
        return True
    return one.email is not None and other.email is not None and _mailbox(one.email) == _mailbox(other.email)


def _mailbox(email: str) -> str | None:
    return normal_email(email, fold_plus=True)


def is_own(key: str, buyer: Buyer) -> bool:
    """Whether the buyer is the customer of this key."""
    return key == buyer.email or (buyer.external_id is not None and key == f"id:{buyer.external_id}")
