"""What the tests of a merchant have seen of the rules: each condition and clause fulfilled, and not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A clause or one comparison on `line` (1-based); `text` is it in the words of the language.

    `can_fail` is false for what a test only has to see happen once: that the rule acts at all.
    """

    label: str
    line: int
    text: str
    seen_true: bool
    seen_false: bool
    can_fail: bool = True

    @property
    def wanted(self) -> int:
        """How many outcomes tests should see."""
        return 2 if self.can_fail else 1

    @property
    def seen(self) -> int:
        """How many of them they saw."""
        return int(self.seen_true) + int(self.seen_false and self.can_fail)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage:
    """One rule; `reached` when any test had it looked at."""

    name: str
    kind: str
    path: str
    line: int
    reached: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every live rule."""

    rules: tuple[RuleCoverage, ...]

    @property
    def percent(self) -> int:
        """Outcomes seen of those that should be, in whole per cent, rounded down; 100 when there are none."""
        return percent_of(self.rules)


def percent_of(rules: tuple[RuleCoverage, ...]) -> int:
    """The percentage of some rules only, as `Coverage.percent` has it."""
    points = [one for rule in rules for one in rule.points]
    wanted = sum(one.wanted for one in points)
    return 100 if not wanted else sum(one.seen for one in points) * 100 // wanted
