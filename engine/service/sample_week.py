"""A believable week for a shop that has none yet, and its removal without a trace."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from engine.delivery.inbox import Inbox
from engine.delivery.registry import Channels
from engine.model.answers import Published
from engine.model.catalog import Product
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Actor, Page, Revision, Shop
from engine.model.sample import Sample, is_sample_order
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.programs import ProgramCache
from engine.service.publish import publish
from engine.service.refused_memory import RefusedMemory
from engine.service.sample_story import BY_SAMPLE, EARLIER, Story
from engine.service.waker import NoWaker
from engine.store.connect import open_store
from engine.store.port import Store

SEED = 20260521
EVERYTHING = Page(limit=100_000)
MOST_PRODUCTS = 20


async def create_sample_week(engine: Engine, shop: str, *, actor: Actor, seed: int = SEED) -> int | Rejection:
    """Add a week of made-up orders up to now, decided by the live rules; returns how many orders.

    It is played on a store of its own, so nothing leaves and nothing real is touched: no limit, budget or customer.
    STATE_NOT_ALLOWED when the shop has one already, NOT_FOUND without live rules or products.
    """
    head = await engine.store.shop(shop)
    live = None if head is None or head.live_revision is None else head.live_revision
    revision = None if live is None else await engine.store.revision(shop, live)
    catalog = await engine.store.catalog(shop)
    products = tuple(catalog.products[sku] for sku in sorted(catalog.products))[:MOST_PRODUCTS]
    if head is None or revision is None or not products:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    if await engine.store.has_sample(shop):
        return Rejection(problem=Problem.STATE_NOT_ALLOWED)
    played = await _play(engine, head, revision, products, seed)
    if isinstance(played, Rejection):
        return played
    sample = await _sample(played, shop, revision.number)
    added = await engine.store.add_sample(shop, sample, actor, engine.clock.now())
    return len(sample.orders) if added else Rejection(problem=Problem.STATE_NOT_ALLOWED)


async def remove_sample_week(engine: Engine, shop: str, *, actor: Actor) -> bool:
    """Remove the made-up week; all figures are then what they were without it. False when there is none."""
    return await engine.store.remove_sample(shop, actor, engine.clock.now())


async def _play(
    engine: Engine, head: Shop, revision: Revision, products: tuple[Product, ...], seed: int
) -> Store | Rejection:
    store = open_store("memory://")
    inbox = Inbox(keep=store.keep_mail)
    clock = VirtualClock(engine.clock.now() - EARLIER - timedelta(hours=1))
    stage = replace(
        engine,
        store=store,
        clock=clock,
        channels=Channels(live={ChannelName.EMAIL: inbox}, inbox=inbox),
        waker=NoWaker(),
        programs=ProgramCache(),
        refused=RefusedMemory(),
        random=Random(seed),  # noqa: S311 - made up on purpose, the same every time
    )
    await store.add_shop(Shop(id=head.id, name=head.name, created_at=clock.now()))
    currency = (await engine.store.catalog(head.id)).currency
    await store.save_products(head.id, products, (), currency, BY_SAMPLE, clock.now())
    published = await publish(stage, head.id, revision.files, expected=None, actor=BY_SAMPLE)
    if not isinstance(published, Published):
        return Rejection(problem=Problem.RULES_REFUSED)
    program = await stage.programs.of_revision(store, head.id, published.revision.number, clock.now())
    here = engine.clock.now().astimezone(ZoneInfo(program.settings.zone))
    dice = Random(seed)  # noqa: S311 - as above
    triggers = [rule.trigger for rule in program.rules if rule.trigger is not None]
    awaited = tuple(one for one in products if any(trigger.selector.picks(one) for trigger in triggers))
    story = Story(
        engine=stage,
        clock=clock,
        shop=head.id,
        products=products,
        awaited=awaited,
        now=here,
        dice=dice,
    )
    await story.play()
    return store


async def _sample(store: Store, shop: str, live: int) -> Sample:
    messages = await store.messages(shop, EVERYTHING, state=None, order_id=None, coupon_id=None)
    coupons = await store.coupons(shop, EVERYTHING, rule=None, email=None, state=None)
    orders = await store.orders(shop, EVERYTHING, email=None)
    return Sample(
        orders=tuple(replace(one, revision=live) for one in orders),
        coupons=tuple(replace(one, revision=live) for one in coupons if is_sample_order(one.order_id)),
        redemptions=await store.redemptions(shop, EVERYTHING, rule=None, coupon_ids=None, order_id=None),
        messages=tuple(
            replace(one, revision=live)
            for one in messages
            if one.sent_at is not None and is_sample_order(one.order.order_id)
        ),
        mails=await store.inbox(shop, EVERYTHING),
        figures=await store.stats(shop, None, date.min, date.max, None),
    )
