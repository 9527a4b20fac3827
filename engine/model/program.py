"""A compiled rule set: everything the runtime needs, nothing about text except where lines stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from fractions import Fraction

from engine.model.catalog import Catalog
from engine.model.condition import ALWAYS, Condition
from engine.model.experiment import Experiment
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody
from engine.model.offer import OfferBody, OfferTerms
from engine.model.reward import Bundle, Floor, Pick, Reward
from engine.model.rule_parts import AmountOff as AmountOff  # noqa: PLC0414 - parts of a program
from engine.model.rule_parts import ChannelName as ChannelName  # noqa: PLC0414
from engine.model.rule_parts import Discount as Discount  # noqa: PLC0414
from engine.model.rule_parts import FreeShipping as FreeShipping  # noqa: PLC0414
from engine.model.rule_parts import Limit as Limit  # noqa: PLC0414
from engine.model.rule_parts import MessageClass as MessageClass  # noqa: PLC0414
from engine.model.rule_parts import PercentOff as PercentOff  # noqa: PLC0414
from engine.model.rule_parts import Scope as Scope  # noqa: PLC0414
from engine.model.rule_parts import Send as Send  # noqa: PLC0414
from engine.model.rule_parts import Trigger as Trigger  # noqa: PLC0414
from engine.model.rule_parts import TriggerKind as TriggerKind  # noqa: PLC0414
from engine.model.rule_parts import Validity as Validity  # noqa: PLC0414
from engine.model.selector import ANY_PRODUCT, Selector
from engine.values.code import Alphabet as Alphabet  # noqa: PLC0414 - part of a program
from engine.values.code import CodeShape as CodeShape  # noqa: PLC0414
from engine.values.duration import Duration
from engine.values.money import Rounding


class Kind(StrEnum):
    """Kinds of rules."""

    COUPON = "coupon"
    SALE = "sale"
    OFFER = "offer"
    REMINDER = "reminder"
    LIST = "list"
    GIFT_CARD = "giftcard"


class Status(StrEnum):
    """Only a live rule does anything; what a paused one has issued stays good, what a stopped one has does not."""

    LIVE = "live"
    DRAFT = "draft"
    PAUSED = "paused"
    STOPPED = "stopped"
    ARCHIVED = "archived"


class World(StrEnum):
    """`mode sandbox` rules act in test orders only; `mode live` (and no mode line) in both."""

    SANDBOX = "sandbox"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """`open sat, sun from 10:00 to 22:00`: ISO weekdays, shop-local, `until` exclusive; past midnight if not later."""

    weekdays: frozenset[int]
    since: time = time()
    until: time = time()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a rule acts: `[begins, ends)` and, if any, one of the weekly openings."""

    begins: datetime | None = None
    ends: datetime | None = None
    openings: tuple[Opening, ...] = ()


class StackingKind(StrEnum):
    """Whether a discount combines with others. Pairs combine if one names the other, or if both say `any`."""

    ALONE = "alone"
    ANY = "any"
    WITH = "with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacking:
    """`stacking alone` (the default) · `stacking any` · `stacking with "a", "b"`."""

    kind: StackingKind = StackingKind.ALONE
    names: frozenset[str] = frozenset()


class Bearer(StrEnum):
    """Who may use a coupon (S1.7-8)."""

    EMAIL = "email"
    CUSTOMER = "customer"
    ANYONE = "anyone"


class TargetsAt(StrEnum):
    """`as issued`: the products of the moment of issue count; `as current`: those of the live rule (S1.25-26)."""

    ISSUED = "issued"
    CURRENT = "current"


