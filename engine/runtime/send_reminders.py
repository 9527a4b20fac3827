"""The moment of a cart has come: what its rules send, what they do not and why, and when to look again."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine.model.cart import Buyer
from engine.model.customer import customer_key
from engine.model.effects import Effect, Metric, SaveCart, SendMessage, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CounterKey, CounterNeed, CustomerFact, Facts, Need, PersonNeed
from engine.model.list_effects import RecordConsent
from engine.model.messages import Need as ReminderNeed
from engine.model.messages import Skips
from engine.model.program import Limit, Rule, Scope
from engine.model.quote import RefusalReason
from engine.model.saved_cart import ALIVE, Reminding, SavedCart
from engine.runtime.claims import Claim, exceeded, subject, use_counters
from engine.runtime.interpret import holds, in_force
from engine.runtime.left_carts import expired, store_cart
from engine.runtime.messages import after_quiet, message_class, recipient_of
from engine.runtime.prepare import Prepared
from engine.runtime.reminders import (
    Planned,
    cart_sight,
    expires_at,
    named_sends,
    next_look,
    planned,
    reminder_body,
    reminding_of,
    rules_for,
)
from engine.runtime.stats import Figures, count
from engine.values.calendar import later
from engine.values.duration import Duration, Unit

PLANNED_AT_ONCE = 100
"""Carts that one transaction plans timers for: few enough that none of them changes meanwhile."""

GRACE = timedelta(hours=1)
"""How late a message of a `late skip` rule may be without a `max late` line: retries and a busy minute are no delay."""

USUAL_PAUSE = Duration(count=1, unit=Unit.DAY)
"""Without a `cap` line a customer gets a rule's messages once in this time, whatever carts they leave (J15)."""

STILL_FRESH = timedelta(hours=48)
"""A rule that comes later takes up carts left within this time: no delay is longer than a day, nor late by more."""

NO_CONSENT = "no_consent"
NO_ADDRESS = "no_address"
CAPPED = "capped"
SOLD_OUT = "sold_out"
SCREENED = "screened"
STOPPED = "stopped"
CART_GONE = "cart_expired"


def reminder_needs(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Need]:
    """Who the buyer of a cart is, and the counters of what may be sent."""
    cart = facts.carts.get(event.subject)
    if cart is None:
        return
    key = customer_key(cart.cart.buyer.email, cart.cart.buyer.external_id)
    if key is not None:
        yield PersonNeed(key=key)
    if not cart.cart.test:
        for rule in rules_for(prepared, cart):
            yield from (CounterNeed(key=one.key) for one in _caps(rule, cart.cart.buyer, event.at, prepared))


def cart_timer_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """Messages that are due, each sent or with the reason why not; the cart's end; the next look at it."""
    cart = facts.carts.get(event.subject)
    if cart is None or cart.state not in ALIVE:
        return
    ends = expires_at(prepared, cart)
    over = ends is not None and ends <= event.at
    due = [one for one in planned(prepared, cart) if one.due <= event.at and (ends is None or one.due < ends)]
    moment = _Moment(prepared=prepared, event=event, cart=cart, facts=facts, over=over)
    yield from moment.decided(due)
    consent = cart.consent
    if consent is not None and due and not over and not consent.recorded:
        yield from (RecordConsent(entry=entry, proven=consent.proven) for entry in consent.entries)
        consent = replace(consent, recorded=True)
    reminded = _handled(cart, due, event.at)
    after = replace(cart, version=cart.version + 1, reminded=reminded, consent=consent)
    if over:
        yield SaveCart(cart=expired(replace(after, version=cart.version), event.at))
    elif due or cart.due != next_look(prepared, after, event.at):
        yield from store_cart(prepared, after, event.at)


