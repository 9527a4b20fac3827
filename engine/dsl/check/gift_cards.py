"""Pass: a gift card is not cash for whoever finds or guesses its code (E0605, SEC2)."""

from collections.abc import Iterator
from itertools import count

from engine.dsl.check.safety import GUESSES_A_DAY, LIVE_CODES
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.gift_card import GiftCardBody, Redeemer
from engine.values.code import PATTERN_SYMBOLS

DAYS_TO_A_HIT = 10**9
"""Days of guessing, on average, before the code of any live card is found: it is money (SEC2)."""


def check_gift_card(subject: Subject) -> Iterator[Diagnostic]:
    """A card without owner check or PIN is never paid out, and nobody guesses its code with its PIN (S5.18)."""
    body = subject.rule.body
    if not isinstance(body, GiftCardBody) or body.redeem is Redeemer.OWNER:
        return
    if body.cash_refund and not body.pin:
        yield Diagnostic(code="E0605", span=subject.span("redeem"), label="cash")
        return
    live = body.pool or LIVE_CODES
    needed = GUESSES_A_DAY * live * DAYS_TO_A_HIT
    pins = 10**body.pin
    if codes(body.code.text) * pins < needed:
        least = {mark: str(_places(size, needed // pins)) for mark, size in PATTERN_SYMBOLS.items()}
        args = {"live": f"{live:,}", "letters": least["*"], "digits": least["#"]}
        yield Diagnostic(code="E0605", span=subject.span("redeem"), args=args)


def codes(pattern: str) -> int:
    """How many codes the pattern can make."""
    made = 1
    for mark, size in PATTERN_SYMBOLS.items():
        made *= size ** pattern.count(mark)
    return made


def _places(size: int, needed: int) -> int:
    return next(places for places in count(1) if size**places >= needed)
