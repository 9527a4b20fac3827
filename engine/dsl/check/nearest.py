"""Which known name was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.vocabulary.literals import Field, Text

MANY = 2_000
"""Above this many names only those that begin like the written one are compared."""


def nearest(written: str, known: Iterable[str]) -> str:
    """The known name that looks most like `written`; empty when none does."""
    folded = {name.casefold(): name for name in known}
    if len(folded) > MANY:
        head = written[:2].casefold()
        folded = {one: name for one, name in folded.items() if one.startswith(head)}
    found = get_close_matches(written.casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def unknown(code: str, written: Text | Field, known: Iterable[str], /, **args: str) -> Diagnostic:
    """`code` on a name that nothing has, with the name that was probably meant as a fix for a person to accept."""
    name = written.value if isinstance(written, Text) else written.path
    near = nearest(name, known)
    text = f'"{near}"' if isinstance(written, Text) else near
    fix = Fix(edits=(Edit(span=written.span, text=text),), confidence=Confidence.MAYBE)
    return Diagnostic(
        code=code,
        span=written.span,
        label="near" if near else "",
        args={"name": name, "field": name, "near": near, **args},
        fix=fix if near else None,
    )
