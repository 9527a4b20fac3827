"""What the analysis of a whole rule set found, each finding with an order that anybody can try."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from engine.model.cart import Cart
from engine.model.facts import CustomerFact


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialEvent:
    """A paid order that did not happen, with what the shop would know of its buyer: the input of `otoku try`.

    `coupons` name the rules of one-time coupons that the buyer owns and enters.
    """

    at: datetime
    cart: Cart
    customer: CustomerFact = field(default_factory=CustomerFact)
    coupons: tuple[str, ...] = ()
    note: str = ""


class FindingKind(StrEnum):
    """The questions that the analysis answers."""

    NEVER_ACTS = "never_acts"
    NEVER_GIVES = "never_gives"
    ALWAYS_TRUE = "always_true"
    NEVER_OPENS = "never_opens"
    EQUAL_PRIORITY = "equal_priority"
    HIDDEN_OFFER = "hidden_offer"
    NEVER_WINS = "never_wins"
    FREE_GOODS = "free_goods"
    BELOW_COST = "below_cost"
    WEAK_CODE = "weak_code"
    FEEDS_ITSELF = "feeds_itself"
    MAIL_TOO_LATE = "mail_too_late"
    WORST_CART = "worst_cart"
    EXPOSURE = "exposure"
    UNBOUNDED = "unbounded"
    NOT_ANALYSED = "not_analysed"


class Gravity(StrEnum):
    """A problem is certainly not what was meant, a risk may be; a figure is told anyway, a gap was not looked at."""

    PROBLEM = "problem"
    RISK = "risk"
    FIGURE = "figure"
    GAP = "gap"


GRAVITY: Mapping[FindingKind, Gravity] = {
    FindingKind.NEVER_ACTS: Gravity.PROBLEM,
    FindingKind.NEVER_GIVES: Gravity.PROBLEM,
    FindingKind.ALWAYS_TRUE: Gravity.RISK,
    FindingKind.NEVER_OPENS: Gravity.PROBLEM,
    FindingKind.EQUAL_PRIORITY: Gravity.PROBLEM,
    FindingKind.HIDDEN_OFFER: Gravity.PROBLEM,
    FindingKind.NEVER_WINS: Gravity.PROBLEM,
    FindingKind.FREE_GOODS: Gravity.RISK,
    FindingKind.BELOW_COST: Gravity.RISK,
    FindingKind.WEAK_CODE: Gravity.RISK,
    FindingKind.FEEDS_ITSELF: Gravity.RISK,
    FindingKind.MAIL_TOO_LATE: Gravity.PROBLEM,
    FindingKind.WORST_CART: Gravity.FIGURE,
    FindingKind.EXPOSURE: Gravity.FIGURE,
    FindingKind.UNBOUNDED: Gravity.RISK,
    FindingKind.NOT_ANALYSED: Gravity.GAP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answer. `rule` is empty when it is about all rules; `line` is 1-based in the file `path`, 0 for none.

    `args` are the merchant's own words, plain figures and minor units, for the sentence. `event` shows it; a claim
    that something can never happen has none of its own.
    """

    kind: FindingKind
    rule: str = ""
    path: str = ""
    line: int = 0
    args: Mapping[str, str] = field(default_factory=dict)
    event: TrialEvent | None = None

    @property
    def gravity(self) -> Gravity:
        """How grave it is."""
        return GRAVITY[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFinding:
    """A finding in one language; `event` is the JSON that `otoku try --event` reads, None where there is none."""

    finding: Finding
    sentence: str
    event: str | None = None
