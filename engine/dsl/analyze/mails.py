"""Mails that quiet hours hold back until what they carry is over (J15)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engine.dsl.analyze.money import Examples
from engine.dsl.analyze.one_rule import finding
from engine.dsl.analyze.reach import Ground
from engine.model.findings import Finding, FindingKind
from engine.model.program import CouponBody, Rule
from engine.values.calendar import instant, local_date


def look_at_mails(rules: Sequence[Rule], examples: Examples, ground: Ground) -> Iterator[Finding]:
    """Coupon rules with an order, at the start of the quiet hours or before, whose mail leaves too late."""
    for rule in rules:
        body, example = rule.body, examples.get(rule.name)
        if not isinstance(body, CouponBody) or not body.sends or example is None:
            continue
        for at in _moments(body, ground, example.at):
            event = replace(example, at=at)
            if ground.rehearsal.is_open(rule, at) and rule.name in ground.rehearsal.mails_late(event):
                yield finding(FindingKind.MAIL_TOO_LATE, rule, event)
                break


def _moments(body: CouponBody, ground: Ground, near: datetime) -> Iterator[datetime]:
    """When a message that waits would fall on the start of the quiet hours; the instant itself without any."""
    yield near
    quiet = ground.program.settings.quiet_from
    if quiet is None:
        return
    start = instant(local_date(near, ground.scene.zone), quiet, ground.scene.zone)
    for send in body.sends:
        wait = timedelta() if send.after is None else send.after.exact
        for day in range(2):
            yield start + timedelta(days=day) - wait
