"""Repairs of values: an amount without its currency."""

from engine.dsl.expect import expected
from engine.dsl.trouble import Step, Trouble, fix_of
from engine.model.diagnostic import Diagnostic

_PERHAPS_A_SHARE = 100


def amount(trouble: Trouble) -> Step | None:
    """`discount 3000`: nobody takes off 3,000 %; of a small number either could be meant, so both are shown."""
    if trouble.token.kind != "INT" or "MONEY" not in expected(trouble.states):
        return None
    value = int(trouble.written)
    if value <= _PERHAPS_A_SHARE and "PERCENT" in expected(trouble.states):
        return None
    write = f"{value:,} JPY"
    span = trouble.span()
    finding = Diagnostic(
        code="E0200",
        span=span,
        args={"found": trouble.written, "write": write},
        label="meant",
        fix=fix_of(span, write, sure=False),
    )
    return Step(finding=finding, line=trouble.instead(trouble.token._replace(kind="MONEY", said=write)))
