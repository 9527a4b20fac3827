"""Follows something stored: its present state at once, then each later one, as soon as a hint or a sweep shows it."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from engine.service.changes import Changes, Topic
from engine.service.outage import StoreUnavailable

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often something is looked at, in seconds."""

    pause: float  # between two looks at least, however many hints come
    sweep: float  # without any hint, which a crash or another process may have lost


JOB_PACE = Pace(pause=0.2, sweep=2.0)
RULES_PACE = Pace(pause=0.2, sweep=5.0)
FIGURES_PACE = Pace(pause=1.0, sweep=5.0)


def _never(_: Any) -> bool:
    return False


async def follow(
    changes: Changes,
    topic: Topic,
    look: Callable[[], Awaitable[Seen]],
    pace: Pace,
    is_last: Callable[[Seen], bool] = _never,
) -> AsyncGenerator[Seen, None]:
    """What `look` finds, now and whenever it differs, up to the first that `is_last`.

    Whoever takes long over one state is given the latest then, not those between. An outage of the store after the
    first look is waited out; raises StoreUnavailable from the first.
    """
    with changes.watch(topic) as watch:
        seen = await look()
        yield seen
        while not is_last(seen):
            await asyncio.sleep(pace.pause)
            await watch.wait(pace.sweep)
            try:
                found = await look()
            except StoreUnavailable:
                continue
            if found != seen:
                seen = found
                yield seen
