"""Time and CPU of things that do the same work, in turns, so that a busy moment of the machine hits them alike."""

import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Microseconds: each operation counts with its best round; of those the median, the 99th percentile and the sum."""

    p50: float
    p99: float
    total: float
    cpu: float  # mean

    def over(self, other: "Timing") -> float:
        """How many times the other's total time."""
        return self.total / other.total


Operation = Callable[[int], object]
"""Does operation number n; the work of one n is the same in every lane."""


def race(lanes: Mapping[str, Operation], count: int, rounds: int = 5, block: int = 20) -> dict[str, Timing]:
    """Time `count` operations of each lane, `block` by `block` in rotating order; each counts with its best round."""
    best = {name: [2**63] * count for name in lanes}
    cpu = dict.fromkeys(lanes, 0)
    names = list(lanes)
    clock, cpu_clock = time.perf_counter_ns, time.process_time_ns
    for turn in range(rounds):
        for place, start in enumerate(range(0, count, block)):
            first = (turn + place) % len(names)
            for name in (*names[first:], *names[:first]):
                operation, times = lanes[name], best[name]
                began_cpu = cpu_clock()
                for number in range(start, min(start + block, count)):
                    began = clock()
                    operation(number)
                    times[number] = min(times[number], clock() - began)
                cpu[name] += cpu_clock() - began_cpu
    return {name: timing(best[name], cpu[name] / (count * rounds)) for name in names}


async def race_once(lanes: Mapping[str, Callable[[int], Awaitable[object]]], count: int) -> dict[str, Timing]:
    """Time operations that can be done only once (they store something), one of each lane in turn."""
    times: dict[str, list[int]] = {name: [] for name in lanes}
    cpu = dict.fromkeys(lanes, 0)
    names = list(lanes)
    for number in range(count):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            began_cpu, began = time.process_time_ns(), time.perf_counter_ns()
            await lanes[name](number)
            times[name].append(time.perf_counter_ns() - began)
            cpu[name] += time.process_time_ns() - began_cpu
    return {name: timing(times[name], cpu[name] / count) for name in names}


def timing(nanoseconds: Sequence[int], cpu_ns: float) -> Timing:
    """The figures of one lane."""
    ordered = sorted(nanoseconds)
    return Timing(
        p50=statistics.median(ordered) / 1e3,
        p99=ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)] / 1e3,
        total=sum(ordered) / 1e3,
        cpu=cpu_ns / 1e3,
    )
