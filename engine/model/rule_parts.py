"""Parts of rules that several kinds share: what starts them, what they give, how often, and what they send."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from fractions import Fraction

from engine.model.selector import ANY_PRODUCT, Selector
from engine.values.duration import Duration


class TriggerKind(StrEnum):
    """What starts a rule."""

    ORDER_PAID = "order_paid"
    SUBSCRIPTION_STARTED = "subscription_started"
    SUBSCRIPTION_RENEWED = "subscription_renewed"
    SUBSCRIPTION_CANCELLED = "subscription_cancelled"
    CART_ABANDONED = "cart_abandoned"
    CONFIRM_ABANDONED = "confirm_abandoned"
    FORM_ABANDONED = "form_abandoned"
    REFUND_REQUESTED = "refund_requested"
    REFUND_APPROVED = "refund_approved"
    CUSTOMER_JOINED = "customer_joined"
    CUSTOMER_BIRTHDAY = "customer_birthday"
    CUSTOMER_INACTIVE = "customer_inactive"
    COUPON_REDEEMED = "coupon_redeemed"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """`when order paid with [all of] …`: at least one line is picked, or with `all_of` every named thing is there.

    `event` is the name of `event "name"`, which the shop gave it. `wait` is how long somebody has been inactive, or how
    long before the birthday; `coupon` the rule of `coupon "name" redeemed`, `by_others` only when it was not used by
    the person it was issued to.
    """

    kind: TriggerKind
    selector: Selector = ANY_PRODUCT
    all_of: bool = False
    event: str = ""
    wait: Duration | None = None
    coupon: str = ""
    by_others: bool = False


class Scope(StrEnum):
    """Whose uses a limit counts."""

    SHOP = "shop"
    CUSTOMER = "customer"  # the external id of a member, else the e-mail
    EMAIL = "email"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `count` uses per `scope`, starting afresh when `every` has passed since the first use of a window."""

    count: int
    scope: Scope = Scope.SHOP
    every: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountOff:
    """Minor units off, once per cart over the targeted lines, never below zero (D1.f)."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOff:
    """A share off each targeted line, at most `cap` minor units per cart."""

    rate: Fraction
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeShipping:
    """Takes the shipping charge off."""


Discount = AmountOff | PercentOff | FreeShipping


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """At most one is set; none means for ever (S1.16). `days` as S1.17; `until` exclusive."""

    days: int | None = None
    wait: Duration | None = None
    until: datetime | None = None


class MessageClass(StrEnum):
    """Essential mail is sent at least once, advertising at most once and only with consent (reliability A6-7, J1)."""

    ESSENTIAL = "essential"
    ADVERTISING = "advertising"


class ChannelName(StrEnum):
    """How a message leaves."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """`send email "thanks" after 3 days at 10:00`."""

    channel: ChannelName
    template: str
    after: Duration | None = None
    at: time | None = None
    message_class: MessageClass = MessageClass.ESSENTIAL
