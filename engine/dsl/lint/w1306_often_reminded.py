"""W1306: a cart that may be reminded of more than once in three days: a series, `rearm`, or two rules (J15)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from engine.dsl.check.openings import apart
from engine.dsl.check.placed import Placed
from engine.dsl.check.subject import Subject
from engine.dsl.check.truth import can_be
from engine.model.condition import Group, Quantifier
from engine.model.diagnostic import Diagnostic, Note
from engine.model.messages import ReminderBody
from engine.model.program import Rule, Scope, Send, Status, TriggerKind

MANNERS = timedelta(days=3)
"""One reminder of a cart in this time is what shoppers put up with."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The messages of one rule, and when it takes up a cart again."""
    body = subject.rule.body
    if not isinstance(body, ReminderBody) or _is_capped(body):
        return
    unlimited = subject.scene.settings.cart_lifetime is None  # else W1304 says that `rearm` does nothing
    if body.rearm and body.rearm.exact < MANNERS and unlimited:
        yield Diagnostic(code="W1306", span=subject.span("rearm"), label="rearm", helps=("rearm",))
    close = next(
        (at for at, send in enumerate(body.sends) if any(_close(send, one) for one in body.sends[:at])), None
    )
    if close is not None:
        line = subject.settings.lines("send")[close]
        yield Diagnostic(code="W1306", span=line.span, label="series", helps=("series",))


def reminded_twice(ruled: Sequence[tuple[Placed, Rule]]) -> Iterator[Diagnostic]:
    """Two live rules that act on one cart; each rule is told of one other at most."""
    seen: dict[TriggerKind, list[tuple[Placed, Rule]]] = defaultdict(list)
    for placed, rule in ruled:
        if not isinstance(rule.body, ReminderBody) or rule.status is not Status.LIVE or rule.trigger is None:
            continue
        same = seen[rule.trigger.kind]
        other = next((one for one in same if _one_cart(rule, one[1])), None)
        same.append((placed, rule))
        if other:
            note = Note(span=other[0].block.header, label="other")
            # A note in another file would be drawn in this one.
            also = (note,) if other[0].path == placed.path else ()
            args = {"name": rule.name, "other": other[1].name}
            yield Diagnostic(
                code="W1306", span=placed.block.header, label="rules", args=args, also=also, helps=("rules",)
            )


def _is_capped(body: ReminderBody) -> bool:
    """Whether a `cap` lets one message through in three days at most."""
    return any(
        one.count == 1 and one.scope is Scope.CUSTOMER and (one.every is None or one.every.exact >= MANNERS)
        for one in body.caps
    )


def _close(send: Send, other: Send) -> bool:
    return abs(_wait(send) - _wait(other)) < MANNERS


def _wait(send: Send) -> timedelta:
    return send.after.exact if send.after else timedelta()


def _one_cart(rule: Rule, other: Rule) -> bool:
    """Whether one cart can get messages of both within three days."""
    one, two = rule.body, other.body
    if (
        not isinstance(one, ReminderBody)
        or not isinstance(two, ReminderBody)
        or rule.world is not other.world
    ):
        return False
    if not (one.to & two.to and one.pages & two.pages) or apart(rule.window, other.window):
        return False
    both = Group(quantifier=Quantifier.ALL, members=(rule.condition, other.condition))
    if not can_be(both, True):
        return False
    waits = [one.after.exact + _wait(send) for send in one.sends]
    return any(abs(wait - two.after.exact - _wait(send)) < MANNERS for wait in waits for send in two.sends)
