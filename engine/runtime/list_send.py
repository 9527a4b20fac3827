"""A message that staff wrote goes to the readers of a list; and what timers of lists have to know (S2.3, S2.17)."""

from collections.abc import Iterator
from datetime import datetime

from engine.model.effects import Effect, SendMessage
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import Facts
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.reader import Composition, Enrolment
from engine.runtime.list_run import AT_ONCE, next_page
from engine.runtime.messages import after_quiet, dedupe_key, recipient_of
from engine.runtime.prepare import Prepared

COMPOSED = "composed:"
"""Before the id of a message to a list, where other messages name their template."""


def send_effects(prepared: Prepared, event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """A message that staff wrote goes to the readers of a list, once per address, a page at a time (S2.3)."""
    composition_id, _, _ = event.subject.partition("/")
    written = facts.compositions.get(composition_id)
    if written is None:
        return
    for one in facts.enrolments.values():
        recipient = recipient_of(written.channel, one.buyer)
        if recipient is not None and not one.test:
            yield _composed(prepared, written, one, recipient, event.at)
    yield from next_page(event, TimerKind.LIST_SEND, f"{composition_id}/", facts)


def _composed(
    prepared: Prepared, written: Composition, one: Enrolment, recipient: str, at: datetime
) -> SendMessage:
    return SendMessage(
        dedupe_key=dedupe_key(written.id, recipient),
        rule=written.list,
        channel=written.channel,
        template=COMPOSED + written.id,
        message_class=written.message_class,
        recipient=recipient,
        locale=one.locale,
        due=after_quiet(prepared, written.channel, written.message_class, at),
        send_before=None,
        coupon_id=None,
        order_id=one.order_id or None,
        enrolment_id=one.id,
    )


def list_needs(
    event: TimerCame, prepared: Prepared
) -> tuple[EnrolmentNeed | EnrolmentsNeed | CompositionNeed, ...]:
    """What a timer of lists has to know first."""
    if event.kind is TimerKind.LIST_STEP:
        return (EnrolmentNeed(enrolment_id=event.subject),)
    if event.kind is TimerKind.LISTS_PLAN:
        names = tuple(sorted(prepared.list_rules))
        return (EnrolmentsNeed(lists=names, after=event.subject, limit=AT_ONCE),) if names else ()
    return (CompositionNeed(composition_id=event.subject.partition("/")[0]),)


def readers_need(prepared: Prepared, event: TimerCame, facts: Facts) -> tuple[EnrolmentsNeed, ...]:
    """The readers of the list that a message goes to, those who joined it under a former name too."""
    composition_id, _, after = event.subject.partition("/")
    written = facts.compositions.get(composition_id)
    if written is None:
        return ()
    rule = prepared.list_rules.get(written.list)
    names = (written.list,) if rule is None else tuple(sorted({written.list, rule.name, *rule.was}))
    return (EnrolmentsNeed(lists=names, after=after, limit=AT_ONCE),)
