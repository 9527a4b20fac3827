"""Results of use cases that the API and the command line show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.model.card_records import StoredCard
from engine.model.cart import OrderState
from engine.model.decision import Decision, Rejection, TraceStep
from engine.model.diagnostic import Confidence, Severity
from engine.model.effects import IssueCoupon
from engine.model.facts import Person
from engine.model.offer_instance import OfferInstance
from engine.model.quote import Quote
from engine.model.records import Revision, TokenRecord
from engine.model.refund import Refund
from engine.model.staff import LinkPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An event that was stored, now or (`repeated`) before. `last_four` are the ends of the codes by coupon id.

    `offer` and `cards` are what was made just now.
    """

    event_id: str
    revision: int
    repeated: bool
    issued: tuple[IssueCoupon, ...] = ()
    last_four: Mapping[str, str] = field(default_factory=dict)
    quote: Quote | None = None
    offer: OfferInstance | None = None
    cards: tuple[StoredCard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRecordedAnswer:
    """A customer as known from now on; `issued` is how many coupons the telling brought at once."""

    customer: Person
    issued: int
    repeated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCoupon:
    """A coupon that an order earned; `masked` shows only the last characters (`••••1234`)."""

    coupon_id: str
    rule: str
    masked: str
    owner_email: str | None
    issued_at: datetime
    valid_until: datetime | None  # exclusive
    uses: int | None  # None: unlimited


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedDiscount:
    """A discount that an order used: a coupon (`coupon_id`), a shared code (`code`), or an automatic rule."""

    rule: str
    amount: int  # minor units
    coupon_id: str | None = None
    code: str | None = None  # canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOffer:
    """An offer that an order brought: `token` opens its page, which is to be shown before `show_until`."""

    token: str
    rule: str
    show_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecordedAnswer:
    """What recording an order did; the same again when it is `repeated`."""

    order_id: str
    state: OrderState
    repeated: bool
    revision: int
    quote: Quote
    issued: tuple[IssuedCoupon, ...]
    redemptions: tuple[UsedDiscount, ...]
    offer: MadeOffer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRefundedAnswer:
    """A refund; `refunded` is all that was paid back of the order with it, `full` whether nothing of it remains."""

    refund: Refund
    repeated: bool
    refunded: int
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCode:
    """A use set aside for a cart until `until`; a shared code needs no setting aside, `hold_id` is None then."""

    hold_id: str | None
    coupon_id: str | None
    rule: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """1-based lines and columns in a file; the end is exclusive. Columns count characters.

    `from_utf16` and `to_utf16` are offsets in the file as browsers and editors count, in UTF-16 units.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    from_utf16: int = 0
    to_utf16: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A second place that matters and what it is."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEdit:
    """Replace what stands at `place` by `text`."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedDiagnostic:
    """A diagnostic in one language, ready to be shown; `rendered` is the whole of it as plain text with carets."""

    code: str
    severity: Severity
    message: str
    label: str
    place: Place
    also: tuple[PlacedText, ...]
    helps: tuple[str, ...]
    edits: tuple[PlacedEdit, ...]  # of the fix, if there is one
    confidence: Confidence | None
    rendered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOutline:
    """A rule as lists show it; `text` is its source, `description` says it in a sentence."""

    name: str
    kind: str
    status: str
    world: str
    title: str
    path: str
    line: int
    priority: int
    codes: tuple[str, ...] = ()  # of a sale with shared codes
    text: str = ""
    description: str = ""
    experiment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the compiler says of rule files; `fingerprint` is empty when there are errors."""

    diagnostics: tuple[ExplainedDiagnostic, ...]
    rules: tuple[RuleOutline, ...] = ()
    fingerprint: str = ""

    @property
    def errors(self) -> int:
        """How many of the findings keep the rules from going live."""
        return sum(found.severity is Severity.ERROR for found in self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A revision that is live now; `diagnostics` are warnings."""

    revision: Revision
    diagnostics: tuple[ExplainedDiagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRefused:
    """Rule files with errors; nothing was stored."""

    checked: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row of an import that could not be read. `line` is its 1-based line in the file."""

    line: int
    column: str  # the heading, or empty for the row as a whole
    code: str  # "missing", "not_a_number", "unknown_value", "repeated", "not_json", …
    value: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of an import; with `stored` False nothing was changed."""

    rows: int
    saved: int
    problems: tuple[RowProblem, ...]
    stored: bool
    more_problems: int = 0  # beyond those listed
    catalog_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedCode:
    """The full code of a coupon, derived again; showing it was written into the audit trail."""

    coupon_id: str
    code: str  # as printed, with its separators


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A fresh API token; `text` is never shown again, and empty in the answer to a repeat."""

    record: TokenRecord
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLink:
    """A one-time secret for the path `/sign-in/<secret>` (SEC25)."""

    secret: str
    shop: str
    expires_at: datetime
    purpose: LinkPurpose = LinkPurpose.SIGN_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodes:
    """Codes for who lost the second factor, shown once; each works once."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A staff session; `secret` goes into the cookie and is stored only as a hash."""

    secret: str
    shop: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the rules would do at `at`, with the trace; nothing was stored."""

    at: datetime
    revision: int
    outcome: Decision | Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class WordEntry:
    """A line of the language, for forms, completion and the manual."""

    label: str
    places: tuple[str, ...]
    doc: Mapping[str, str]  # by language
    example: str
    widget: str
    required: tuple[str, ...]
    repeats: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedExpectation:
    """An `expect` line that did not hold (E0901); `expected` is the line in words, `got` what there was instead."""

    line: int
    expected: str
    got: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened in a test, for its timeline; `line` is that of the step."""

    at: datetime
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTest:
    """What became of a `test` block: it passed when nothing failed."""

    name: str
    path: str
    line: int
    failures: tuple[FailedExpectation, ...]
    timeline: tuple[Happening, ...]
    trace: tuple[TraceStep, ...] = ()  # of every decision in it, if that was asked for
