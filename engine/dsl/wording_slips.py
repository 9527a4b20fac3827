"""Repairs of words: misspelt, glued together, in quotes or without them, at home in another block."""

from engine.dsl.expect import after, expected, spelled, start
from engine.dsl.glued import glued
from engine.dsl.grammar import grammar
from engine.dsl.suggest import nearest
from engine.dsl.trouble import Step, Trouble, fix_of
from engine.model.diagnostic import Diagnostic

_PLACES = {
    "in_shop": "shop",
    "in_legal": "legal",
    "in_rule": "<rule>",
    "in_budget": "budget",
    "in_audience_block": "audience",
    "in_experiment": "experiment",
    "in_test": "test",
}


def first_word(trouble: Trouble) -> Step | None:
    """The line begins with no word of this block."""
    if trouble.index:
        return None
    found = {"found": trouble.written}
    kind = trouble.token.kind
    elsewhere = tuple(dict.fromkeys(place for entry, place in _PLACES.items() if after(start(entry), kind)))
    if elsewhere:
        args = {**found, "places": "\n".join(elsewhere)}
        return Step(finding=Diagnostic(code="E0200", span=trouble.span(), args=args, label="place"))
    step = misspelt(trouble)
    if step or trouble.entry == "in_group":
        return step
    if kind == "NAME":
        finding = Diagnostic(code="E0201", span=trouble.span(), args=found, label="setting", helps=("words",))
    else:
        finding = Diagnostic(code="E0200", span=trouble.span(), args=found, label="begin")
    return Step(finding=finding)


def misspelt(trouble: Trouble) -> Step | None:
    """A word that is nearly one that may stand here."""
    token = trouble.token
    words = grammar().words
    if token.kind not in {"NAME", "CURRENCY_CODE"} and trouble.written not in words:
        return None
    could = [spelled(kind) for kind in expected(trouble.states) if spelled(kind) in words]
    meant = nearest(trouble.written, could)
    span = trouble.span()
    if meant:
        args = {"found": trouble.written, "write": meant}
        code, label = ("E0200", "meant") if trouble.written in words else ("E0201", "")
        finding = Diagnostic(
            code=code, span=span, args=args, label=label, fix=fix_of(span, meant, sure=False)
        )
        return Step(finding=finding, line=trouble.instead(token._replace(kind=words[meant], said=meant)))
    apart = glued(trouble.written, token.start, could)
    if apart and token.kind == "NAME":
        write = " ".join(one.spelling(trouble.text) for one in apart)
        args = {"found": trouble.written, "write": write}
        finding = Diagnostic(code="E0201", span=span, args=args, fix=fix_of(span, write, sure=True))
        return Step(finding=finding, line=trouble.instead(*apart))
    return None


def quotes(trouble: Trouble) -> Step | None:
    """A word in quotes, or a name without them."""
    token, span = trouble.token, trouble.span()
    could = expected(trouble.states)
    inside = trouble.written[1:-1].strip().casefold()
    kind = grammar().words.get(inside)
    if token.kind == "STRING" and kind in could and kind:
        args = {"found": trouble.written, "write": inside}
        fix = fix_of(span, inside, sure=False)
        finding = Diagnostic(code="E0200", span=span, args=args, label="unquote", fix=fix)
        return Step(finding=finding, line=trouble.instead(token._replace(kind=kind, said=inside)))
    if token.kind in {"NAME", "CURRENCY_CODE"} and "STRING" in could:
        write = f'"{trouble.written}"'
        fix = fix_of(span, write, sure=False)
        finding = Diagnostic(
            code="E0201", span=span, args={"found": trouble.written}, label="quotes", fix=fix
        )
        return Step(finding=finding, line=trouble.instead(token._replace(kind="STRING", said=write)))
    return None
