"""The sentences of the invariant check, the same for every store (reliability §5)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from engine.model.cart import OrderState
from engine.model.records import StoredOrder
from engine.model.refund import Refund
from engine.store.card_checks import WHAT_IS_WRONG_WITH_CARDS
from engine.store.experiment_checks import WHAT_IS_WRONG_WITH_EXPERIMENTS
from engine.store.offer_checks import WHAT_IS_WRONG_WITH_OFFERS

GRACE = timedelta(seconds=60)
"""How long after its time unfinished work may lie before I3 is broken."""

WHAT_IS_WRONG = {
    "I1": "coupon {} will end, but no timer will end it",
    "I1 hold": "hold {} keeps a use of a coupon, but no timer will end it",
    "I1 card hold": "hold {} keeps money of a gift card, but no timer will end it",
    "I1 offer": "offer {} is open, but no timer will close it",
    "I3 reason": "message {} ended without an attempt and without a reason",
    "I3 age": "message {} has lain untouched for a minute past its time",
    "I5 timer": "timer {} fired before it was due",
    "I5 message": "message {} was handed over before it was due or after it may be sent",
    "I6": "advertising {} was handed over without a consent that held then",
    "I36": "consent {} allows messages, but is not in the ledger",
    "I11 limit": "coupon {} has more uses taken and set aside than it allows",
    "I11 used": "coupon {} counts other uses than its redemptions",
    "I11 held": "coupon {} counts other held uses than its live holds",
    "I14 coupon": "coupon {} is in a state that its uses contradict",
    "I14 live": "revision {} is live, but the shop does not say so, or the other way about",
    "I19": "revision {} made coupons, orders or messages, but is not stored",
    "I21": "counter {} differs from the sum of its uses in the events",
    "I23": "counter {} is beyond its limit",
    "I24": "more was given back of order {} than was paid for it",
    "I24 state": "order {} is in a state that its refunds contradict",
    "I27": "idempotency key {} led to an event that is not stored",
    "I28": "webhook delivery {} is of an event that is not stored",
    "I29": "webhook delivery {} is neither delivered, nor retrying, nor dead",
    "I30 issued": "rule {} has another number of coupons than its statistics say",
    "I30 redeemed": "rule {} has another number of redemptions than its statistics say",
    "I30 discount": "rule {} gave away another amount than its statistics say",
    "I30 recovery": "order {} was brought back by a reminder, but no message about its cart was handed over",
    "I35": "erasure {} has ended and still names its person, or goes on without knowing whom to erase",
    **WHAT_IS_WRONG_WITH_CARDS,
    **WHAT_IS_WRONG_WITH_OFFERS,
    **WHAT_IS_WRONG_WITH_EXPERIMENTS,
    "I33": "audit row {} does not follow from the row before it",
}


def broken(invariant: str, shop: str, subject: str) -> str:
    """One sentence naming a broken invariant."""
    return f"{invariant.split(maxsplit=1)[0]}: {WHAT_IS_WRONG[invariant].format(subject)} (shop {shop})"


def broken_refunds(stored: StoredOrder, refunds: Sequence[Refund]) -> Iterator[str]:
    """What the refunds of an order break."""
    stated = stored.order.stated_total
    if sum(one.amount for one in refunds) > (stored.quote.total if stated is None else stated):
        yield "I24"
    full = any(one.full for one in refunds)
    if refunds and stored.order.state is not (OrderState.REFUNDED if full else OrderState.PARTLY_REFUNDED):
        yield "I24 state"
