"""Who takes the money of an accepted offer, and who delivers it."""

from dataclasses import dataclass
from datetime import timedelta

from engine.delivery.commerce import Commerce
from engine.delivery.payment_gateway import PaymentGateway, PayOutGateway

ANSWER_WITHIN = timedelta(minutes=15)
"""A platform may need six minutes to make a contract (S4.12); after this an offer without an answer has failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """Without a `gateway`, `commerce` takes the payment itself, together with the change.

    Without `pay_outs`, people pay gift cards out and say so.
    """

    gateway: PaymentGateway | None
    commerce: Commerce
    pay_outs: PayOutGateway | None = None
    answer_within: timedelta = ANSWER_WITHIN
