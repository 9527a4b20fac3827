"""The run: all engines alive at once, taking turns with blocks of checkouts in a rotating order, for some rounds.

A checkout's time is the best of its rounds (other people's work on the machine falls out); an engine's ratio is its
total time over the baseline's total time for the same checkouts. A wrong answer ends the run.
"""

import pickle
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.matching.entrants import BASELINE, ENTRANTS, Entrant
from bench.matching.lane import Lane, Start, open_lane
from bench.matching.workload import judge_all, make_checkouts, make_rules

BLOCK = 50
PROBE = 5
PROBE_NS = 3_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is measured. `seconds` is what one engine may use for all rounds of one number of rules."""

    counts: tuple[int, ...]
    checkouts: int = 1_000
    rounds: int = 5
    seconds: float = 5
    compile_seconds: float = 400
    entrants: tuple[Entrant, ...] = ENTRANTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One engine at one number of rules; times in microseconds."""

    name: str
    rules: int
    ratio: float
    p50: float
    p99: float
    cpu: float  # mean per checkout, the clock's own included
    compile_seconds: float
    bytes: int
    checkouts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """An engine that did not take part, and why."""

    name: str
    reason: str
    rules: int | None = None


def contest(plan: Plan, say: Callable[[str], None]) -> tuple[list[Result], list[Absent]]:
    """Ask everybody. Raises WrongAnswerError."""
    present = [who for who in plan.entrants if who.installed() is not None]
    absent = [
        Absent(name=who.name, reason=f"{who.package} is not installed")
        for who in plan.entrants
        if who not in present
    ]
    results: list[Result] = []
    with TemporaryDirectory(prefix="otoku-bench-") as folder:
        for count in plan.counts:
            answers = Path(folder) / f"{count}.pickle"
            checkouts = make_checkouts(plan.checkouts, count)
            answers.write_bytes(pickle.dumps(judge_all(make_rules(count), checkouts)))
            lanes, gone = _line_up(plan, count, present, answers, say)
            absent += gone
            try:
                _run(plan, lanes)
                results += _results(count, lanes)
            finally:
                for lane in lanes:
                    lane.close()
    return results, absent


def _line_up(
    plan: Plan, count: int, present: Sequence[Entrant], answers: Path, say: Callable[[str], None]
) -> tuple[list[Lane], list[Absent]]:
    lanes, absent = [], []
    for who in present:
        if count > who.most:
            continue
        start = Start(name=who.name, rules=count, checkouts=plan.checkouts, answers=answers)
        lane = open_lane(start, plan.compile_seconds)
        if isinstance(lane, str):
            absent.append(Absent(name=who.name, reason=lane, rules=count))
            say(f"{count:>7,} rules  {who.name}: left out, {lane}")
            continue
        lanes.append(lane)
        probe = lane.turn(0, PROBE, PROBE_NS)
        each = statistics.mean(probe.nanoseconds[-3:]) / 1e9
        lane.share = max(3, min(plan.checkouts, int(plan.seconds / plan.rounds / max(each, 1e-7))))
        say(f"{count:>7,} rules  {who.name}: {each * 1e6:,.1f} µs, {lane.share} checkouts a round")
    return lanes, absent


def _run(plan: Plan, lanes: Sequence[Lane]) -> None:
    for turn, start in _turns(plan):
        first = turn % len(lanes)
        for lane in (*lanes[first:], *lanes[:first]):
            stop = start + _asked(lane, start, plan.checkouts)
            if stop > start:
                lane.record(start, lane.turn(start, stop, PROBE_NS))


def _turns(plan: Plan) -> Iterator[tuple[int, int]]:
    starts = range(0, plan.checkouts, BLOCK)
    for number in range(plan.rounds):
        for block, start in enumerate(starts):
            yield number + block, start


def _asked(lane: Lane, start: int, checkouts: int) -> int:
    """How many checkouts of the block a lane answers: slow engines answer a few, spread over the whole stream."""
    blocks = -(-checkouts // BLOCK)
    if lane.share >= checkouts:
        return min(BLOCK, checkouts - start)
    if lane.share >= blocks:
        return min(lane.share // blocks, checkouts - start)
    return int((start // BLOCK) % -(-blocks // lane.share) == 0)


def _results(count: int, lanes: Sequence[Lane]) -> Iterator[Result]:
    baseline = next(lane for lane in lanes if lane.entrant.name == BASELINE)
    for lane in lanes:
        times = sorted(lane.best.values())
        shared = lane.best.keys() & baseline.best.keys()
        yield Result(
            name=lane.entrant.name,
            rules=count,
            ratio=sum(lane.best[n] for n in shared) / sum(baseline.best[n] for n in shared),
            p50=times[len(times) // 2] / 1e3,
            p99=times[min(len(times) - 1, len(times) * 99 // 100)] / 1e3,
            cpu=lane.cpu_ns / lane.samples / 1e3,
            compile_seconds=lane.ready.compile_seconds,
            bytes=lane.ready.bytes,
            checkouts=len(lane.best),
        )
