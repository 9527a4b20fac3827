"""Pass: a gift card is not cash for whoever finds its code (E0605)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.gift_card import GiftCardBody, Redeemer

TRANSFERABLE = 12
"""Random characters of a code that anyone may spend: digits alone leave one in 10^12 to guess."""


def check_gift_card(subject: Subject) -> Iterator[Diagnostic]:
    """A card without owner check is never paid out, and its code is long (S5.18)."""
    body = subject.rule.body
    if not isinstance(body, GiftCardBody) or body.redeem is Redeemer.OWNER:
        return
    if body.cash_refund:
        yield Diagnostic(code="E0605", span=subject.span("redeem"), label="cash")
    elif body.code.random_places < TRANSFERABLE:
        args = {"found": str(body.code.random_places), "least": str(TRANSFERABLE)}
        yield Diagnostic(code="E0605", span=subject.span("redeem"), args=args)
