"""A merchant's own platform: accepted offers and pay-outs of gift cards go to it as signed webhooks.

It answers to offers by `offerSettle`, to pay-outs by `giftCardCashOutConfirm`.

It takes the additional payment itself, together with the change: one call, one answer, nothing half-done between us.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from engine.delivery.commerce import ChangeOutcome, ChangeResult, OfferChange
from engine.delivery.outbound_http import Ended, HttpAnswer, OutboundHttp
from engine.delivery.payment_gateway import PaymentOutcome, PaymentResult, PayOutRequest
from engine.delivery.webhook_signature import signed_headers
from engine.model.offer import Buying, OfferTerms
from engine.model.offer_instance import OfferInstance, OfferTarget

ACCEPTED = "offer.accepted"
WITHDRAWN = "offer.withdrawn"
CASH_OUT = "gift_card.cash_out"
TRY_AGAIN = frozenset({408, 425, 429})
"""Statuses that say nothing about the change itself, like all of 500 and above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """Calls `url`. `secrets` are those of Standard Webhooks; with several, any of them verifies a call."""

    http: OutboundHttp
    url: str
    secrets: Sequence[bytes]

    async def change(self, change: OfferChange) -> ChangeResult:
        """Hand the accepted offer over; the platform answers later."""
        answer = await self._post(ACCEPTED, change)
        if answer.ok:
            return ChangeResult(outcome=ChangeOutcome.PENDING)
        return _not_taken(answer)

    async def withdraw(self, change: OfferChange) -> ChangeResult:
        """Tell that the offer has failed here: whatever was taken for it goes back."""
        answer = await self._post(WITHDRAWN, change)
        if answer.ok or answer.status == 410:
            return ChangeResult(outcome=ChangeOutcome.DONE)
        return _not_taken(answer)

    async def pay_out(self, request: PayOutRequest) -> PaymentResult:
        """Hand a pay-out over; the platform pays it under the key and confirms it (`giftCardCashOutConfirm`)."""
        answer = await self._send(CASH_OUT, request.key, request.at, _cash_out(request))
        if answer.ok:
            return PaymentResult(outcome=PaymentOutcome.DONE)
        refused = _not_taken(answer)
        sure = refused.outcome is ChangeOutcome.REFUSED
        outcome = PaymentOutcome.REFUSED if sure else PaymentOutcome.UNKNOWN
        return PaymentResult(outcome=outcome, reason=refused.reason)

    async def _post(self, kind: str, change: OfferChange) -> HttpAnswer:
        return await self._send(kind, change.key, change.at, _data(change))

    async def _send(self, kind: str, key: str, at: datetime, data: dict[str, Any]) -> HttpAnswer:
        said = {"type": kind, "timestamp": at.isoformat(), "data": data}
        body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
        signed = signed_headers(f"{key}:{kind}", at, body, self.secrets)
        return await self.http.post(self.url, body, {"content-type": "application/json", **signed})


def _not_taken(answer: HttpAnswer) -> ChangeResult:
    reason = answer.reason or f"the platform answered {answer.status}"
    match answer.ended:
        case Ended.REFUSED:
            return ChangeResult(outcome=ChangeOutcome.REFUSED, reason=reason)
        case Ended.NOT_SENT | Ended.WITHDRAWN:
            return ChangeResult(outcome=ChangeOutcome.NOT_REACHED, reason=reason)
        case Ended.ANSWERED if 400 <= answer.status < 500 and answer.status not in TRY_AGAIN:
            return ChangeResult(outcome=ChangeOutcome.REFUSED, reason=reason)
        case _:
            return ChangeResult(outcome=ChangeOutcome.UNKNOWN, reason=reason)


def _data(change: OfferChange) -> dict[str, Any]:
    offer = change.offer
    return {
        "shop": change.shop,
        "offer": offer.id,
        "idempotency_key": change.key,
        "answer_by": change.answer_by.isoformat(),
        "rule": offer.rule,
        "order": offer.order_id,
        "pattern": f"{offer.bought.value}_to_{offer.offered.value}",
        "cancels": _cancelled(offer),
        "sku": offer.product.sku,
        "quantity": offer.progress.quantity,
        "amount": change.amount,
        "currency": offer.currency,
        "free_shipping": offer.free_shipping,
        "targets": [_target(target) for target in offer.targets],
        "terms": None if offer.terms is None else _terms(offer.terms),
        "accepted_at": None if offer.progress.clicked_at is None else offer.progress.clicked_at.isoformat(),
        "test": offer.test,
    }


def _cash_out(request: PayOutRequest) -> dict[str, Any]:
    return {
        "shop": request.shop,
        "card": request.card_id,
        "idempotency_key": request.key,
        "customer": request.customer or None,
        "order": request.order_id or None,
        "amount": request.amount,
        "currency": request.currency,
        "reason": request.reason,
    }


def _cancelled(offer: OfferInstance) -> list[int]:
    """The places of the lines of the order that are to be cancelled once the contract stands (S4.15, D4.h)."""
    switched = (offer.bought, offer.offered) == (Buying.ONCE, Buying.SUBSCRIPTION)
    return list(offer.trigger_lines) if switched else []


def _target(target: OfferTarget) -> dict[str, Any]:
    return {
        "contract": target.contract_id or None,
        "plan": target.plan or None,
        "cycle": None if target.cycle is None else str(target.cycle),
        "unit_price": target.first,
        "renewal_unit_price": target.renewal,
    }


def _terms(terms: OfferTerms) -> dict[str, str]:
    return {
        "payment": terms.payment,
        "delivery": terms.delivery,
        "period": terms.period,
        "cancel": terms.cancel,
    }