def cart_plan_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """Rules have changed: carts are waited for under them, a page of carts at a time (D3.e).

    A cart whose moment has come already keeps it: how late a message is counts from there.
    """
    for before in facts.carts.values():
        if before.due is not None and before.due <= event.at:
            continue
        cart = replace(before, reminded=(*before.reminded, *_too_old(prepared, before, event.at)))
        due = next_look(prepared, cart, event.at)
        if (due, cart.reminded) != (before.due, before.reminded):
            yield SaveCart(cart=replace(cart, version=cart.version + 1, due=due))
        if due is not None and due != before.due:
            yield StartTimer(kind=TimerKind.CART, subject=cart.token, due=due)
    if len(facts.carts) == PLANNED_AT_ONCE:
        last = next(reversed(tuple(facts.carts)))  # in the order of the store
        yield StartTimer(kind=TimerKind.CARTS_PLAN, subject=last, due=event.at)


def _too_old(prepared: Prepared, cart: SavedCart, at: datetime) -> Iterator[Reminding]:
    """What a rule that has just come leaves alone: nobody is reminded now of what they left last month."""
    if cart.seen_at >= at - STILL_FRESH:
        return
    for rule in rules_for(prepared, cart):
        if reminding_of(rule, cart) is None:
            names = tuple(name for name, _ in named_sends(reminder_body(rule)))
            yield Reminding(rule=rule.name, begun=at, at=at, handled=names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """One look at one cart; `over`: it has expired, so that nothing leaves any more."""

    prepared: Prepared
    event: TimerCame
    cart: SavedCart
    facts: Facts
    over: bool

    def decided(self, due: list[Planned]) -> Iterator[Effect]:
        """Messages, counters and figures; a rule whose conditions do not hold is as if it were not there."""
        counters, figures = Counter(self.facts.counters), Figures()
        grants: list[tuple[tuple[Claim, ...], int]] = []
        for one in due:
            if not self._acts(one.rule):
                continue
            message, claims = self._message(one, counters)
            counters.update({claim.key: 1 for claim in claims})
            grants.append((claims, 0))
            yield message
            if self.cart.cart.test:
                continue
            done = reminding_of(one.rule, self.cart)
            if (done is None or not done.handled) and not figures[one.rule.name, Metric.MATCHED]:
                figures[one.rule.name, Metric.MATCHED] += 1
                figures[one.rule.name, Metric.ABANDONED] += 1
                figures[one.rule.name, Metric.ABANDONED_AMOUNT] += self.cart.total
            figures[one.rule.name, Metric.SUPPRESSED] += bool(message.refused)
        yield from use_counters(grants, self.facts.counters)
        yield from count(figures, self.event.at, self.prepared.zone)

    def _acts(self, rule: Rule) -> bool:
        sight = replace(
            cart_sight(self.prepared, self.cart, self.event.at), customer=self._customer() or CustomerFact()
        )
        return in_force(rule, sight, self.prepared.zone) and holds(rule.condition, sight)

    def _customer(self) -> CustomerFact | None:
        buyer = self.cart.cart.buyer
        person = self.facts.people.get(customer_key(buyer.email, buyer.external_id) or "")
        return None if person is None else person.customer

    def _message(self, one: Planned, counters: Counter[CounterKey]) -> tuple[SendMessage, tuple[Claim, ...]]:
        prepared, cart, now = self.prepared, self.cart, self.event.at
        recipient = recipient_of(one.send.channel, cart.cart.buyer)
        last = self._last_chance(one)
        claims = () if cart.cart.test else _caps(one.rule, cart.cart.buyer, now, prepared)
        refused = self._refusal(one, recipient)
        late = last is not None and last <= now
        if not refused and not late and exceeded(claims, 0, counters) is not None:
            refused = CAPPED
        message = SendMessage(
            dedupe_key=_dedupe_key(cart, one),
            rule=one.rule.name,
            channel=one.send.channel,
            template=one.send.template,
            message_class=message_class(one.send, prepared),
            recipient=recipient or "",
            locale=cart.cart.buyer.locale,
            due=after_quiet(prepared, one.send.channel, message_class(one.send, prepared), now),
            send_before=last,
            coupon_id=None,
            order_id=None,
            test=cart.cart.test,
            cart_id=cart.id,
            refused=refused,
        )
        return message, () if refused or late else claims

    def _refusal(self, one: Planned, recipient: str | None) -> str:
        """Why the message is not sent, empty when it is."""
        cart, body = self.cart, one.body
        if self.over:
            return CART_GONE
        if recipient is None:
            return NO_ADDRESS
        if ReminderNeed.CONSENT in body.needs and cart.consent is None:
            return NO_CONSENT
        if _is_screened(body.skips, cart):
            return SCREENED
        if body.skips.out_of_stock and any(self._sold_out(line.sku) for line in cart.cart.lines):
            return SOLD_OUT
        return STOPPED if cart.stopped_for((one.rule.name, *one.rule.was)) else ""

    def _sold_out(self, sku: str) -> bool:
        product = self.prepared.program.catalog.products.get(sku)
        return product is None or not product.in_stock

    def _last_chance(self, one: Planned) -> datetime | None:
        """Until when the message may leave: as late as the rule says, and while the cart lives (A4).

        How late it is counts from when it was planned for: a message whose delay was made shorter is not late.
        """
        late = one.body.late
        bound = late.most.exact if late.most is not None else None if late.send else GRACE
        meant = after_quiet(
            self.prepared,
            one.send.channel,
            message_class(one.send, self.prepared),
            max(one.due, self.event.due or one.due),
        )
        ends = expires_at(self.prepared, self.cart)
        moments = [*(() if bound is None else (meant + bound,)), *(() if ends is None else (ends,))]
        return min(moments, default=None)


def _handled(cart: SavedCart, due: list[Planned], at: datetime) -> tuple[Reminding, ...]:
    """What was done about the cart, with what is decided now."""
    found = {one.rule: one for one in cart.reminded}
    for one in due:
        known = next((name for name in (one.rule.name, *one.rule.was) if name in found), "")
        done = found.pop(known, Reminding(rule=one.rule.name, begun=one.begun, at=at))
        begun = done.begun if done.handled else one.begun
        found[one.rule.name] = replace(
            done, rule=one.rule.name, begun=begun, at=at, handled=(*done.handled, one.name)
        )
    return tuple(found[name] for name in sorted(found))


def _is_screened(skips: Skips, cart: SavedCart) -> bool:
    """With both lines a cart is left out that is both: a bad result that also redirected (S3.8, D3.b)."""
    screening = cart.screening
    if screening is None or not (skips.verdicts or skips.redirected):
        return False
    by_verdict = not skips.verdicts or screening.verdict in skips.verdicts
    return by_verdict and (not skips.redirected or screening.redirected)


def _caps(rule: Rule, buyer: Buyer, at: datetime, prepared: Prepared) -> tuple[Claim, ...]:
    body = reminder_body(rule)
    usual = Limit(count=len(body.sends), scope=Scope.CUSTOMER, every=USUAL_PAUSE)
    return tuple(_cap(rule, one, buyer, at, prepared) for one in body.caps or (usual,))


def _cap(rule: Rule, cap: Limit, buyer: Buyer, at: datetime, prepared: Prepared) -> Claim:
    who = subject(cap.scope, buyer) or f"phone:{buyer.phone}"
    if cap.every is not None:
        who = f"{who} every {cap.every}"
    return Claim(
        key=CounterKey(area="cap", name=rule.name, subject=who),
        limit=cap.count,
        window_ends=None if cap.every is None else later(at, cap.every, prepared.zone),
        reason=RefusalReason.LIMIT_REACHED,
        former=tuple(CounterKey(area="cap", name=name, subject=who) for name in rule.was),
    )


def _dedupe_key(cart: SavedCart, one: Planned) -> str:
    done = reminding_of(one.rule, cart)
    first = done.rule if done is not None else one.rule.name  # a renamed rule sends nothing again
    parts = (cart.id, first, str(done.round if done else 1), one.name)
    return "r_" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
