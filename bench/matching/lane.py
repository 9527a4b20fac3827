"""One engine in one process: takes in the rules once, then answers blocks of checkouts when its turn comes."""

import gc
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bench.matching.adapter import Adapter
from bench.matching.entrants import Entrant, entrant
from bench.matching.workload import make_checkouts, make_rules
from bench.memory import resident_bytes

WARM_UP = 3  # after another engine's turn the processor's caches are cold


class WrongAnswerError(Exception):
    """An engine did not answer like the judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a process needs to begin: which engine, how much, and the file of right answers."""

    name: str
    rules: int
    checkouts: int
    answers: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The engine has taken in its rules."""

    compile_seconds: float
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Answer checkouts `[start, stop)`, but no more once `budget_ns` are used up."""

    start: int
    stop: int
    budget_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Nanoseconds of each checkout, and CPU time of the block. `wrong` names a checkout with a wrong answer."""

    nanoseconds: tuple[int, ...]
    cpu_ns: int
    wrong: str = ""


@dataclass(kw_only=True)
class Lane:
    """The driver's end: an engine's process and what it has answered so far."""

    entrant: Entrant
    ready: Ready
    connection: Connection
    process: BaseProcess
    share: int = 0  # checkouts per round
    best: dict[int, int] = field(default_factory=dict)  # nanoseconds, the fastest of all rounds
    samples: int = 0
    cpu_ns: int = 0

    def turn(self, start: int, stop: int, budget_ns: int) -> Answered:
        """Let the engine answer a block. Raises WrongAnswerError, EOFError when the engine died."""
        self.connection.send(Turn(start=start, stop=stop, budget_ns=budget_ns))
        answered: Answered = self.connection.recv()
        if answered.wrong:
            raise WrongAnswerError(f"{self.entrant.name}: {answered.wrong}")
        return answered

    def record(self, start: int, answered: Answered) -> None:
        """Keep each checkout's best time."""
        for number, nanoseconds in enumerate(answered.nanoseconds, start):
            self.best[number] = min(nanoseconds, self.best.get(number, nanoseconds))
        self.samples += len(answered.nanoseconds)
        self.cpu_ns += answered.cpu_ns

    def close(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.join()


def open_lane(start: Start, seconds: float) -> Lane | str:
    """Start an engine's process, or say why it does not take part."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_answer, args=(theirs, start), daemon=True)
    process.start()
    theirs.close()
    try:
        ready = ours.recv() if ours.poll(seconds) else f"takes in no {start.rules} rules in {seconds:.0f} s"
    except EOFError:
        ready = "its process died"
    if isinstance(ready, str):
        process.kill()
        process.join()
        return ready
    return Lane(entrant=entrant(start.name), ready=ready, connection=ours, process=process)


def _answer(connection: Connection, start: Start) -> None:
    """The life of an engine's process."""
    rules, checkouts = make_rules(start.rules), make_checkouts(start.checkouts, start.rules)
    answers = pickle.loads(start.answers.read_bytes())  # written by our own driver
    who = entrant(start.name)
    try:
        adapter = who.make()
        gc.collect()
        before, began = resident_bytes(), time.perf_counter()
        adapter.compile(rules)
        seconds = time.perf_counter() - began
        read = [adapter.read(checkout) for checkout in checkouts]
        gc.collect()
        connection.send(Ready(compile_seconds=seconds, bytes=resident_bytes() - before))
    except Exception as error:  # noqa: BLE001 - whatever a peer raises, the run goes on without it
        connection.send(f"{type(error).__name__}: {error}"[:200])
        return
    gc.freeze()
    while True:
        try:
            turn = connection.recv()
        except EOFError:
            return
        connection.send(answer_block(adapter, read, None if who.is_floor else answers, turn))


def answer_block(
    adapter: Adapter, checkouts: Sequence[Any], answers: Sequence[list[int]] | None, turn: Turn
) -> Answered:
    """Answer a turn's checkouts, some of those before it first and untimed; no `answers`, no comparison."""
    match, clock = adapter.match, time.perf_counter_ns
    for number in range(turn.start - WARM_UP, turn.start):
        match(checkouts[number])
    nanoseconds: list[int] = []
    answers_given = []
    spent = 0
    cpu = time.process_time_ns()
    for number in range(turn.start, turn.stop):
        checkout = checkouts[number]
        began = clock()
        found = match(checkout)
        took = clock() - began
        nanoseconds.append(took)
        answers_given.append(found)
        spent += took
        if spent > turn.budget_ns:
            break
    cpu = time.process_time_ns() - cpu
    wrong = ""
    if answers is not None:
        right = answers[turn.start : turn.start + len(answers_given)]
        for number, (found, expected) in enumerate(zip(answers_given, right, strict=True), turn.start):
            wrong = wrong or _difference(number, adapter.answer(found), expected)
    return Answered(nanoseconds=tuple(nanoseconds), cpu_ns=cpu, wrong=wrong)


def _difference(number: int, found: list[int], right: list[int]) -> str:
    if found == right:
        return ""
    missing, extra = set(right) - set(found), set(found) - set(right)
    if not missing and not extra:
        return f"checkout {number}: another order"
    return f"checkout {number}: missing {sorted(missing)[:5]}, extra {sorted(extra)[:5]}"