class GatewayShows(StrEnum):
    """What the external payment screen shows: the price before the discount, or what is paid (S1.42-45)."""

    LIST = "list"
    PAYABLE = "payable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponTerms:
    """What a coupon is worth; frozen into each coupon when it is issued."""

    discount: Discount
    targets: Selector = ANY_PRODUCT
    targets_at: TargetsAt = TargetsAt.ISSUED
    bearer: Bearer = Bearer.EMAIL
    gateway_shows: GatewayShows = GatewayShows.LIST
    stacking: Stacking = Stacking()


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponBody:
    """`coupon`: mint a one-time code when the trigger comes; no `code` line (compat mode) issues nothing (S1.14)."""

    code: CodeShape | None
    validity: Validity
    uses: int | None  # None: unlimited; 0 only in compat mode (S1.19)
    terms: CouponTerms
    sends: tuple[Send, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleBody:
    """`sale`: a discount at checkout, automatic or, with `codes`, by a shared code (canonical form; S1.43)."""

    discount: Reward
    targets: Selector = ANY_PRODUCT
    codes: frozenset[str] = frozenset()
    stacking: Stacking = Stacking()
    gateway_shows: GatewayShows = GatewayShows.PAYABLE
    pick: Pick | None = None  # None: every piece, or as `buy` has it the cheapest
    floor: Floor | None = None
    lane: str = ""  # of one lane only one discount applies; "" is none

    @property
    def meant(self) -> Selector:
        """The products that it takes something off; without one of them in the cart the sale does nothing."""
        return self.discount.selector if isinstance(self.discount, Bundle) else self.targets


Body = CouponBody | SaleBody | OfferBody | ReminderBody | ListBody | GiftCardBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A compiled rule. `name` is its identity; `was` are former names whose coupons and figures it carries on.

    `lines` maps a label to its 1-based line number, for traces. `priority`: the smaller number wins ties.
    """

    name: str
    kind: Kind
    body: Body
    trigger: Trigger | None = None
    condition: Condition = ALWAYS
    status: Status = Status.LIVE
    world: World = World.LIVE
    window: Window = Window()
    limits: tuple[Limit, ...] = ()
    budget: str | None = None
    experiment: str | None = None
    variants: tuple[
        tuple[str, "Rule"], ...
    ] = ()  # the rule as arms of the experiment with lines of their own have it
    arm: str | None = None  # of its experiment, in the rules of one arm; None: the rule as it stands
    priority: int = 100
    title: str = ""
    note: str = ""
    was: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    owner: str = ""
    path: str = ""
    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)


class BudgetReaction(StrEnum):
    """What happens at the end of a budget."""

    PAUSE = "pause"
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Money (`spend`, minor units) and uses (`issue`) that rules may give away, per calendar window `every`.

    With PAUSE (the default) a grant that would exceed it is not made; with NOTIFY it is made and reported.
    """

    name: str
    spend: int | None = None
    spend_every: Duration | None = None
    issue: Limit | None = None
    warn_at: Fraction | None = None
    then: BudgetReaction = BudgetReaction.PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDisplay:
    """Sender facts that Japanese mail law wants in every message (J3)."""

    name: str = ""
    address: str = ""
    contact: str = ""
    opt_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopSettings:
    """The `shop` block. `zone` is an IANA name; `compat` names a system whose blank-field meanings apply (D1.j)."""

    currency: str = "JPY"
    zone: str = "Asia/Tokyo"
    rounding: Rounding = Rounding.DOWN
    quiet_from: time | None = None
    quiet_to: time | None = None
    sender_email: str = ""
    sender_sms: str = ""
    cart_lifetime: Duration | None = None  # None: unlimited
    fold_plus: bool = False
    double_optin: bool = False  # a consent counts once its owner has confirmed it (J1)
    compat: str = ""
    legal: LegalDisplay = LegalDisplay()
    terms: OfferTerms | None = None  # of offers of a subscription that bring none of their own (J6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message text of a revision: Liquid source per locale; `category` guards where it may be used (S3.12)."""

    name: str
    locale: str
    category: str
    subject: str
    text: str
    html: str = ""
    message_class: MessageClass = MessageClass.ESSENTIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A checked rule set of one shop, immutable; `fingerprint` is the hash of its meaning, comments left out."""

    settings: ShopSettings
    catalog: Catalog
    rules: tuple[Rule, ...] = ()
    budgets: Mapping[str, Budget] = field(default_factory=dict)
    experiments: Mapping[str, Experiment] = field(default_factory=dict)
    templates: Mapping[tuple[str, str], Template] = field(default_factory=dict)  # by (name, locale)
    fingerprint: str = ""
    revision: int = 0

    @property
    def without_experiments(self) -> "Program":
        """The same rules as they stand for everybody."""
        return replace(self, experiments={}) if self.experiments else self
