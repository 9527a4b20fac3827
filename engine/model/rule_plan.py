"""What publishing rule files would change, and what that means for what is promised already."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.answers import ExplainedDiagnostic


class ChangeKind(StrEnum):
    """What happens to a block or a template."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    AFFECTED = "affected"  # its own lines stay; something that it leans on changes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A setting before and after, as written after its label; None: there is none. `legal/address` is in braces."""

    label: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """A block that means something else. `former` is the name before a rename, `because` names what it leans on."""

    change: ChangeKind
    kind: str
    name: str
    former: str = ""
    lines: tuple[LineChange, ...] = ()
    because: tuple[str, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChange:
    """A message text that changes; of subject and bodies only the lines that differ."""

    change: ChangeKind
    name: str
    locale: str
    lines: tuple[LineChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The difference in meaning of two rule sets; comments and layout are no difference."""

    blocks: tuple[BlockChange, ...] = ()
    templates: tuple[TemplateChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks or self.templates)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEffect:
    """What a change means for what its rule has promised: coupons that can be used, messages that wait.

    `following` coupons name the products of the live rule (`as current`); when those change, `targets` are the
    products before and after, and people were promised the first (S1.27, S1.30).
    """

    rule: str
    coupons: int
    following: int
    messages: int
    targets: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePlan:
    """What publishing would change. `base` is the live revision compared with, None when nothing is live.

    `fingerprint` is the hash of the new meaning; `text_only` are files that differ in comments, layout or tests.
    """

    base: int | None
    fingerprint: str
    changes: Changes
    effects: tuple[RuleEffect, ...] = ()
    text_only: tuple[str, ...] = ()
    diagnostics: tuple[ExplainedDiagnostic, ...] = ()
    says: str = ""  # all of it in words
