"""The state of a replay: coupons, counters, buyers and timers in memory, moved on by the effects of each decision.

It answers the core's needs like a store, without one: a year of orders is decided in the time that a database would
need for its first day.
"""

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from engine.model.card import CardByIdNeed, CardNeed, CreditNeed, PublicationNeed
from engine.model.card_effects import (
    CreditCard,
    ExpireCard,
    PublishCard,
    RecordPublication,
    ReleaseCardHold,
    RestoreCard,
    SpendCard,
    TakeBackCredit,
)
from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.effects import (
    ChangeContract,
    CountCustomerOrder,
    CountStat,
    CreateContract,
    CreateOffer,
    Effect,
    ExpireCoupon,
    IssueCoupon,
    Metric,
    MoveOffer,
    RecordGrant,
    RecordRecovery,
    RecordRefund,
    RedeemCoupon,
    ReleaseHold,
    ReturnCounter,
    ReturnUse,
    RevokeCoupon,
    SaveCart,
    SaveCustomer,
    SaveOrder,
    SendMessage,
    StartTimer,
    UncountCustomerOrder,
    UseCounter,
)
from engine.model.events import TimerCame
from engine.model.experiment_units import CountOutcome, ExposeUnit, UnitFact, UnitNeed
from engine.model.facts import (
    CartsNeed,
    CartsPageNeed,
    ChargeNeed,
    ContractNeed,
    CounterKey,
    CounterNeed,
    CouponByIdNeed,
    CouponFact,
    CouponNeed,
    CouponState,
    CustomerFact,
    CustomerNeed,
    Facts,
    Need,
    OfferNeed,
    OrderNeed,
    PeopleNeed,
    Person,
    PersonNeed,
)
from engine.model.list_effects import (
    AdvanceEnrolment,
    EndEnrolments,
    EnrolReader,
    NoteDelivery,
    RecordConsent,
    SuppressAddress,
)
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.reader import Enrolment, EnrolmentState
from engine.model.saga import SagaNeed
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.service.past_order import PastOrder

STRANGER = CustomerFact()


@dataclass(slots=True)
class _Counter:
    used: int
    window_ends: datetime | None


