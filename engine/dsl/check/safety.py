"""Pass: codes cannot be guessed, mails carry their code, advertising follows the law (E0411, E0606, E0805, E0806)."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from engine.dsl.check.scene import Scene
from engine.dsl.check.subject import Subject
from engine.dsl.liquid_text import read_liquid
from engine.model.diagnostic import Diagnostic
from engine.model.program import (
    Bearer,
    CouponBody,
    LegalDisplay,
    Limit,
    MessageClass,
    Scope,
    Send,
    Template,
    TriggerKind,
    Validity,
)
from engine.values.code import Alphabet, CodeShape, search_space
from engine.vocabulary.groups import PERSONAL
from engine.vocabulary.lines.code import LONGEST, SHORTEST
from engine.vocabulary.template_variables import CODE, ORDER_PATHS
from engine.vocabulary.word import Setting

GUESSES_A_DAY = 20_000
"""Failed guesses that a shop lets through in a day before its breaker opens (SEC2, SEC6)."""

LIVE_CODES = 10_000
"""Codes that are expected to be live at once when the rule does not say how many it issues."""

MOST_HITS_A_DAY = Fraction(1, 10_000)
"""Codes that guessing may find in a day, for coupons that anyone can use (SEC2)."""


def check_safety(subject: Subject) -> Iterator[Diagnostic]:
    """Codes and messages of one rule."""
    body = subject.rule.body
    if not isinstance(body, CouponBody):
        return
    if body.code and body.terms.bearer is Bearer.ANYONE:
        yield from _guessable(subject, body.code, body.validity)
    advertising = any(one.message_class is MessageClass.ADVERTISING for one in body.sends)
    if advertising and (missing := undisplayed(subject.scene)):
        args = {"missing": "\n".join(missing)}
        yield Diagnostic(code="E0805", span=subject.span("class"), label="shop", args=args)
    for index, setting in enumerate(subject.settings.lines("send")):
        yield from _message(subject, body.sends[index], setting, first=index == 0)


# ------------------------------------------------------------------------------------------------ codes


def _guessable(subject: Subject, shape: CodeShape, validity: Validity) -> Iterator[Diagnostic]:
    live = live_codes(subject, validity)
    if hits_a_day(shape, live) <= MOST_HITS_A_DAY:
        return
    args = {
        "hits": f"{float(hits_a_day(shape, live)):.2g}",
        "guesses": f"{GUESSES_A_DAY:,}",
        "live": f"{live:,}",
        "digits": _shortest(Alphabet.DIGITS, live),
        "characters": _shortest(Alphabet.CHARACTERS, live),
    }
    yield Diagnostic(code="E0606", span=subject.span("code"), args=args, helps=("", "longer"))


def hits_a_day(shape: CodeShape, live: int) -> Fraction:
    """How many of `live` codes a day of guessing finds: A · L / S."""
    return Fraction(GUESSES_A_DAY * live, search_space(shape))


def live_codes(subject: Subject, validity: Validity) -> int:
    """How many codes of a rule are live at once, at most as far as its limits and budget tell."""
    budget = subject.scene.budgets.get(subject.rule.budget) if subject.rule.budget else None
    caps = [*subject.rule.limits, *([budget.issue] if budget and budget.issue else [])]
    known = [count for one in caps if (count := live_at_once(one, validity)) is not None]
    return min(known, default=LIVE_CODES)


def live_at_once(cap: Limit, validity: Validity) -> int | None:
    """How many codes that `cap` lets through are live at once, at most; None when it does not bound them."""
    if cap.scope is not Scope.SHOP:
        return None
    if cap.every is None:
        return cap.count
    if validity.days is None:
        return None
    # Codes of the windows that a validity reaches back into are live together.
    windows = ceil((validity.days + 1) / max(1, cap.every.exact.days))
    return cap.count * (windows + 1)


def _shortest(alphabet: Alphabet, live: int) -> str:
    lengths = (
        length
        for length in range(SHORTEST, LONGEST + 1)
        if hits_a_day(CodeShape(length=length, alphabet=alphabet), live) <= MOST_HITS_A_DAY
    )
    return str(next(lengths, LONGEST))


# ------------------------------------------------------------------------------------------------ messages


def _message(subject: Subject, send: Send, setting: Setting, *, first: bool) -> Iterator[Diagnostic]:
    for template in _templates(subject.scene, send):
        if template.message_class is not send.message_class:
            args = {
                "template": template.name,
                "locale": template.locale,
                "found": template.message_class.value,
            }
            yield Diagnostic(code="E0411", span=setting.span, args=args)
        elif template.category != "coupon":
            args = {"template": template.name, "found": template.category, "wanted": "coupon"}
            yield Diagnostic(code="E0411", span=setting.span, label="category", args=args)
        elif without_order(subject) and (order := _order_fact(template)):
            args = {"template": template.name, "locale": template.locale, "name": order}
            yield Diagnostic(code="E0411", span=setting.span, label="order", args=args)
        elif first and not shows_code(template):
            args = {"template": template.name, "locale": template.locale}
            yield Diagnostic(code="E0806", span=setting.span, args=args)


def without_order(subject: Subject) -> bool:
    """Whether what the rule gives comes without an order of the receiver's own."""
    trigger = subject.rule.trigger
    return trigger is not None and (trigger.kind in PERSONAL or trigger.kind is TriggerKind.COUPON_REDEEMED)


def _order_fact(template: Template) -> str | None:
    """The first fact of an order that the mail names: it could not be written then (V4)."""
    texts = [read_liquid(part) for part in (template.subject, template.text, template.html) if part]
    return next((one for one in sorted(ORDER_PATHS) if any(text.names(one) for text in texts)), None)


def _templates(scene: Scene, send: Send) -> tuple[Template, ...]:
    return (scene.templates or {}).get(send.template, ())


def shows_code(template: Template, code: str = CODE) -> bool:
    """Whether every form of the mail carries the variable `code` (V4)."""
    parts = [template.text, *([template.html] if template.html else [])]
    return all(read_liquid(part).names(code) for part in parts)


def undisplayed(scene: Scene) -> list[str]:
    """What the `legal` block lacks for advertising (J3)."""
    legal: LegalDisplay = scene.settings.legal
    lines = {"name": legal.name, "address": legal.address, "contact": legal.contact}
    return [label for label, text in lines.items() if not text.strip()]
