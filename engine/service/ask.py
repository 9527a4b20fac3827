"""Everything the API reads: thin functions over the store, batch variants for loaders included."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from engine.dsl.compile import RULE_FILE
from engine.dsl.parser import parse_file
from engine.dsl.planning.labels import label_title
from engine.model.answers import RuleOutline, WordEntry
from engine.model.backlog import Backlog
from engine.model.catalog import Catalog
from engine.model.channel_state import ChannelState, ResumeRequest
from engine.model.consent import ConsentEntry, ConsentWanted, Permission, Suppression
from engine.model.data_subject import Erasure
from engine.model.effects import Metric
from engine.model.facts import CouponState
from engine.model.job import Job, JobKind
from engine.model.program import ShopSettings
from engine.model.reader import Composition, Enrolment, ListFigures, ReadersWanted
from engine.model.records import (
    EVERY_ENTRY,
    AuditEntry,
    AuditWanted,
    MessageState,
    Page,
    Redemption,
    Revision,
    Shop,
    StatRow,
    StoredCoupon,
    StoredMessage,
    StoredOrder,
    TokenRecord,
)
from engine.model.refund import Refund
from engine.model.review import Review, ReviewState
from engine.model.rule_parts import ChannelName
from engine.model.saved_cart import Recovery, SavedCart, YesNo
from engine.model.shop_profile import ShopProfile
from engine.model.staff import StaffMember, StaffSession
from engine.model.webhook import DeliveryState, WebhookDelivery, WebhookEndpoint
from engine.service.engine import Engine
from engine.service.outline_rules import outline_rules
from engine.vocabulary.registry import LINES, places_of, required_in

Row = TypeVar("Row")

MAIN_SHOP = "main"


async def shop(engine: Engine, shop: str) -> Shop | None:
    """The shop, if there is one of that id."""
    return await engine.store.shop(shop)


async def only_shop(engine: Engine) -> str:
    """The shop that is meant where none is named: the only one; else `main`."""
    found = await engine.store.shops()
    return found[0].id if len(found) == 1 else MAIN_SHOP


async def shops(engine: Engine) -> tuple[Shop, ...]:
    """Every shop of this installation; for the command line only."""
    return await engine.store.shops()


async def catalog(engine: Engine, shop: str) -> Catalog:
    """What the shop sells."""
    return await engine.store.catalog(shop)


async def settings(engine: Engine, shop: str) -> ShopSettings:
    """Settings of the live rules, or the defaults."""
    prepared = await engine.programs.recent(engine.store, shop, engine.clock.now())
    return ShopSettings() if prepared is None else prepared.program.settings


async def live_rules(engine: Engine, shop: str) -> tuple[RuleOutline, ...]:
    """The rules of the live revision, in the order of its files; none when nothing is published."""
    head = await engine.store.shop(shop)
    if head is None or head.live_revision is None:
        return ()
    stored = await engine.store.revision(shop, head.live_revision)
    if stored is None:
        return ()
    program = await engine.programs.of_revision(engine.store, shop, stored.number, engine.clock.now())
    return outline_rules(
        program, (parse_file(file.path, file.text) for file in stored.files if file.path.endswith(RULE_FILE))
    )


async def revision(engine: Engine, shop: str, number: int) -> Revision | None:
    """One revision with its files."""
    return await engine.store.revision(shop, number)


async def reviews(
    engine: Engine, shop: str, page: Page, *, state: ReviewState | None = None
) -> tuple[Review, ...]:
    """Reviews of releases, newest first."""
    return await engine.store.reviews(shop, page, state=state)


async def revisions(engine: Engine, shop: str, page: Page) -> tuple[Revision, ...]:
    """Revisions, newest first."""
    return await engine.store.revisions(shop, page)


async def coupons(  # noqa: PLR0913 - what a list may be narrowed by
    engine: Engine,
    shop: str,
    page: Page,
    *,
    rule: str | None = None,
    email: str | None = None,
    state: CouponState | None = None,
    order_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[StoredCoupon, ...]:
    """Coupons, newest first; `email` in comparable form, issued in `[since, until)`."""
    return await engine.store.coupons(
        shop, page, rule=rule, email=email, state=state, order_id=order_id, since=since, until=until
    )


async def coupons_by_id(engine: Engine, shop: str, ids: Sequence[str]) -> Mapping[str, StoredCoupon]:
    """Coupons by id; unknown ids are missing."""
    return {found.fact.id: found for found in await engine.store.coupons_by_id(shop, ids)}


async def refunds_of_orders(
    engine: Engine, shop: str, order_ids: Sequence[str]
) -> Mapping[str, tuple[Refund, ...]]:
    """What was given back of orders, by order."""
    found = await engine.store.refunds_of_orders(shop, order_ids)
    return _grouped((refund.order_id, refund) for refund in found)


async def coupons_of_orders(
    engine: Engine, shop: str, order_ids: Sequence[str]
) -> Mapping[str, tuple[StoredCoupon, ...]]:
    """What each order earned; an order that earned nothing is missing."""
    found = await engine.store.coupons_of_orders(shop, order_ids)
    return _grouped((coupon.order_id, coupon) for coupon in found)


async def orders(
    engine: Engine, shop: str, page: Page, *, email: str | None = None, recovered: YesNo = YesNo.ANY
) -> tuple[StoredOrder, ...]:
    """Orders, newest first; `email` in comparable form, `recovered` ones came through a reminder's link (S3.32)."""
    return await engine.store.orders(shop, page, email=email, recovered=recovered)