class PastWorld:
    """What has happened so far. A coupon's id stands for its code, which nobody was ever sent."""

    def __init__(self) -> None:
        self.figures: Counter[tuple[str, Metric]] = Counter()  # by rule
        self.coupons_issued = self.coupons_redeemed = self.coupons_expired = self.messages = 0
        self._counters: dict[CounterKey, _Counter] = {}
        self._coupons: dict[str, CouponFact] = {}
        self._owned: defaultdict[tuple[str, str], list[str]] = defaultdict(list)  # ids by rule and owner
        self._customers: dict[str, CustomerFact] = {}
        self._buyers: dict[str, Buyer] = {}  # by customer key
        self._timers: list[tuple[datetime, int, StartTimer]] = []
        self._numbers = itertools.count()
        self._readers: dict[str, Enrolment] = {}  # of lists, by the id of the enrolment
        self._units: dict[str, UnitFact] = {}  # exposed to experiments

    def facts(  # noqa: C901, PLR0912, PLR0915 - one branch per kind of need
        self, wanted: Sequence[Need], now: datetime, past: PastOrder | None = None
    ) -> Facts:
        """Answers to `wanted`; `past` adds what the shop knew of the buyer."""
        counters: dict[CounterKey, int] = {}
        coupons: dict[str, CouponFact] = {}
        customer = STRANGER
        people: dict[str, Person] = {}
        enrolments: dict[str, Enrolment] = {}
        units: dict[str, UnitFact] = {}
        for need in wanted:
            match need:
                case CounterNeed(key=key):
                    counters[key] = self._used(key, now)
                case CustomerNeed():
                    customer = self._customer(need, past)
                case CouponByIdNeed(coupon_id=code) | CouponNeed(code=code):
                    if code in self._coupons:
                        coupons[code] = self._coupons[code]
                case PersonNeed(key=key):
                    people |= self._person(key)
                case CardNeed() | CardByIdNeed() | PublicationNeed() | CreditNeed():
                    pass  # past orders do not say with which gift cards they were paid
                case OfferNeed() | ContractNeed() | SagaNeed() | CartsNeed() | CartsPageNeed():
                    pass  # nobody presses a button in a replay or leaves a cart, and nothing is delivered
                case EnrolmentNeed(enrolment_id=enrolment_id):
                    if enrolment_id in self._readers:
                        enrolments[enrolment_id] = self._readers[enrolment_id]
                case UnitNeed(unit=unit):
                    if unit in self._units:
                        units[unit] = self._units[unit]
                case EnrolmentsNeed() | CompositionNeed():
                    pass  # nothing is published and nobody writes to a list while a replay runs
                case OrderNeed() | PeopleNeed() | ChargeNeed():
                    pass  # every order of a replay is new, and its rules are there from the start
                case _:
                    assert_never(need)
        return Facts(
            coupons=coupons,
            coupons_by_id=coupons,
            counters=counters,
            customer=customer,
            people=people,
            enrolments=enrolments,
            units=units,
        )

    def code_of(self, rule: str, buyer: Buyer) -> str:
        """The code of the buyer's oldest coupon of a rule that has a use left, else of the newest he had, else none."""
        own = [self._coupons[one] for who in _names(buyer) for one in self._owned.get((rule, who), ())]
        usable = [coupon for coupon in own if coupon.state is CouponState.ISSUED]
        return usable[0].id if usable else own[-1].id if own else f"no {rule}"

    def perform(self, effects: Iterable[Effect], now: datetime) -> None:
        """Make the effects of one decision true."""
        for effect in effects:
            self._perform(effect, now)

    def due(self, now: datetime) -> Iterator[TimerCame]:
        """The timers that come before `now`, in their order; those that they start are among them."""
        while self._timers and self._timers[0][0] <= now:
            at, number, timer = heapq.heappop(self._timers)
            yield TimerCame(id=str(number), at=at, kind=timer.kind, subject=timer.subject)

    def _perform(  # noqa: C901, PLR0912, PLR0915 - one branch per kind
        self, effect: Effect, now: datetime
    ) -> None:
        match effect:
            case CountStat(rule=rule, metric=metric, amount=amount):
                self.figures[rule, metric] += amount
            case UseCounter():
                self._use(effect, now)
            case CountCustomerOrder():
                self._count_order(effect)
            case IssueCoupon():
                self._issue(effect)
            case RedeemCoupon(coupon_id=coupon_id):
                self._redeem(coupon_id)
            case ExpireCoupon(coupon_id=coupon_id):
                self._expire(coupon_id)
            case StartTimer():
                heapq.heappush(self._timers, (effect.due, next(self._numbers), effect))
            case SendMessage():
                self.messages += 1
            case SaveOrder() | RecordGrant() | ReleaseHold() | SaveCustomer():
                pass  # orders are in the file, grants in the figures, and a replay holds nothing
            case (
                RecordPublication()
                | PublishCard()
                | CreditCard()
                | SpendCard()
                | RestoreCard()
                | TakeBackCredit()
            ):
                pass  # what cards were given is in no figure of a rule, and nobody spends them here
            case ExpireCard() | ReleaseCardHold():
                pass
            case CreateOffer() | MoveOffer() | CreateContract() | ChangeContract() | StartSaga() | MoveSaga():
                pass  # made offers are in the figures; nobody presses a button in a replay
            case EnrolReader(enrolment=enrolment):
                self._readers.setdefault(enrolment.id, enrolment)
            case AdvanceEnrolment(enrolment_id=enrolment_id, pending=pending):
                self._readers[enrolment_id] = replace(self._readers[enrolment_id], pending=pending)
            case EndEnrolments():
                self._end(effect)
            case RecordConsent() | SuppressAddress() | NoteDelivery():
                pass  # nobody agrees, and nothing comes back
            case ExposeUnit():
                self._expose(effect)
            case SaveCart() | RecordRecovery() | CountOutcome():
                pass  # nobody reports carts to a replay, which reports by rule
            case RecordRefund() | ReturnUse() | RevokeCoupon() | ReturnCounter() | UncountCustomerOrder():
                pass  # a replay reads orders, and none of their refunds
            case _:
                assert_never(effect)

    def _expose(self, effect: ExposeUnit) -> None:
        known = UnitFact(
            unit=effect.unit, experiment=effect.experiment, main=effect.main, arm=effect.arm, at=effect.at
        )
        self._units.setdefault(effect.unit, known)

    def _end(self, ends: EndEnrolments) -> None:
        """A reader leaves lists; refunds, which end others, are in no replay."""
        for one in tuple(self._readers.values()):
            if one.reader == ends.reader and one.list in ends.lists and one.state is EnrolmentState.ACTIVE:
                self._readers[one.id] = replace(one, state=ends.became, ended_at=ends.at)

    def _used(self, key: CounterKey, now: datetime) -> int:
        counter = self._counters.get(key)
        return 0 if counter is None or _ended(counter, now) else counter.used

    def _customer(self, need: CustomerNeed, past: PastOrder | None) -> CustomerFact:
        known = self._customers.get(need.external_id or need.email or "", STRANGER)
        return known if past is None else replace(known, tags=past.tags, tier=past.tier)

    def _person(self, key: str) -> dict[str, Person]:
        buyer = self._buyers.get(key)
        if buyer is None:
            return {}
        known = self._customers.get(buyer.external_id or buyer.email or "", STRANGER)
        return {key: Person(key=key, buyer=buyer, customer=known)}

    def _use(self, effect: UseCounter, now: datetime) -> None:
        counter = self._counters.get(effect.key)
        if counter is None or _ended(counter, now):
            self._counters[effect.key] = _Counter(used=effect.amount, window_ends=effect.window_ends)
        else:
            counter.used += effect.amount

    def _count_order(self, effect: CountCustomerOrder) -> None:
        who = effect.external_id or effect.email or ""
        if effect.buyer is not None:
            self._buyers[customer_key(effect.email, effect.external_id) or ""] = effect.buyer
        known = self._customers.get(who, STRANGER)
        self._customers[who] = CustomerFact(
            orders=known.orders + 1,
            spent=known.spent + effect.total,
            first_order_at=known.first_order_at or effect.at,
            last_order_at=effect.at,
        )

    def _issue(self, effect: IssueCoupon) -> None:
        self.coupons_issued += 1
        self._coupons[effect.coupon_id] = _issued(effect)
        owner = effect.owner_id or effect.owner_email or ""
        self._owned[effect.rule, owner].append(effect.coupon_id)

    def _expire(self, coupon_id: str) -> None:
        self.coupons_expired += 1
        self._coupons[coupon_id] = replace(self._coupons[coupon_id], state=CouponState.EXPIRED)

    def _redeem(self, coupon_id: str) -> None:
        self.coupons_redeemed += 1
        coupon = self._coupons[coupon_id]
        used = coupon.used + 1
        spent = coupon.uses is not None and used >= coupon.uses
        self._coupons[coupon_id] = replace(
            coupon, used=used, state=CouponState.USED_UP if spent else coupon.state
        )


def _ended(counter: _Counter, now: datetime) -> bool:
    return counter.window_ends is not None and now >= counter.window_ends


def _names(buyer: Buyer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (buyer.external_id, buyer.email) if name))


def _issued(effect: IssueCoupon) -> CouponFact:
    return CouponFact(
        id=effect.coupon_id,
        rule=effect.rule,
        state=CouponState.ISSUED,
        terms=effect.terms,
        owner_email=effect.owner_email,
        owner_id=effect.owner_id,
        issued_at=effect.issued_at,
        valid_until=effect.valid_until,
        uses=effect.uses,
        used=0,
        held=0,
        test=effect.test,
        issued_to=effect.issued_to,
    )
