"""Which reminders a cart that was left gets, and when: pure arithmetic over rules and one saved cart (S3.14-16)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from engine.model.facts import CustomerFact
from engine.model.messages import Need, Page, ReminderBody, Visitor
from engine.model.program import ChannelName, Rule, Send, TriggerKind, World
from engine.model.saved_cart import CartState, CartStep, Reminding, SavedCart
from engine.model.selector import SelectBy
from engine.runtime.interpret import triggered
from engine.runtime.prepare import Prepared
from engine.runtime.schedule import due_at
from engine.values.calendar import later
from engine.values.duration import Duration
from engine.vocabulary.fields import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One message of a rule that is still to be decided; `name` tells it from the others of the rule."""

    rule: Rule
    send: Send
    name: str
    begun: datetime
    due: datetime

    @property
    def body(self) -> ReminderBody:
        """What the rule says."""
        return reminder_body(self.rule)


def reminder_body(rule: Rule) -> ReminderBody:
    """The body of a reminder; only reminders are asked."""
    return cast(ReminderBody, rule.body)


def rules_for(prepared: Prepared, cart: SavedCart) -> tuple[Rule, ...]:
    """The rules that remind of this cart: those of the furthest point it was left at which has any.

    A member who left the confirmation screen of the shop left a cart too: where no rule waits for the one, those for
    the other act, and never both.
    """
    if cart.state is not CartState.ABANDONED or is_stopped(cart):
        return ()
    for kind in _points(cart):
        found = tuple(rule for rule in prepared.reminders.get(kind, ()) if _concerns(rule, cart, prepared))
        if found:
            return found
    return ()


def is_stopped(cart: SavedCart) -> bool:
    """Whether its buyer has ordered something since the cart was seen (A11)."""
    return cart.stopped_at is not None and cart.seen_at <= cart.stopped_at


def planned(prepared: Prepared, cart: SavedCart) -> Iterator[Planned]:
    """Every message that is still to be decided, whenever it is due.

    What was decided in this round stays decided whatever the rules say since; what was not is due by the rules of now:
    a changed delay loses no message and repeats none (D3.e).
    """
    for rule in rules_for(prepared, cart):
        body, done = reminder_body(rule), reminding_of(rule, cart)
        begun = later(cart.seen_at, body.after, prepared.zone)
        if done is not None and done.handled:
            begun = done.begun
        for name, send in named_sends(body):
            if done is None or name not in done.handled:
                due = due_at(begun, send.after, send.at, prepared.zone)
                yield Planned(rule=rule, send=send, name=name, begun=begun, due=due)


def next_look(prepared: Prepared, cart: SavedCart, now: datetime) -> datetime | None:
    """When the cart has to be looked at next: a message is due, or it expires; None: not by itself."""
    if cart.state not in (CartState.OPEN, CartState.ABANDONED):
        return None
    moments = [max(now, one.due) for one in planned(prepared, cart)]
    ends = expires_at(prepared, cart)
    return min([*moments, *(() if ends is None else (max(now, ends),))], default=None)


def expires_at(prepared: Prepared, cart: SavedCart) -> datetime | None:
    """When the cart is given up, by the shop's `cart lifetime`; None for ever (S3.15)."""
    lifetime = prepared.program.settings.cart_lifetime
    return None if lifetime is None else later(cart.seen_at, lifetime, prepared.zone)


def rearmed(prepared: Prepared, cart: SavedCart, now: datetime) -> tuple[Reminding, ...]:
    """What was done about the cart, seen when its shopper comes back `now`.

    So long after the last message as `rearm` says, at exactly that too, a rule takes the cart up again; only where
    carts live without limit (S3.16, D3.d, V13).
    """
    if prepared.program.settings.cart_lifetime is not None:
        return cart.reminded
    waits = {
        name: reminder_body(rule).rearm
        for rules in prepared.reminders.values()
        for rule in rules
        for name in (rule.name, *rule.was)
    }
    return tuple(_again(one, cart, waits.get(one.rule), prepared, now) for one in cart.reminded)


def reminding_of(rule: Rule, cart: SavedCart) -> Reminding | None:
    """What the rule, under this or a former name, has done about the cart."""
    names = {rule.name, *rule.was}
    return next((one for one in cart.reminded if one.rule in names), None)


def named_sends(body: ReminderBody) -> Iterator[tuple[str, Send]]:
    """Each message with a name that stays when the time of it, or another message, changes."""
    seen: Counter[tuple[ChannelName, str]] = Counter()
    for send in body.sends:
        number = seen[send.channel, send.template]
        seen[send.channel, send.template] += 1
        yield f"{send.channel}:{send.template}:{number}", send


def cart_sight(prepared: Prepared, cart: SavedCart, now: datetime) -> Sight:
    """What conditions see of the cart, without the history of its buyer."""
    return Sight(cart=cart.cart, customer=CustomerFact(), catalog=prepared.program.catalog, now=now)


def _points(cart: SavedCart) -> tuple[TriggerKind, ...]:
    match cart.left:
        case CartStep.CONFIRM if cart.cart.buyer.member and cart.page is Page.SHOP:
            return (TriggerKind.CONFIRM_ABANDONED, TriggerKind.CART_ABANDONED)
        case CartStep.CONFIRM:
            return (TriggerKind.CONFIRM_ABANDONED,)
        case CartStep.CART:
            return (TriggerKind.CART_ABANDONED,)
        case CartStep.FORM:
            return (TriggerKind.FORM_ABANDONED,)
        case None:
            return ()


def _concerns(rule: Rule, cart: SavedCart, prepared: Prepared) -> bool:
    """Whether the rule is about such carts at all; consent is asked for when a message is due, for it leaves a row."""
    body, buyer = reminder_body(rule), cart.cart.buyer
    here = cart.cart.test or rule.world is World.LIVE
    visitor = Visitor.MEMBERS if buyer.member else Visitor.GUESTS
    return (
        here
        and cart.page in body.pages
        and visitor in body.to
        and all(_met(need, cart) for need in body.needs)
        and _picks(rule, cart, prepared)
    )


def _met(need: Need, cart: SavedCart) -> bool:
    buyer = cart.cart.buyer
    match need:
        case Need.PHONE:
            return buyer.phone is not None
        case Need.EMAIL:
            return buyer.email is not None
        case Need.AD_FLAG:
            return cart.form_exit
        case Need.LOGGED_OUT:
            return not buyer.member
        case Need.CONSENT:
            return True


def _picks(rule: Rule, cart: SavedCart, prepared: Prepared) -> bool:
    trigger = rule.trigger
    if trigger is None or trigger.selector.by is SelectBy.ANY:
        return True  # a form may have no product yet
    return triggered(trigger, cart_sight(prepared, cart, cart.seen_at))


def _again(
    one: Reminding, cart: SavedCart, wait: Duration | None, prepared: Prepared, now: datetime
) -> Reminding:
    last = max(one.at, cart.reminded_at or one.at)
    if wait is None or not one.handled or later(last, wait, prepared.zone) > now:
        return one
    return Reminding(rule=one.rule, begun=now, at=now, round=one.round + 1)
