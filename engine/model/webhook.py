"""Webhooks: which systems of the merchant are told of what, and what became of each call (S5.49, S5.50)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

OFF_AFTER = timedelta(days=5)
"""An endpoint that took nothing for so long is switched off (C26)."""

ATTEMPTS_KEPT = 30
"""Of one delivery: three replays."""


class WebhookTopic(StrEnum):
    """Everything that can be told; what is not here is told to nobody. Values are part of the contract."""

    ORDER_RECORDED = "order.recorded"
    ORDER_REFUNDED = "order.refunded"
    COUPON_ISSUED = "coupon.issued"
    COUPON_REDEEMED = "coupon.redeemed"
    COUPON_EXPIRED = "coupon.expired"
    OFFER_SUCCEEDED = "offer.succeeded"
    OFFER_FAILED = "offer.failed"
    OFFER_DECLINED = "offer.declined"
    OFFER_EXPIRED = "offer.expired"
    CONTRACT_ENDED = "contract.ended"
    GIFT_CARD_ISSUED = "gift_card.issued"
    GIFT_CARD_CREDITED = "gift_card.credited"
    GIFT_CARD_REDEEMED = "gift_card.redeemed"
    GIFT_CARD_REFUNDED = "gift_card.refunded"
    GIFT_CARD_EXPIRED = "gift_card.expired"
    CART_RECOVERED = "cart.recovered"
    RULES_PUBLISHED = "rules.published"
    TEST = "webhook.test"  # asked for by a person, told to one endpoint


class EndpointState(StrEnum):
    """Whether an endpoint is called."""

    ENABLED = "enabled"
    DISABLED = "disabled"  # by a person
    FAILING = "failing"  # switched off: nothing was taken for five days (C26)
    GONE = "gone"  # switched off: it answered 410


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSecret:
    """What a secret is derived from; it is stored nowhere. Signs until `until`, None: for good."""

    key_id: str
    nonce: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEndpoint:
    """A system of the merchant. `failing_since` is the first failure after the last success."""

    id: str
    shop: str
    name: str
    url: str
    topics: frozenset[WebhookTopic]
    state: EndpointState
    secrets: tuple[WebhookSecret, ...]  # the newest first
    created_at: datetime
    failing_since: datetime | None = None
    throttled_until: datetime | None = None  # it asked for a rest (429, 502, 503, 504)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointChange:
    """What to change of an endpoint; None: nothing. Enabling forgets earlier failures."""

    name: str | None = None
    url: str | None = None
    topics: frozenset[WebhookTopic] | None = None
    state: EndpointState | None = None
    secrets: tuple[WebhookSecret, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Something that happened, as others are told of it: ids and amounts, no code, no address, no secret.

    `subject` tells apart what one event caused several times; `hooks` are endpoints that a rule names
    (`notify webhook "erp"`), told although they did not ask.
    """

    topic: WebhookTopic
    subject: str
    at: datetime
    data: Mapping[str, str | int | bool | None]
    hooks: frozenset[str] = field(default_factory=frozenset)


class DeliveryState(StrEnum):
    """What becomes of a call: delivered, retrying or dead (I29)."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAttempt:
    """One try. `status` is 0 when there was no answer; `reason` says what happened then."""

    number: int
    at: datetime
    status: int
    reason: str
    milliseconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDelivery:
    """One event on its way to one endpoint. `attempt` counts for ever, `tries` since the last replay."""

    id: str
    shop: str
    endpoint_id: str
    event_id: str
    topic: WebhookTopic
    body: str  # the same bytes at every try (I28)
    state: DeliveryState
    attempt: int
    tries: int
    next_at: datetime | None
    created_at: datetime
    delivered_at: datetime | None = None
    attempts: tuple[WebhookAttempt, ...] = ()  # the newest ones, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a try leads to: for the delivery, and for its endpoint."""

    state: DeliveryState
    next_at: datetime | None = None
    endpoint_state: EndpointState | None = None
    throttled_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What to send again: one delivery, or all events of `[since, until)` that the endpoint wants or had.

    `from_event` is in place of a range: that event and all that happened since, up to now.
    """

    endpoint_id: str
    delivery_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    from_event: str | None = None
