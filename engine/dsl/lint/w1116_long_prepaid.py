"""W1116: a paid gift card that lives longer than six months falls under the Payment Services Act (J9)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.gift_card import Consideration, GiftCardBody
from engine.model.rule_parts import Validity
from engine.values.duration import Unit

MONTHS = 6
DAYS = 180
"""No six months are shorter than 181 days, and the day of issue counts."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The `valid` line of a card whose balance was paid for, in a shop that sells for yen."""
    body = subject.rule.body
    if not isinstance(body, GiftCardBody) or body.consideration is Consideration.FREE:
        return
    if subject.scene.settings.currency == "JPY" and _is_long(body.validity):
        yield Diagnostic(code="W1116", span=subject.span("valid"))


def _is_long(validity: Validity) -> bool:
    if validity.days is not None:
        return validity.days > DAYS
    if validity.wait is not None:
        wait = validity.wait
        return wait.count > MONTHS if wait.unit is Unit.MONTH else wait.exact.days > DAYS
    return validity.until is None
