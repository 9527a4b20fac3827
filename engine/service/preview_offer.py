"""The page of an offer as a shopper would get it (S4.60): made by the code that decides about orders."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from engine.dsl.compile import compile_files
from engine.model.answers import RulesRefused
from engine.model.cart import Order, OrderState
from engine.model.catalog import Product, Sold
from engine.model.condition import ALWAYS
from engine.model.decision import Problem, Rejection
from engine.model.facts import Facts
from engine.model.offer import Buying, OfferBody
from engine.model.offer_instance import OfferInstance
from engine.model.program import Program, Rule, Status, Window, World
from engine.model.quote import RefusalReason
from engine.model.records import SourceFile
from engine.model.requests import CartRequest, LineRequest
from engine.runtime.after_purchase import brought_by
from engine.runtime.check_cart import check_cart
from engine.runtime.prepare import prepare
from engine.runtime.quote import price
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.read_cart import read_cart
from engine.service.rule_forms import with_draft
from engine.service.working_copy import working_copy

MOST_TRIGGERS = 100
"""Ways of buying that a preview may be tried with; of very many products the first by SKU."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A product and the plan that it is bought on; empty: bought once."""

    sku: str
    name: str
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCase:
    """What a preview is about: the rule, where it stands, and what is bought.

    `draft` is the text of a file that is open in an editor; without it the working copy, with `live` the live rules.
    `trigger` is a SKU and a plan (empty: once); without it the first that starts the rule. `order_id` is an order of
    the shop whose lines are bought.
    """

    rule: str
    draft: SourceFile | None = None
    live: bool = False
    trigger: tuple[str, str] | None = None
    order_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPreview:
    """The offer that the rule makes, or why it makes none; `triggers` are the ways of buying that may start it."""

    offer: OfferInstance | None
    reason: RefusalReason | None
    triggers: tuple[Bought, ...]
    chosen: Bought | None


async def preview_offer(
    engine: Engine, shop: str, case: OfferCase, *, language: str = "en"
) -> OfferPreview | RulesRefused | Rejection:
    """Make the offer for a purchase of now; limits, budgets, hours and conditions are taken as met. Stores nothing.

    NOT_FOUND for a rule that is no offer, and for an unknown order.
    """
    program = await _program(engine, shop, case, language)
    if not isinstance(program, Program):
        return program
    rule = next((one for one in program.rules if one.name == case.rule), None)
    if rule is None or not isinstance(rule.body, OfferBody):
        return Rejection(problem=Problem.NOT_FOUND, path=("rule",))
    triggers = tuple(_triggers(rule, rule.body, program))
    lines = await _lines(engine, shop, case, triggers)
    if isinstance(lines, Rejection):
        return lines
    if not lines:
        return OfferPreview(offer=None, reason=RefusalReason.NO_TARGET_IN_CART, triggers=(), chosen=None)
    made = await asyncio.to_thread(_make, engine, replace(program, rules=(_open(rule),)), lines)
    if isinstance(made, Rejection):
        return made
    offer, reason = made
    wanted = {(line.sku, line.plan) for line in lines}
    chosen = next((one for one in triggers if (one.sku, one.plan) in wanted), None)
    return OfferPreview(offer=offer, reason=reason, triggers=triggers, chosen=chosen)


async def _program(
    engine: Engine, shop: str, case: OfferCase, language: str
) -> Program | RulesRefused | Rejection:
    if case.live:
        prepared = await engine.programs.live(engine.store, shop)
        return prepared.program if prepared else Rejection(problem=Problem.NOT_FOUND, path=("live",))
    if case.draft is None:
        files = (await working_copy(engine, shop)).files
    else:
        files = await with_draft(engine, shop, case.draft)
    catalog = await engine.store.catalog(shop)
    compiled = await asyncio.to_thread(compile_files, files, catalog, complete=True)
    if compiled.program is None:
        return RulesRefused(checked=await check_sources(engine, shop, files, language=language))
    return compiled.program


def _triggers(rule: Rule, body: OfferBody, program: Program) -> Iterator[Bought]:
    """Ways of buying that fit the trigger and the pattern."""
    if rule.trigger is None:
        return
    products = (
        one for _, one in sorted(program.catalog.products.items()) if rule.trigger.selector.picks(one)
    )
    left = MOST_TRIGGERS
    for product in products:
        for bought in _ways(product, body.bought):
            if left == 0:
                return
            left -= 1
            yield bought


def _ways(product: Product, bought: Buying) -> Iterable[Bought]:
    if bought is Buying.ONCE:
        once = product.sold is not Sold.SUBSCRIPTION
        return (Bought(sku=product.sku, name=product.name),) if once else ()
    return (Bought(sku=product.sku, name=product.name, plan=plan.name) for plan in product.plans)


async def _lines(
    engine: Engine, shop: str, case: OfferCase, triggers: tuple[Bought, ...]
) -> tuple[LineRequest, ...] | Rejection:
    if case.order_id is not None:
        found = await engine.store.orders_by_id(shop, [case.order_id])
        if not found:
            return Rejection(problem=Problem.NOT_FOUND, path=("order",))
        bought = (line for line in found[0].order.cart.lines if not line.offer)
        return tuple(LineRequest(sku=line.sku, quantity=line.quantity, plan=line.plan) for line in bought)
    if case.trigger is not None:
        sku, plan = case.trigger
        return (LineRequest(sku=sku, quantity=1, plan=plan),)
    return tuple(LineRequest(sku=one.sku, quantity=1, plan=one.plan) for one in triggers[:1])


def _open(rule: Rule) -> Rule:
    """The rule as if its time had come and everybody might have it; what it shows stays."""
    return replace(
        rule,
        status=Status.LIVE,
        world=World.LIVE,
        condition=ALWAYS,
        window=Window(),
        limits=(),
        budget=None,
        experiment=None,
    )


def _make(
    engine: Engine, program: Program, lines: tuple[LineRequest, ...]
) -> tuple[OfferInstance | None, RefusalReason | None] | Rejection:
    now: datetime = engine.clock.now().astimezone(UTC)
    cart = read_cart(CartRequest(lines=lines), program, engine.limits, trusted=True)
    if isinstance(cart, Rejection):
        return cart
    rejection = check_cart(cart, program.catalog)
    if rejection is not None:
        return rejection
    order = Order(id="preview", state=OrderState.PAID, cart=cart, placed_at=now)
    choice = brought_by(price(prepare(program.without_experiments), cart, Facts(), now), order, ()).choice
    reason = next((one.reason for one in choice.passed_over), None)
    if choice.offer is None and reason is None:
        reason = RefusalReason.NO_TARGET_IN_CART  # nothing in the order starts the rule
    return choice.offer, None if choice.offer else reason
