"""A world of its own for one `test` block: a store in memory, a clock that is moved, mails that go nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from engine.delivery.channel import HandOver, Outcome, OutgoingMail, SendResult
from engine.delivery.registry import Channels
from engine.model.answers import Happening, OrderRecordedAnswer
from engine.model.card_records import CardWanted
from engine.model.consent import Permission
from engine.model.decision import Decision, Rejection, TraceStep
from engine.model.events import Event
from engine.model.facts import Facts, Need
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody, Step
from engine.model.program import (
    ChannelName,
    CouponBody,
    MessageClass,
    Program,
    Rule,
    Send,
    Template,
)
from engine.model.records import (
    Actor,
    CodeLookup,
    Committed,
    MessageState,
    MintedCode,
    Page,
    Receipt,
    Shop,
    StoredCoupon,
    StoredMessage,
)
from engine.model.requests import BuyerRequest, CustomerRequest
from engine.model.timeline import EnterCustomer, GiveArm
from engine.runtime.lab import in_arm
from engine.service.clock import VirtualClock
from engine.service.coupons import code_of
from engine.service.engine import Engine
from engine.service.programs import ProgramCache
from engine.service.record_customer import record_customer
from engine.service.waker import NoWaker
from engine.service.work import work
from engine.store.memory import MemoryStore
from engine.values.identity import normal_email
from engine.values.key_ring import KeyRing, Keys

SHOP = "test"
EVERYTHING = Page(limit=10_000)
WITHOUT_A_TIME = datetime(2026, 1, 1, 3, 0, tzinfo=UTC)
"""When a test begins that names no time; noon in Tokyo."""

BY_TEST = Actor(kind="cli", id="test")

_RING = KeyRing(current="test", keys={"test": b"a test needs no secret, it has"})


class _StagedStore(MemoryStore):
    """Adds what a test says of its customer to what the store knows."""

    def __init__(self) -> None:
        super().__init__()
        self.known: Mapping[str, Any] = {}
        self.whose = ""
        self.trace: list[TraceStep] = []

    async def commit(  # noqa: PLR0913, PLR0917 - the store's
        self,
        shop: str,
        event: Event,
        decision: Decision,
        codes: Sequence[MintedCode],
        actor: Actor,
        receipt: Receipt | None,
        answer: bytes | None,
        now: datetime,
    ) -> Committed:
        """Store as ever, and keep what the decision looked at."""
        self.trace.extend(decision.trace)
        return await super().commit(shop, event, decision, codes, actor, receipt, answer, now)

    async def hand_over(
        self,
        message: StoredMessage,
        now: datetime,
        lease_until: datetime,
        day: date | None = None,
        names: Sequence[str] = (),
    ) -> MessageState:
        """Everybody in a test has agreed to advertising: tests are about rules, not about who agreed."""
        order = message.order
        whose = (message.shop, order.channel, order.recipient, "")
        self._state.lists.permissions.put(whose, Permission(entry_id="test", given=True, at=now))
        return await super().hand_over(message, now, lease_until, day, names)

    async def load(
        self, shop: str, needs: Sequence[Need], codes: Sequence[CodeLookup], now: datetime
    ) -> Facts:
        """The stored facts, with those of the test instead where it gives any."""
        facts = await super().load(shop, needs, codes, now)
        people = {
            key: replace(one, customer=replace(one.customer, **self.known)) if key == self.whose else one
            for key, one in facts.people.items()
        }
        return replace(facts, customer=replace(facts.customer, **self.known), people=people)


class _Nowhere:
    """The channel of tests: everything arrives, nothing leaves."""

    async def send(self, mail: OutgoingMail, hand_over: HandOver) -> SendResult:  # noqa: ARG002
        """Take the message."""
        taken = await hand_over()
        return SendResult(outcome=Outcome.SENT if taken else Outcome.WITHDRAWN)


@dataclass(slots=True, kw_only=True)
class Stage:
    """The world and what happened in it. `last` is the answer to the last order."""

    program: Program
    store: _StagedStore
    clock: VirtualClock
    engine: Engine
    email: str = "customer@example.com"
    member: bool = False
    orders: int = 0
    refunds: int = 0
    last: OrderRecordedAnswer | Rejection | None = None
    sent_before: frozenset[str] = frozenset()
    issued_before: frozenset[str] = frozenset()
    cards_before: frozenset[str] = frozenset()
    timeline: list[Happening] = field(default_factory=list)
    arms: dict[str, str] = field(default_factory=dict)  # by experiment

    @property
    def now(self) -> datetime:
        """The instant of the test."""
        return self.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.program.settings.zone)

    def tell(self, line: int, text: str) -> None:
        """Add to the timeline."""
        self.timeline.append(Happening(at=self.now, line=line, text=text))

    async def enter(self, customer: EnterCustomer) -> None:
        """From now on this customer acts; the shop knows the birthday, if the test names one."""
        self.email = self.comparable(customer.email)
        self.member = customer.member
        known = {fact.field.removeprefix("customer."): fact.value for fact in customer.facts}
        if isinstance(tag := known.get("tags"), str):
            known["tags"] = frozenset({tag})  # type: ignore[assignment]
        self.member = bool(known.pop("member", self.member))
        self.store.known, self.store.whose = known, self.email
        if isinstance(birthday := known.get("birthday"), str):
            buyer = BuyerRequest(email=self.email)
            await record_customer(
                self.engine, SHOP, CustomerRequest(buyer=buyer, birthday=birthday), actor=BY_TEST
            )

    def give(self, given: GiveArm) -> None:
        """From now on every buyer has this arm of the experiment."""
        self.arms[given.experiment] = given.arm
        rules = tuple(in_arm(rule, self.arms) for rule in self.program.rules)
        dealt = replace(self.program.without_experiments, rules=rules)
        self.engine = replace(self.engine, programs=ProgramCache(dealt))

    def comparable(self, email: str) -> str:
        """An address as the engine compares it."""
        return normal_email(email, fold_plus=self.program.settings.fold_plus) or email

    async def move_to(self, at: datetime) -> None:
        """Let time pass until `at`; everything that falls due happens at its time."""
        while (due := await self.store.next_due()) is not None and due <= at:
            self.clock.set(max(due, self.now))
            if not await work(self.engine):
                break
        self.clock.set(at)

    async def settle(self) -> None:
        """Do what is due now."""
        while await work(self.engine):
            pass

    async def sent(self) -> tuple[StoredMessage, ...]:
        """Messages that left since the last order or wait."""
        found = await self.store.messages(
            SHOP, EVERYTHING, state=MessageState.SENT, order_id=None, coupon_id=None
        )
        return tuple(message for message in found if message.id not in self.sent_before)

    async def forget_sent(self) -> None:
        """From now on only new messages and coupons count."""
        self.sent_before |= {message.id for message in await self.sent()}
        self.issued_before |= {coupon.fact.id for coupon in await self.issued()}
        cards = await self.store.cards(SHOP, EVERYTHING, CardWanted())
        self.cards_before |= {card.fact.id for card in cards}

    async def issued(self) -> tuple[StoredCoupon, ...]:
        """Coupons that were issued since the last order or wait, whoever caused them."""
        found = await self.store.coupons(SHOP, EVERYTHING, rule=None, email=None, state=None)
        return tuple(coupon for coupon in found if coupon.fact.id not in self.issued_before)

    async def newest_coupon(self, rule: str, email: str) -> StoredCoupon | None:
        """The last coupon of a rule for somebody, or for anybody when it is bound to nobody."""
        found = await self.store.coupons(SHOP, EVERYTHING, rule=rule, email=None, state=None)
        mine = (one for one in found if one.fact.owner_email in (None, email))
        # A code for anybody is usually that of a friend: the customer's own comes first.
        ranked = sorted(mine, key=lambda one: one.fact.issued_to != email)
        return next(iter(ranked), None)

    def code_of(self, coupon: StoredCoupon) -> str:
        """The code that was in the mail."""
        return code_of(self.engine, SHOP, coupon)


async def open_stage(program: Program, *, trace: bool = False) -> Stage:
    """A fresh world in which `program` is live; with `trace` every decision says what it looked at."""
    program = _with_templates(program)
    store = _StagedStore()
    clock = VirtualClock(WITHOUT_A_TIME)
    nowhere = _Nowhere()
    engine = Engine(
        store=store,
        clock=clock,
        keys=Keys(codes=_RING, peppers=_RING, links=_RING),
        channels=Channels(live=dict.fromkeys(ChannelName, nowhere), inbox=nowhere),
        waker=NoWaker(),
        public_url="https://shop.example",
        trace=trace,
        programs=ProgramCache(program.without_experiments),
        random=Random(0),  # noqa: S311 - it only spreads retries
    )
    await store.add_shop(Shop(id=SHOP, name="test", created_at=clock.now()))
    return Stage(program=program, store=store, clock=clock, engine=engine)


def _with_templates(program: Program) -> Program:
    """Rules may be tested without their templates: a blank one stands in for each that is missing."""
    known = {name for name, _ in program.templates}
    named = dict(one for rule in program.rules for one in _named(rule))
    blank = {
        (name, "en"): Template(name=name, locale="en", category="", subject=name, text=text)
        for name, text in named.items()
        if name not in known
    }
    return replace(program, templates={**program.templates, **blank})


def _named(rule: Rule) -> Iterator[tuple[str, str]]:
    """The templates that a rule sends, each with the least that its text must say (J3)."""
    sent: tuple[Send | Step, ...] = ()
    match rule.body:
        case CouponBody(sends=sends) | ReminderBody(sends=sends) | GiftCardBody(sends=sends):
            sent = sends
        case ListBody(steps=steps):
            sent = steps
        case _:
            pass
    for one in sent:
        advertising = one.message_class is MessageClass.ADVERTISING
        yield one.template, "{{ shop.legal.name }} {{ unsubscribe_url }}" if advertising else one.template
