"""Pass: messages of reminders, lists and gift cards use templates made for them, at times that exist.

E0411, E0415, E0805, E0806; S3.12, S3.39, D2.d.
"""

from collections.abc import Iterator, Sequence

from engine.dsl.check.safety import shows_code, undisplayed
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody, Step, StepFrom
from engine.model.program import MessageClass, Send, TriggerKind
from engine.model.selector import SelectBy
from engine.vocabulary.template_variables import GIFT_CARD_CODE
from engine.vocabulary.word import Setting


def check_sent(subject: Subject) -> Iterator[Diagnostic]:
    """Category and class of every template, and the shop's legal display for advertising (J3)."""
    label, sent = _sent(subject)
    if not sent:
        return
    advertising = any(one.message_class is MessageClass.ADVERTISING for one in sent)
    if advertising and (missing := undisplayed(subject.scene)):
        args = {"missing": "\n".join(missing)}
        yield Diagnostic(code="E0805", span=subject.span("class"), label="shop", args=args)
    for index, setting in enumerate(subject.settings.lines(label)):
        yield from _templates(subject, setting, sent[index], first=index == 0)
        yield from _undated(subject, setting, sent[index])


def _undated(subject: Subject, setting: Setting, send: Send | Step) -> Iterator[Diagnostic]:
    """A step that counts from the date of an event, for a product that has none: it would never leave."""
    catalog, trigger = subject.scene.catalog, subject.rule.trigger
    if not isinstance(send, Step) or send.origin is StepFrom.JOIN or catalog is None or trigger is None:
        return
    chosen = trigger.selector
    named = chosen.names if chosen.by is SelectBy.PRODUCT else frozenset()
    undated = sorted(sku for sku in named & catalog.products.keys() if catalog.products[sku].event_at is None)
    if undated:
        yield Diagnostic(code="E0415", span=setting.span, args={"product": undated[0]})


def _sent(subject: Subject) -> tuple[str, Sequence[Send | Step]]:
    match subject.rule.body:
        case ReminderBody(sends=sends) | GiftCardBody(sends=sends):
            return "send", sends
        case ListBody(steps=steps):
            return "step", steps
        case _:
            return "", ()


def _wanted(subject: Subject) -> str:
    """The only category of templates that a rule can use."""
    match subject.rule.body:
        case ReminderBody():
            trigger = subject.rule.trigger
            form = trigger is not None and trigger.kind is TriggerKind.FORM_ABANDONED
            return "remarketing" if form else "abandonment"
        case ListBody():
            return "follow"
        case _:
            return "giftcard"


def _templates(subject: Subject, setting: Setting, send: Send | Step, *, first: bool) -> Iterator[Diagnostic]:
    wanted = _wanted(subject)
    for template in (subject.scene.templates or {}).get(send.template, ()):
        args = {"template": template.name, "locale": template.locale, "wanted": wanted}
        if template.category != wanted:
            args["found"] = template.category
            yield Diagnostic(code="E0411", span=setting.span, label="category", args=args)
        elif template.message_class is not send.message_class:
            args["found"] = template.message_class.value
            yield Diagnostic(code="E0411", span=setting.span, args=args)
        elif first and wanted == "giftcard" and not shows_code(template, GIFT_CARD_CODE):
            yield Diagnostic(code="E0806", span=setting.span, args=args, helps=("giftcard",))