async def recoveries_of_orders(engine: Engine, shop: str, order_ids: Sequence[str]) -> Mapping[str, Recovery]:
    """What brought each of these orders; most have nothing."""
    return {one.order_id: one for one in await engine.store.recoveries_of_orders(shop, order_ids)}


async def left_carts_of(engine: Engine, shop: str, keys: Sequence[str]) -> Mapping[str, SavedCart]:
    """The cart that each of these customers left last and has not bought."""
    found: dict[str, SavedCart] = {}
    for cart in sorted(await engine.store.left_carts_of(shop, keys), key=lambda one: one.seen_at):
        buyer = cart.cart.buyer
        for key in (buyer.email, None if buyer.external_id is None else f"id:{buyer.external_id}"):
            if key is not None:
                found[key] = cart
    return found


async def orders_by_id(engine: Engine, shop: str, ids: Sequence[str]) -> Mapping[str, StoredOrder]:
    """Orders by the shop's own id; unknown ids are missing."""
    return {found.order.id: found for found in await engine.store.orders_by_id(shop, ids)}


async def redemptions(
    engine: Engine, shop: str, page: Page, *, rule: str | None = None, order_id: str | None = None
) -> tuple[Redemption, ...]:
    """Uses of coupons and grants of rules, newest first."""
    return await engine.store.redemptions(shop, page, rule=rule, coupon_ids=None, order_id=order_id)


async def redemptions_of_coupons(
    engine: Engine, shop: str, coupon_ids: Sequence[str], *, most: int = 1000
) -> Mapping[str, tuple[Redemption, ...]]:
    """Uses of each coupon, newest first, `most` in all; a coupon without one is missing."""
    found = await engine.store.redemptions(
        shop, Page(limit=most), rule=None, coupon_ids=coupon_ids, order_id=None
    )
    return _grouped((one.coupon_id, one) for one in found if one.coupon_id is not None)


async def messages(  # noqa: PLR0913 - one argument per filter
    engine: Engine,
    shop: str,
    page: Page,
    *,
    state: MessageState | None = None,
    order_id: str | None = None,
    coupon_id: str | None = None,
    rule: str | None = None,
) -> tuple[StoredMessage, ...]:
    """Messages, newest first, with the reason of each that was not sent; of a rule or list under all its names."""
    rules = None if rule is None else await _all_names(engine, shop, rule)
    return await engine.store.messages(
        shop, page, state=state, order_id=order_id, coupon_id=coupon_id, rules=rules
    )


async def _all_names(engine: Engine, shop: str, rule: str) -> tuple[str, ...]:
    prepared = await engine.programs.live(engine.store, shop)
    rules = () if prepared is None else prepared.program.rules
    return next(((one.name, *one.was) for one in rules if one.name == rule), (rule,))


async def backlog(engine: Engine) -> Backlog:
    """What waits to be done, in all shops together."""
    return await engine.store.backlog()


async def stats(
    engine: Engine,
    shop: str,
    *,
    since: date,
    until: date,
    rules: Sequence[str] | None = None,
    metrics: Sequence[Metric] | None = None,
) -> tuple[StatRow, ...]:
    """Daily figures in `[since, until)` of shop-local days."""
    return await engine.store.stats(shop, rules, since, until, metrics)


async def audit(
    engine: Engine, shop: str, page: Page, wanted: AuditWanted = EVERY_ENTRY
) -> tuple[AuditEntry, ...]:
    """Who changed what, newest first."""
    return await engine.store.audit(shop, page, wanted)


async def jobs(engine: Engine, shop: str, page: Page, *, kind: JobKind | None) -> tuple[Job, ...]:
    """Long work, newest first."""
    return await engine.store.jobs(shop, page, kind=kind)


async def job(engine: Engine, shop: str, job_id: str) -> Job | None:
    """One job, or None."""
    return await engine.store.job(shop, job_id)


async def webhook_endpoints(engine: Engine, shop: str) -> tuple[WebhookEndpoint, ...]:
    """Endpoints of webhooks, by name."""
    return await engine.store.webhook_endpoints(shop)


