"""The door to plans: what two rule sets mean differently, block by block, for files of any two origins."""

from collections.abc import Sequence

from engine.dsl.compile import RULE_FILE, Compiled
from engine.dsl.planning.compare import Version, compare, reverse, version
from engine.model.program import CouponBody, Rule
from engine.model.records import SourceFile
from engine.model.rule_plan import BlockChange, ChangeKind, Changes


def version_of(compiled: Compiled, files: Sequence[SourceFile]) -> Version:
    """One side of a comparison. Raises ValueError for files that have errors."""
    return version(compiled, tuple(files))


def plan_changes(before: Version | None, after: Version) -> Changes:
    """What the second side means otherwise than the first; None before is a shop without rules."""
    return compare(before, after)


def drift_changes(files: Version, live: Version) -> Changes:
    """What is live otherwise than in the files; the files know former names, so they are read as the later side."""
    return reverse(compare(live, files))


def text_only_differences(
    before: Sequence[SourceFile], after: Sequence[SourceFile], changes: Changes
) -> tuple[str, ...]:
    """Files of equal meaning that are written differently: nothing said in `changes` stands in them."""
    old = {file.path: file.text for file in before}
    new = {file.path: file.text for file in after}
    said = {one.path for one in changes.blocks if one.path}
    differ = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    return tuple(path for path in differ if path.endswith(RULE_FILE) and path not in said)


def changed_targets(before: Version | None, after: Version, change: BlockChange) -> tuple[str, str] | None:
    """The products of a coupon rule before and after, when they differ; "" is every product (S1.25, S1.27)."""
    if before is None or change.change in {ChangeKind.ADDED, ChangeKind.REMOVED}:
        return None
    old, new = before.rules.get(change.former or change.name), after.rules.get(change.name)
    if old is None or new is None or _targets(old) == _targets(new):
        return None
    (line,) = (one for one in change.lines if one.label == "for")
    return _products(line.old), _products(line.new)


def _targets(rule: Rule) -> object:
    return rule.body.terms.targets if isinstance(rule.body, CouponBody) else None


def _products(written: str | None) -> str:
    """What a `for` line names, without its `as …`."""
    return (written or "").removesuffix(" as current").removesuffix(" as issued")
