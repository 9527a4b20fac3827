"""W1303: a message is to leave at a time that lies in the shop's quiet hours."""

from collections.abc import Iterator
from datetime import time

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.messages import Step
from engine.model.program import Send


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every `send` and `step` line with a time of day."""
    shop = subject.scene.settings
    since, until = shop.quiet_from, shop.quiet_to
    if since is None or until is None:
        return
    for label in ("send", "step"):
        for setting in subject.settings.lines(label):
            sent = setting.value
            if isinstance(sent, Send | Step) and sent.at is not None and _inside(sent.at, since, until):
                args = {"at": f"{sent.at:%H:%M}", "until": f"{until:%H:%M}"}
                yield Diagnostic(code="W1303", span=setting.span, args=args)


def _inside(at: time, since: time, until: time) -> bool:
    return since <= at < until if since < until else at >= since or at < until
