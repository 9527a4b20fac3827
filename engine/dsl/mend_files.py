"""`otoku fix`: fixes of diagnostics applied to whole rule sets, checked again, and taken back when they do not help."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from engine.dsl.editing.sheet import BYTE_ORDER_MARK
from engine.dsl.fixes import apply_fixes
from engine.model.diagnostic import Confidence, Diagnostic, Severity
from engine.model.records import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The files after their fixes. `applied` are the findings that were mended, `left` what the compiler says now."""

    files: tuple[SourceFile, ...]
    applied: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


Check = Callable[[tuple[SourceFile, ...]], tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mender:
    check: Check
    path: str | None
    maybe: bool

    def offers(self, one: Diagnostic) -> bool:
        here = self.path in {None, one.span.path}
        return here and one.fix is not None and (self.maybe or one.fix.confidence is Confidence.SURE)

    def improve(self, now: Mended) -> Mended | None:
        """The files with as many fixes as help: all that are offered, else the first that helps alone."""
        offered = [one for one in now.left if self.offers(one)]
        for choice in (offered, *([one] for one in offered)):
            files, applied = _applied(now.files, choice, self.maybe)
            left = self.check(files)
            if applied and _weight(left) < _weight(now.left):
                return Mended(files=files, applied=(*now.applied, *applied), left=left)
        return None


def mend_files(
    files: Sequence[SourceFile], check: Check, *, path: str | None = None, maybe: bool = False
) -> Mended:
    """Apply every sure fix, with `maybe` every fix, as long as `check` finds less wrong after it than before.

    With a `path` only that file is mended.
    """
    mender = _Mender(check=check, path=path, maybe=maybe)
    now = Mended(files=tuple(files), applied=(), left=check(tuple(files)))
    while better := mender.improve(now):  # every round weighs less, so this comes to an end
        now = better
    return now


def _weight(found: Sequence[Diagnostic]) -> tuple[int, int, int]:
    """How bad findings are: what cannot be read weighs most, for it hides mistakes of meaning."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    unread = [one for one in errors if one.code < "E03"]
    return len(unread), len(errors), len(found)


def _applied(
    files: tuple[SourceFile, ...], found: Sequence[Diagnostic], maybe: bool
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        by_path[one.span.path].append(one)
    applied: list[Diagnostic] = []
    mended: list[SourceFile] = []
    for file in files:
        mark = BYTE_ORDER_MARK if file.text.startswith(BYTE_ORDER_MARK) else ""
        text, done = apply_fixes(file.text.removeprefix(mark), by_path[file.path], maybe=maybe)
        applied.extend(done)
        mended.append(replace(file, text=mark + text))
    return tuple(mended), tuple(applied)
