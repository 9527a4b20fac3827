"""W1304: `rearm` although carts do not live forever, so that none is there to be reminded of again (S3.16)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.messages import ReminderBody


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The `rearm` line of a reminder."""
    body, lifetime = subject.rule.body, subject.scene.settings.cart_lifetime
    if isinstance(body, ReminderBody) and body.rearm and lifetime:
        yield Diagnostic(code="W1304", span=subject.span("rearm"), args={"lifetime": str(lifetime)})
