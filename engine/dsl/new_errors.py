"""Which errors a change of rule text has added; those that stood there before are not its fault."""

from collections import Counter
from collections.abc import Iterable

from engine.model.diagnostic import Diagnostic, Severity


def new_errors(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors of `after` beyond those of `before`.

    Places move with every edit and names change with a rename, so errors are counted per file and code; of those
    added, the ones that say something new are named first.
    """
    old, new = _by_code(before), _by_code(after)
    found: list[Diagnostic] = []
    for key, errors in new.items():
        known = Counter(_said(one) for one in old.get(key, ()))
        fresh: list[Diagnostic] = []
        stale: list[Diagnostic] = []
        for one in errors:
            (stale if known[_said(one)] > 0 else fresh).append(one)
            known[_said(one)] -= 1
        more = len(errors) - len(old.get(key, ()))
        found += [*fresh, *stale][: max(0, more)]
    return tuple(found)


def _by_code(found: Iterable[Diagnostic]) -> dict[tuple[str, str], list[Diagnostic]]:
    errors: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        if one.severity is Severity.ERROR:
            errors.setdefault((one.span.path, one.code), []).append(one)
    return errors


def _said(one: Diagnostic) -> tuple[str, tuple[tuple[str, str], ...]]:
    return one.label, tuple(sorted(one.args.items()))
