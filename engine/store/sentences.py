"""The sentences of the invariant check, the same for every store (reliability §5)."""

from datetime import timedelta

GRACE = timedelta(seconds=60)
"""How long after its time unfinished work may lie before I3 is broken."""

WHAT_IS_WRONG = {
    "I1": "coupon {} will end, but no timer will end it",
    "I3 reason": "message {} ended without an attempt and without a reason",
    "I3 age": "message {} has lain untouched for a minute past its time",
    "I5 timer": "timer {} fired before it was due",
    "I5 message": "message {} was handed over before it was due or after it may be sent",
    "I11 limit": "coupon {} has more uses taken and set aside than it allows",
    "I11 used": "coupon {} counts other uses than its redemptions",
    "I11 held": "coupon {} counts other held uses than its live holds",
    "I14 coupon": "coupon {} is in a state that its uses contradict",
    "I14 live": "revision {} is live, but the shop does not say so, or the other way about",
    "I19": "revision {} made coupons, orders or messages, but is not stored",
    "I21": "counter {} differs from the sum of its uses in the events",
    "I23": "counter {} is beyond its limit",
    "I27": "idempotency key {} led to an event that is not stored",
    "I30 issued": "rule {} has another number of coupons than its statistics say",
    "I30 redeemed": "rule {} has another number of redemptions than its statistics say",
    "I30 discount": "rule {} gave away another amount than its statistics say",
    "I33": "audit row {} does not follow from the row before it",
}


def broken(invariant: str, shop: str, subject: str) -> str:
    """One sentence naming a broken invariant."""
    return f"{invariant.split(maxsplit=1)[0]}: {WHAT_IS_WRONG[invariant].format(subject)} (shop {shop})"
