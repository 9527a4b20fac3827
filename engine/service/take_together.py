"""Timers that came due together take the one path side by side: read once, decide each, write once (A4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.decision import Decision
from engine.model.effects import SendMessage, UseCounter
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import CounterKey, Facts, Need
from engine.model.records import Actor, Timer
from engine.runtime.decide import decide
from engine.runtime.needs import further_needs, needs
from engine.runtime.prepare import Prepared
from engine.runtime.telling import telling_of
from engine.service.changes import figures_topic
from engine.service.engine import Engine
from engine.store.port import Conflict
from engine.store.timer_port import FiredTimer

TOGETHER = frozenset({TimerKind.CART, TimerKind.LIST_STEP, TimerKind.COUPON_EXPIRY})
"""Timers about one thing each, of which there may be very many at once, and whose facts are looked up by its name."""


def timer_event(timer: Timer, now: datetime) -> TimerCame:
    """What the timer becomes; its id is the same at every attempt."""
    # A hold that was renewed after its timer fired has a second occurrence: the due time tells them apart.
    event_id = f"timer:{timer.id}:{timer.due.isoformat()}"
    return TimerCame(id=event_id, at=now, kind=timer.kind, subject=timer.subject, due=timer.due)


async def take_together(
    engine: Engine, shop: str, timers: Sequence[Timer], actor: Actor
) -> tuple[Timer, ...]:
    """Fire timers of kinds `TOGETHER` in one transaction; those that have to be taken one by one are given back.

    These are timers of one customer whose counters another one has used, and all of them when the world changed
    meanwhile. Nothing has been sent when this returns.
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or len(timers) < 2:
        return tuple(timers)
    now = engine.clock.now()
    events = [timer_event(timer, now) for timer in timers]
    facts = await _facts(engine, shop, prepared, events, now)
    fired: list[FiredTimer] = []
    used: set[CounterKey] = set()
    for timer, event in zip(timers, events, strict=True):
        decided = decide(prepared, event, facts, trace=engine.trace)
        if not isinstance(decided, Decision):
            continue
        keys = {effect.key for effect in decided.effects if isinstance(effect, UseCounter)}
        if keys & used:
            continue  # what it found unused is used by now
        used |= keys
        told = replace(decided, telling=telling_of(prepared, facts, decided))
        fired.append(FiredTimer(timer=timer, event=event, decision=told))
    if not await _stored(engine, shop, fired, actor):
        return tuple(timers)
    done = {one.timer.id for one in fired}
    return tuple(timer for timer in timers if timer.id not in done)


async def _facts(
    engine: Engine, shop: str, prepared: Prepared, events: Sequence[TimerCame], now: datetime
) -> Facts:
    wanted = dict.fromkeys(need for event in events for need in needs(prepared, event))
    facts = await engine.store.load(shop, tuple(wanted), (), now)
    asked: dict[Need, None] = {}
    while True:
        found = (need for event in events for need in further_needs(prepared, event, facts))
        further = tuple(dict.fromkeys(need for need in found if need not in asked))
        if not further:
            return facts
        facts = facts.with_more(await engine.store.load(shop, further, (), now))
        asked |= dict.fromkeys(further)


async def _stored(engine: Engine, shop: str, fired: Sequence[FiredTimer], actor: Actor) -> bool:
    if not fired:
        return False
    try:
        await engine.store.commit_timers(shop, fired, actor, engine.clock.now())
    except Conflict:
        return False
    engine.changes.tell(figures_topic(shop))
    if any(isinstance(effect, SendMessage) for one in fired for effect in one.decision.effects):
        engine.waker.wake()
    return True
