"""The lists of a shop: one per product from the moment it exists, and those of its rules (S2.6-10, S2.13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from engine.model.catalog import Product, ProductKind
from engine.model.messages import ListBody, Segment, StepFrom
from engine.model.program import ChannelName, Program, Rule, Status
from engine.model.reader import PRODUCT_LIST, Enrolment, EnrolmentState, ListEntry
from engine.model.records import MessageState, StoredMessage
from engine.runtime.list_steps import keyed, step_due
from engine.runtime.messages import dedupe_key
from engine.service.engine import Engine

TAB_OF: Mapping[ProductKind, Segment] = {
    ProductKind.DOWNLOAD: Segment.BUYERS,
    ProductKind.SHIPPED: Segment.BUYERS,
    ProductKind.SUBSCRIPTION: Segment.SUBSCRIBERS,
    ProductKind.SEMINAR: Segment.SEMINAR,
    ProductKind.SALON: Segment.SALON,
    ProductKind.GIFT_CARD: Segment.BUYERS,
}
"""Under which tab the list of a product is found (S2.7-10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMoment:
    """A step of a reader: when it is or was due, and what became of it; `message` None: it is still to come."""

    channel: ChannelName
    template: str
    origin: StepFrom
    due: datetime | None  # None: the event has no date
    pending: bool
    message: StoredMessage | None = None

    @property
    def state(self) -> str:
        """`pending`, the state of its message, or `left_out`: it was past when the reader joined, or came later."""
        if self.message is not None:
            return MessageState(self.message.state).value
        return "pending" if self.pending else "left_out"


async def lists_of_shop(
    engine: Engine, shop: str, *, segment: Segment | None = None, sku: str | None = None
) -> tuple[ListEntry, ...]:
    """All lists, those of rules first, then those of products by sku; of one tab, or about one product.

    A list of a rule is about the products that its `when` line means, which is how one gets there from a product.
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return ()
    program = prepared.program
    found = [*_of_rules(program), *_of_products(program)]
    return tuple(one for one in found if segment in (None, one.segment) and (sku is None or sku in one.skus))


async def find_list(engine: Engine, shop: str, name: str) -> ListEntry | None:
    """One list by its name."""
    return next((one for one in await lists_of_shop(engine, shop) if one.name == name), None)


async def step_timeline(engine: Engine, shop: str, enrolment: Enrolment) -> tuple[StepMoment, ...]:
    """The steps of a reader in the order of the rule, under the rules of now."""
    prepared = await engine.programs.live(engine.store, shop)
    rule = None if prepared is None else prepared.list_rules.get(enrolment.list)
    if prepared is None or rule is None or not isinstance(rule.body, ListBody):
        return ()
    product = prepared.program.catalog.products.get(enrolment.sku)
    event_at = None if product is None else product.event_at
    zone = ZoneInfo(prepared.program.settings.zone)
    active = enrolment.state is EnrolmentState.ACTIVE
    moments = []
    for key, step in keyed(rule.body.steps):
        message = await engine.store.message_of(shop, dedupe_key(enrolment.id, key))
        moments.append(
            StepMoment(
                channel=step.channel,
                template=step.template,
                origin=step.origin,
                due=step_due(step, enrolment.joined_at, event_at, zone),
                pending=active and key in enrolment.pending,
                message=message,
            )
        )
    return tuple(moments)


def _of_rules(program: Program) -> list[ListEntry]:
    return [
        ListEntry(
            name=rule.name,
            title=rule.title or rule.name,
            segment=rule.body.segment,
            skus=_meant(rule, program),
            rule=rule.name,
        )
        for rule in sorted(program.rules, key=lambda rule: rule.name)
        if isinstance(rule.body, ListBody) and rule.status in (Status.LIVE, Status.PAUSED, Status.STOPPED)
    ]


def _of_products(program: Program) -> list[ListEntry]:
    return [_of_product(one) for _, one in sorted(program.catalog.products.items())]


def _of_product(product: Product) -> ListEntry:
    return ListEntry(
        name=PRODUCT_LIST + product.sku,
        title=product.name,
        segment=TAB_OF[product.kind],
        skus=(product.sku,),
    )


def _meant(rule: Rule, program: Program) -> tuple[str, ...]:
    trigger = rule.trigger
    if trigger is None:
        return ()
    return tuple(sku for sku, one in sorted(program.catalog.products.items()) if trigger.selector.picks(one))
