"""One case played through the rules, rule by rule and line by line; nothing is stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.model.decision import TraceStep
from engine.model.effects import Effect
from engine.model.quote import Quote


class SourceKind(StrEnum):
    """Which rules are played."""

    WORKING_COPY = "working_copy"
    LIVE = "live"
    REVISION = "revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSource:
    """The rules to play; `revision` is set for REVISION only."""

    kind: SourceKind
    revision: int | None = None


class Truth(StrEnum):
    """What became of a line."""

    TRUE = "true"
    FALSE = "false"
    NOT_REACHED = "not_reached"  # an earlier line had decided
    UNKNOWN = "unknown"  # a fact was not given


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedLine:
    """A line that was looked at; offsets are UTF-16 units in its file, `missing` is the fact that is not known."""

    truth: Truth
    step: TraceStep
    start_utf16: int
    end_utf16: int
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedRule:
    """A rule and its lines in the order looked at; `fired` when it took effect, `outcome` is its last word, if any."""

    name: str
    kind: str
    path: str
    line: int
    fired: bool
    outcome: TraceStep | None
    lines: tuple[SimulatedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What the rules of one source would do at `at`."""

    source: RuleSource
    at: datetime
    revision: int
    currency: str
    rules: tuple[SimulatedRule, ...]
    effects: tuple[Effect, ...]
    quote: Quote | None

    @property
    def fired(self) -> tuple[str, ...]:
        """Names of the rules that took effect."""
        return tuple(rule.name for rule in self.rules if rule.fired)
