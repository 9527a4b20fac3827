"""What the buyers of a shop do in a week, made up from dice: the same story for the engine and for the reckoning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

BEGINS = datetime(2026, 5, 17, 15, tzinfo=UTC)
"""Monday the 18th, 0:00 in Tokyo."""

ENDS = BEGINS + timedelta(days=8)
"""When the last message of what was begun in the first days has left."""

PRICES = {"SAMPLE-1": 980, "PACK-1": 3800, "PACK-2": 3200, "FORM-1": 1500}


class Act(StrEnum):
    """One thing that a buyer does."""

    AGREE = "agree"  # to mails or SMS
    WITHDRAW = "withdraw"  # mails or SMS
    LEAVE = "leave"  # a cart on the confirmation screen
    FORM = "form"  # a form of a landing page, from an advertisement
    CLICK = "click"  # the link of the newest reminder of a cart, if there was one
    BUY = "buy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who does what when; `thing` is a channel, or the product that is left or bought."""

    at: datetime
    buyer: int
    act: Act
    thing: str
    quantity: int = 1
    ticked: bool = False  # the form's consent

    @property
    def email(self) -> str:
        """The buyer's address."""
        return f"b{self.buyer}@shop.example"

    @property
    def phone(self) -> str:
        """The buyer's number."""
        return f"+8190{self.buyer:08d}"

    @property
    def token(self) -> str:
        """The storefront's id of the cart; the sample is bought without one."""
        return "" if self.thing == "SAMPLE-1" else f"{self.thing}-{self.buyer}"


def week_of(buyers: int, seed: int) -> list[Deed]:
    """Everything that happens, in its order."""
    dice = Random(seed)
    deeds = [deed for buyer in range(buyers) for deed in _Life(buyer=buyer, dice=dice).lives()]
    return sorted(deeds, key=lambda deed: (deed.at, deed.buyer))


@dataclass(frozen=True, kw_only=True)
class _Life:
    """The dice of one buyer."""

    buyer: int
    dice: Random

    def lives(self) -> Iterator[Deed]:
        """What the buyer does, in no order."""
        for channel in ("email", "sms"):
            yield from self._says(channel)
        for sku, likely in (("PACK-1", 0.6), ("PACK-2", 0.3)):
            if self.dice.random() < likely:
                yield from self._leaves(sku)
        if self.dice.random() < 0.3:
            yield from self._types()
        if self.dice.random() < 0.5:
            yield self._deed(Act.BUY, self._between(4, 84), "SAMPLE-1")

    def _says(self, channel: str) -> Iterator[Deed]:
        if self.dice.random() < 0.7:
            yield self._deed(Act.AGREE, self._between(0, 3), channel)
        if self.dice.random() < 0.2:
            yield self._deed(Act.WITHDRAW, self._between(24, 120), channel)

    def _leaves(self, sku: str) -> Iterator[Deed]:
        left, quantity = self._between(4, 84), self.dice.randint(1, 3)
        yield self._deed(Act.LEAVE, left, sku, quantity=quantity)
        if self.dice.random() < 0.4:
            yield self._deed(Act.CLICK, left + self._between(2, 60), sku)
        if self.dice.random() < 0.5:
            yield self._deed(Act.BUY, left + self._between(0.2, 80), sku, quantity=quantity)

    def _types(self) -> Iterator[Deed]:
        form = self._between(4, 84)
        yield self._deed(Act.FORM, form, "FORM-1", ticked=self.dice.random() < 0.8)
        if self.dice.random() < 0.3:
            yield self._deed(Act.BUY, form + self._between(0.2, 30), "FORM-1")

    def _between(self, first: float, last: float) -> timedelta:
        """Hours from the first to the last; never in the same second as what rules plan, which is whole minutes."""
        minutes = self.dice.randint(int(first * 60), int(last * 60))
        return timedelta(minutes=minutes, seconds=self.dice.randint(1, 59))

    def _deed(self, act: Act, after: timedelta, thing: str, **more: Any) -> Deed:
        return Deed(at=BEGINS + after, buyer=self.buyer, act=act, thing=thing, **more)
