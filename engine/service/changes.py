"""Hints that something changed, for whoever follows it: the rows are the truth, a lost hint costs a few seconds."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterator
from typing import NewType

Topic = NewType("Topic", str)
"""What somebody may follow, of one shop."""


def job_topic(shop: str, job_id: str) -> Topic:
    """The standing of one job."""
    return Topic(f"job:{shop}:{job_id}")


def rules_topic(shop: str) -> Topic:
    """Which revision is live, and which is the newest."""
    return Topic(f"rules:{shop}")


def figures_topic(shop: str) -> Topic:
    """What rules did."""
    return Topic(f"figures:{shop}")


class Watch:
    """One who waits for hints about a topic; hints that come meanwhile are one."""

    def __init__(self) -> None:
        self._hinted = asyncio.Event()

    def wake(self) -> None:
        """Let `wait` return."""
        self._hinted.set()

    async def wait(self, seconds: float) -> None:
        """Wait for a hint, `seconds` at most; whoever looks after it sees what the hint was about."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._hinted.wait(), seconds)
        self._hinted.clear()


class Changes:
    """Takes hints after commits, gives them to those who watch here, and keeps them for the relay if there is one."""

    def __init__(self) -> None:
        self._watches: dict[Topic, set[Watch]] = defaultdict(set)
        self._outgoing: dict[Topic, None] = {}
        self._some = asyncio.Event()
        self._relayed = False

    def tell(self, topic: Topic) -> None:
        """Something of `topic` was committed by this process."""
        self.heard(topic)
        if self._relayed:
            self._outgoing[topic] = None
            self._some.set()

    def heard(self, topic: Topic) -> None:
        """Something of `topic` was committed, here or in another process."""
        for watch in self._watches.get(topic, ()):
            watch.wake()

    @contextlib.contextmanager
    def watch(self, topic: Topic) -> Iterator[Watch]:
        """Hints about `topic` while the block runs."""
        watch = Watch()
        self._watches[topic].add(watch)
        try:
            yield watch
        finally:
            watches = self._watches[topic]
            watches.discard(watch)
            if not watches:
                del self._watches[topic]

    @contextlib.contextmanager
    def relayed(self) -> Iterator[None]:
        """Keep what is told for `outgoing` while the block runs."""
        self._relayed = True
        try:
            yield
        finally:
            self._relayed = False
            self._outgoing.clear()

    async def outgoing(self) -> tuple[Topic, ...]:
        """What was told since the last time; waits until there is something."""
        await self._some.wait()
        self._some.clear()
        told = tuple(self._outgoing)
        self._outgoing.clear()
        return told
