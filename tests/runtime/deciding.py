"""Deciding in one line, for tests."""

from typing import TypeVar

from engine.model.decision import Decision, Rejection
from engine.model.effects import (
    CountStat,
    Metric,
)
from engine.model.events import Event
from engine.model.facts import Facts
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared

T = TypeVar("T")


def decided(shop: Prepared, event: Event, facts: Facts | None = None) -> Decision:
    found = decide(shop, event, facts or Facts())
    assert isinstance(found, Decision), found
    return found


def rejected(shop: Prepared, event: Event, facts: Facts | None = None) -> Rejection:
    found = decide(shop, event, facts or Facts())
    assert isinstance(found, Rejection)
    return found


def effects(shop: Prepared, event: Event, kind: type[T], facts: Facts | None = None) -> list[T]:
    return [one for one in decided(shop, event, facts).effects if isinstance(one, kind)]


def figures(shop: Prepared, event: Event, facts: Facts | None = None) -> dict[tuple[str, Metric], int]:
    return {(one.rule, one.metric): one.amount for one in effects(shop, event, CountStat, facts)}
