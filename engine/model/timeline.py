"""A merchant's own test of the rules: what happens at which moment, and what must come of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.condition import Operand
from engine.model.program import ChannelName, Kind, TriggerKind
from engine.model.selector import Selector
from engine.values.duration import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """`at 2026-05-20 10:00`: it is this moment now."""

    at: datetime
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One fact about a buyer that holds from now on: `customer.orders is 0`; money is minor units."""

    field: str
    value: Operand


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterCustomer:
    """`customer "a@example.com" as members with customer.orders is 2`: who acts from here on."""

    email: str  # as written
    member: bool
    line: int
    facts: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """`do order paid with product "A" quantity 2 total 3,000 JPY by "b@example.com" code "X" with coupon "thanks"`.

    `quantity` pieces of each named product (or of one product that fits a category or tag). `total` is the price of the
    goods in minor units before discounts, None for catalogue prices; `by` is somebody else than the customer;
    `codes` are typed as written; `coupon` is a rule whose last coupon for this customer is used, `gift_card` one whose
    last card pays. On a `plan` every
    product is bought by subscription.
    """

    trigger: TriggerKind
    line: int
    selector: Selector | None = None
    all_of: bool = False
    quantity: int = 1
    total: int | None = None
    by: str | None = None
    codes: tuple[str, ...] = ()
    coupon: str | None = None
    plan: str = ""
    gift_card: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """`do offer accepted quantity 2`, `do offer declined`: the last order's offer is shown, and a button pressed."""

    accepted: bool
    line: int
    quantity: int | None = None  # None: the least that can be chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """`wait 14 days`: time passes, and everything that falls due happens."""

    wait: Duration
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveArm:
    """`given variant "B" of "depth"`, `given holdout of "depth"`: the arm that buyers have from here on."""

    experiment: str
    arm: str
    line: int


class Outcome(StrEnum):
    """What a rule did to the last buyer, or would do now."""

    FIRED = "fired"  # no word given: it issued, or it was applied
    ISSUED = "issued"
    REDEEMED = "redeemed"
    EXPIRED = "expired"
    APPLIED = "applied"
    REFUSED = "refused"
    USABLE = "usable"
    ORDERED = "ordered"  # an offer: it was bought


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectRule:
    """`expect [no] coupon "thanks" issued until 2026-06-03 23:59 to "a@example.com"`; `until` is exclusive.

    ISSUED, REDEEMED, APPLIED and REFUSED look at the last `do`; EXPIRED and USABLE at now. Of an offer, `first` and
    `later` are the minor units of one piece in the first order and in the later ones; of a gift card, `first` is what
    it holds, or paid.
    """

    kind: Kind
    rule: str
    outcome: Outcome
    negated: bool
    line: int
    until: datetime | None = None
    to: str | None = None
    first: int | None = None
    later: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectMessage:
    """`expect [no] email "thanks" to "a@example.com"`: sent since the `do` or `wait` before."""

    channel: ChannelName
    template: str
    negated: bool
    line: int
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectPrice:
    """`expect pays 3,500 JPY [for product "B"]`: what the last order cost, or one product in it, in minor units."""

    amount: int
    negated: bool
    line: int
    sku: str | None = None


Step = At | EnterCustomer | GiveArm | Do | Press | Wait | ExpectRule | ExpectMessage | ExpectPrice
Expectation = ExpectRule | ExpectMessage | ExpectPrice


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A `test` block: steps in written order over virtual time."""

    name: str
    path: str
    line: int
    steps: tuple[Step, ...]
