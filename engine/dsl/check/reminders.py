"""Pass: a reminder comes while the cart lives, to people who agreed (E0703, E0804)."""

from collections.abc import Iterator

from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.messages import Need, ReminderBody
from engine.model.program import ChannelName, MessageClass


def check_reminder(subject: Subject) -> Iterator[Diagnostic]:
    """Its wait against the shop's `cart lifetime` (S3.15, D3.c), its messages against the law (S3.54, D3.f)."""
    body = subject.rule.body
    if not isinstance(body, ReminderBody):
        return
    lifetime = subject.scene.settings.cart_lifetime
    if lifetime and lifetime.exact <= body.after.exact:
        args = {"after": str(body.after), "lifetime": str(lifetime)}
        yield Diagnostic(code="E0703", span=subject.span("after"), args=args)
    if Need.CONSENT in body.needs:
        return
    for setting, send in zip(subject.settings.lines("send"), body.sends, strict=True):
        if send.channel is ChannelName.SMS:
            yield Diagnostic(code="E0804", span=setting.span)
            return
    if any(one.message_class is MessageClass.ESSENTIAL for one in body.sends):
        yield Diagnostic(code="E0804", span=subject.span("class"), label="essential")
