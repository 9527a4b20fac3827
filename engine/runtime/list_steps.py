"""When the steps of a list are due: on join, after a wait, at a clock time on day N, around an event (D2.d, S2.22)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from engine.model.messages import Lateness, Step, StepFrom
from engine.runtime.schedule import due_at
from engine.values.calendar import later

SOON = timedelta(hours=1)
"""How late a message may be that `late skip` leaves out when it could not leave in time."""


def keyed(steps: tuple[Step, ...]) -> Iterator[tuple[str, Step]]:
    """Each step with its key: a step whose time is changed stays the same step."""
    seen: Counter[str] = Counter()
    for step in steps:
        name = f"{step.channel}:{step.template}"
        yield f"{name}:{seen[name]}", step
        seen[name] += 1


def step_due(step: Step, joined_at: datetime, event_at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """When the step is due for who joined then; None when it counts from an event without a date.

    Days are those of the shop's calendar, so a change of the clocks moves nothing (F23).
    """
    if step.origin is StepFrom.JOIN:
        return due_at(joined_at, step.wait, step.at, zone)
    if event_at is None:
        return None
    if step.origin is StepFrom.AFTER_EVENT:
        return due_at(event_at, step.wait, step.at, zone)
    if step.wait is None:
        return due_at(event_at, None, step.at, zone)
    ahead = replace(step.wait, count=-step.wait.count)
    return due_at(event_at, ahead, step.at, zone)


def passed_before_join(
    steps: tuple[Step, ...], joined_at: datetime, event_at: datetime | None, late: Lateness, zone: ZoneInfo
) -> frozenset[str]:
    """Keys of the steps that are not for who joined so late.

    What should have come before an event that is still ahead is of use: its last one is sent at once.
    """
    passed = {
        key: due
        for key, step in keyed(steps)
        if step.origin is not StepFrom.JOIN
        and (due := step_due(step, joined_at, event_at, zone)) is not None
        and due <= joined_at
    }
    ahead = [key for key, step in keyed(steps) if key in passed and step.origin is StepFrom.BEFORE_EVENT]
    if event_at is None or event_at <= joined_at or not late.send or not ahead:
        return frozenset(passed)
    last = max(ahead, key=lambda key: passed[key])
    return frozenset(passed) - {last}


def last_chance(
    step: Step, due: datetime, event_at: datetime | None, late: Lateness, zone: ZoneInfo
) -> datetime | None:
    """Until when a step that was due then may still leave; None: for ever. What announces an event ends with it."""
    ends = [] if late.most is None else [later(due, late.most, zone)]
    if not late.send and late.most is None:
        ends.append(due + SOON)
    if step.origin is StepFrom.BEFORE_EVENT and event_at is not None:
        ends.append(event_at)
    return min(ends, default=None)
