"""The sandbox of a shop: which rules it runs, and how far its clock is ahead (S1.38)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class RuleSource(StrEnum):
    """Which rules of the shop are tried out."""

    LIVE = "live"  # those that decide for customers now
    DRAFT = "draft"  # the working copy, before it is published
    EXAMPLE = "example"  # an example shop, with products of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxState:
    """What is remembered of a sandbox beside its database. Each reset begins the next `generation`, counted from 1."""

    generation: int = 1
    ahead: timedelta = timedelta()  # of the real clock; only grows within a generation
    source: RuleSource | None = None  # None: nobody has chosen
    example: str = ""  # which one, with RuleSource.EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxRules:
    """What a sandbox runs: the shop's revision `revision`, 0 while it has none to run; an example is revision 1.

    `errors` are those of the chosen rules that kept them out; then the sandbox goes on with what it ran before.
    """

    source: RuleSource
    revision: int = 0
    errors: tuple[str, ...] = ()
