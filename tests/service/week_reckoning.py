"""What a week must come to, reckoned by hand: no line of the engine is used here, only what the rules promise.

Each buyer is alone with their deeds, a list of what is still to come, and plain arithmetic in Tokyo's time, which
never changes its clocks.
"""

import heapq
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from tests.service.week_story import BEGINS, ENDS, PRICES, Deed

AHEAD = timedelta(hours=9)  # of UTC
MORNING, NIGHT = time(8), time(21)
MOST_REMINDERS = 2  # of one customer in seven days
LINK_LIVES = timedelta(hours=72)
SENT, SUPPRESSED, CANCELLED = "sent", "suppressed", "cancelled"
Mail = tuple[str, str, str, str, str, datetime | None]
"""Rule, template, to whom, state, reason, when it left."""


def after_night(at: datetime) -> datetime:
    """The moment itself, or eight o'clock of the morning that ends its night."""
    local = at + AHEAD
    if MORNING <= local.time() < NIGHT:
        return at
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT else 0)
    return datetime.combine(day, MORNING, tzinfo=at.tzinfo) - AHEAD


def on_day(at: datetime, days: int, clock: time) -> datetime:
    """So many days later, at a clock time."""
    return datetime.combine((at + AHEAD).date() + timedelta(days=days), clock, tzinfo=at.tzinfo) - AHEAD


@dataclass(kw_only=True)
class Cart:
    """One that was left."""

    rule: str
    total: int
    left: datetime
    decided: int = 0  # messages
    stopped: datetime | None = None  # by an order of the buyer
    bought: bool = False
    reminded: datetime | None = None  # a message was sent
    clicked: datetime | None = None


@dataclass(kw_only=True)
class Week:
    """What came of it, of all buyers together."""

    mails: list[Mail] = field(default_factory=list)
    figures: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(kw_only=True)
class Buyer:
    """One life of eight days."""

    week: Week
    carts: dict[str, Cart] = field(default_factory=dict)
    said: dict[str, tuple[datetime, bool]] = field(default_factory=dict)  # by channel: the newest word
    reminders: int = 0
    to_come: list[tuple[datetime, int, str, Any]] = field(default_factory=list)
    numbers: Any = field(default_factory=itertools.count)

    def later(self, at: datetime, what: str, about: Any) -> None:
        heapq.heappush(self.to_come, (at, next(self.numbers), what, about))

    def live(self, deeds: Sequence[Deed]) -> None:
        for deed in deeds:
            self.later(deed.at, deed.act, deed)
        while self.to_come and self.to_come[0][0] < ENDS:
            at, _, what, about = heapq.heappop(self.to_come)
            getattr(self, what)(at, about)

    def count(self, rule: str, **amounts: int) -> None:
        self.week.figures.update({(rule, name): amount for name, amount in amounts.items()})

    # -- deeds

    def agree(self, at: datetime, deed: Deed) -> None:
        self.hear(deed.thing, at, given=True)

    def withdraw(self, at: datetime, deed: Deed) -> None:
        self.hear(deed.thing, at, given=False)

    def hear(self, channel: str, at: datetime, *, given: bool) -> None:
        if channel not in self.said or self.said[channel][0] <= at:
            self.said[channel] = at, given

    def leave(self, at: datetime, deed: Deed) -> None:
        self.carts[deed.token] = Cart(rule="left", total=deed.quantity * PRICES[deed.thing], left=at)
        self.later(at + timedelta(hours=1), "remind", ("cart-first", deed))

    def form(self, at: datetime, deed: Deed) -> None:
        self.carts[deed.token] = Cart(rule="form", total=PRICES[deed.thing], left=at)
        self.later(at + timedelta(hours=2), "remind", ("form-sms", deed))

    def click(self, at: datetime, deed: Deed) -> None:
        cart = self.carts[deed.token]
        if cart.reminded is not None and not cart.bought and cart.clicked is None:
            cart.clicked = at
            self.count(cart.rule, clicked=1)

    def buy(self, at: datetime, deed: Deed) -> None:
        mine, amount = self.carts.get(deed.token), deed.quantity * PRICES[deed.thing]
        through = mine is not None and mine.clicked is not None and at - mine.clicked <= LINK_LIVES
        clicked = [one for one in self.carts.values() if one.clicked is not None]
        if through and mine is not None:
            self.count(mine.rule, recovered=1, recovered_amount=amount)
        elif clicked:
            newest = max(clicked, key=lambda one: one.clicked or at)
            self.count(newest.rule, assisted=1, assisted_amount=amount)
        if mine is not None:
            mine.bought = True
        for cart in self.carts.values():
            cart.stopped = at
        if deed.thing == "SAMPLE-1":
            self.week.mails.append(("thanks", "coupon", deed.email, SENT, "", at))
            self.count("thanks", issued=1, sent=1)
            self.write(at, "sample", "welcome-sms", "sms", deed)
            self.later(on_day(at, 1, time(12)), "step", ("tips", deed))
            self.later(at + timedelta(days=3), "step", ("more-tips", deed))

    # -- what rules plan

    def step(self, at: datetime, about: tuple[str, Deed]) -> None:
        self.write(at, "sample", about[0], "email", about[1])

    def remind(self, at: datetime, about: tuple[str, Deed]) -> None:
        template, deed = about
        cart = self.carts[deed.token]
        if cart.stopped is not None:
            return
        cart.decided += 1
        if cart.decided == 1:
            self.count(cart.rule, abandoned=1, abandoned_amount=cart.total)
        if template == "cart-first":
            self.later(on_day(at, 2, time(10)), "remind", ("cart-last", deed))
        if template == "form-sms":
            if not deed.ticked:
                self.withhold(cart.rule, template, deed.phone, SUPPRESSED, "no_consent")
                return
            for channel in ("email", "sms"):
                self.hear(channel, deed.at, given=True)
        elif self.reminders == MOST_REMINDERS:
            self.withhold(cart.rule, template, deed.email, SUPPRESSED, "capped")
            return
        else:
            self.reminders += 1
        self.write(at, cart.rule, template, "sms" if template == "form-sms" else "email", deed)

    def write(self, at: datetime, rule: str, template: str, channel: str, deed: Deed) -> None:
        self.later(after_night(at), "send", (rule, template, channel, deed))

    def send(self, at: datetime, about: tuple[str, str, str, Deed]) -> None:
        rule, template, channel, deed = about
        to = deed.email if channel == "email" else deed.phone
        cart = None if rule == "sample" else self.carts[deed.token]
        if cart is not None and cart.stopped is not None:
            self.withhold(rule, template, to, CANCELLED, "its receiver has bought since")
        elif channel not in self.said:
            self.withhold(rule, template, to, SUPPRESSED, "no_consent")
        elif not self.said[channel][1]:
            self.withhold(rule, template, to, SUPPRESSED, "consent_withdrawn")
        else:
            self.week.mails.append((rule, template, to, SENT, "", at))
            self.count(rule, sent=1)
            if cart is not None:
                cart.reminded = at

    def withhold(self, rule: str, template: str, to: str, state: str, reason: str) -> None:
        self.week.mails.append((rule, template, to, state, reason, None))
        self.count(rule, suppressed=1)


def reckon(deeds: Sequence[Deed]) -> Week:
    """What the week comes to."""
    assert all(BEGINS <= deed.at < ENDS for deed in deeds)
    week = Week()
    by_buyer: dict[int, list[Deed]] = {}
    for deed in deeds:
        by_buyer.setdefault(deed.buyer, []).append(deed)
    for own in by_buyer.values():
        Buyer(week=week).live(own)
    week.mails.sort(key=repr)
    return week