async def webhook_endpoint(engine: Engine, shop: str, endpoint_id: str) -> WebhookEndpoint | None:
    """One endpoint of a shop."""
    known = await engine.store.webhook_endpoints(shop)
    return next((one for one in known if one.id == endpoint_id), None)


async def webhook_deliveries(
    engine: Engine, shop: str, page: Page, *, endpoint_id: str | None, state: DeliveryState | None
) -> tuple[WebhookDelivery, ...]:
    """What is or was on its way to endpoints."""
    return await engine.store.webhook_deliveries(shop, page, endpoint_id=endpoint_id, state=state)


async def tokens(engine: Engine, shop: str) -> tuple[TokenRecord, ...]:
    """API tokens, without their secrets."""
    return await engine.store.tokens(shop)


async def count(engine: Engine, shop: str, what: str) -> int:
    """How many "coupons", "orders", "redemptions" or "messages" there are; costs a scan, so only when asked for."""
    return await engine.store.counts(shop, what)


def words() -> tuple[WordEntry, ...]:
    """Every line of the language, in canonical order."""
    return tuple(
        WordEntry(
            label=word.label,
            places=tuple(places_of(word.label)),
            doc=word.doc,
            example=word.example,
            widget=word.widget,
            required=tuple(place for place in places_of(word.label) if word.label in required_in(place)),
            repeats=word.repeats,
        )
        for word in LINES
    )


def line_title(label: str, language: str) -> str:
    """What a line is called: `割引` for `discount` in `ja`; the label itself when it has no other name."""
    return label_title(label, language)


def _grouped(pairs: Iterable[tuple[str, Row]]) -> Mapping[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


async def staff(engine: Engine, shop: str) -> tuple[StaffMember, ...]:
    """Who works for a shop, oldest first."""
    return await engine.store.staff(shop)


async def staff_member(engine: Engine, shop: str, staff_id: str) -> StaffMember | None:
    """Somebody by id."""
    return next((one for one in await engine.store.staff(shop) if one.id == staff_id), None)


async def sessions(engine: Engine, member: StaffMember) -> tuple[StaffSession, ...]:
    """Where somebody is signed in, newest first."""
    return await engine.store.sessions(member.shop, member.id, engine.clock.now())


async def has_sample(engine: Engine, shop: str) -> bool:
    """Whether the shop shows sample data."""
    return await engine.store.has_sample(shop)


async def shop_profile(engine: Engine, shop: str) -> ShopProfile:
    """Settings of a shop outside its rule text."""
    return await engine.store.shop_profile(shop)


# -- lists, consent, channels


async def channel_states(engine: Engine, shop: str) -> tuple[tuple[ChannelState, bool], ...]:
    """Each channel, and whether this installation can send by it."""
    states = [await engine.store.channel_state(shop, one) for one in ChannelName]
    return tuple((one, engine.channels.live.get(one.channel) is not None) for one in states)


async def resume_requests(engine: Engine, shop: str, page: Page) -> tuple[ResumeRequest, ...]:
    """Requests to use a channel again, newest first."""
    return await engine.store.resume_requests(shop, page)


async def enrolments(engine: Engine, shop: str, page: Page, wanted: ReadersWanted) -> tuple[Enrolment, ...]:
    """Enrolments, newest first."""
    return await engine.store.enrolments(shop, page, wanted)


async def enrolment(engine: Engine, shop: str, enrolment_id: str) -> Enrolment | None:
    """One enrolment."""
    return await engine.store.enrolment(shop, enrolment_id)


async def list_figures(engine: Engine, shop: str, lists: Sequence[str]) -> tuple[ListFigures, ...]:
    """How many readers stand where."""
    return await engine.store.list_figures(shop, lists)


async def compositions(
    engine: Engine, shop: str, page: Page, to: str | None = None
) -> tuple[Composition, ...]:
    """Messages to lists, newest first; those to the list `to` under all its names."""
    lists = None if to is None else await _all_names(engine, shop, to)
    return await engine.store.compositions(shop, page, lists)


async def consents(engine: Engine, shop: str, page: Page, wanted: ConsentWanted) -> tuple[ConsentEntry, ...]:
    """The ledger of consents, newest first."""
    return await engine.store.consents(shop, page, wanted)


async def erasures(engine: Engine, shop: str, page: Page) -> tuple[Erasure, ...]:
    """Erasures of people, newest first."""
    return await engine.store.erasures(shop, page)


async def permission(engine: Engine, shop: str, channel: ChannelName, address: str) -> Permission | None:
    """Where an address stands now."""
    return await engine.store.permission(shop, channel, address)


async def suppressions(
    engine: Engine, shop: str, page: Page, *, channel: ChannelName | None, address: str | None
) -> tuple[Suppression, ...]:
    """Addresses that are not written to, newest first."""
    return await engine.store.suppressions(shop, page, channel=channel, address=address)
