"""`test` blocks are played: the use cases of earnest, over virtual time, and nothing leaves (language.md §6)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from engine.model.answers import FailedExpectation, OrderRecordedAnswer, PlayedTest
from engine.model.cart import OrderState
from engine.model.catalog import Product
from engine.model.decision import Problem, Rejection
from engine.model.events import RefusedCodes
from engine.model.program import Program, TriggerKind
from engine.model.refund import RefundLine, RefundWish
from engine.model.requests import (
    BuyerRequest,
    CartRequest,
    CustomerRequest,
    LineRequest,
    OrderRequest,
    RefundRequest,
)
from engine.model.selector import SelectBy, Selector
from engine.model.timeline import (
    At,
    Do,
    EnterCustomer,
    ExpectMessage,
    ExpectPrice,
    ExpectRule,
    GiveArm,
    Press,
    Step,
    Timeline,
    Wait,
)
from engine.service.judge import judge
from engine.service.play_card import code_of_card, newest_card, pin_of_card
from engine.service.play_cart import leave
from engine.service.play_offer import look_at_orders, press
from engine.service.record_customer import record_customer
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from engine.service.stage import BY_TEST, SHOP, Stage, open_stage
from engine.values.calendar import later
from engine.values.money import allocate
from engine.vocabulary.groups import ABANDONED

TELEPHONE = "+819000000000"
"""Of every buyer in a test, so that SMS have somewhere to go."""

SHIPPING = 500
"""Minor units that an order of goods that are shipped pays for it, so that free shipping can be tested."""


async def run_tests(
    program: Program, tests: Iterable[Timeline], *, trace: bool = False
) -> tuple[PlayedTest, ...]:
    """Play each test in a world of its own, in order; `program` has the catalogue to sell from.

    With `trace` each answer holds what every decision looked at, for `coverage_of`.
    """
    return tuple([await _run(program, test, trace=trace) for test in tests])


async def _run(program: Program, test: Timeline, *, trace: bool) -> PlayedTest:
    stage = await open_stage(program, trace=trace)
    failures: list[FailedExpectation] = []
    for step in test.steps:
        failed = await _play(stage, step)
        if failed is not None:
            failures.append(failed)
    return PlayedTest(
        name=test.name,
        path=test.path,
        line=test.line,
        failures=tuple(failures),
        timeline=tuple(stage.timeline),
        trace=tuple(stage.store.trace),
    )


async def _play(stage: Stage, step: Step) -> FailedExpectation | None:
    match step:
        case At():
            if stage.timeline and step.at > stage.now:
                await stage.move_to(step.at)
            else:
                stage.clock.set(step.at)
            stage.tell(step.line, "the time is set")
        case EnterCustomer():
            await stage.enter(step)
        case GiveArm():
            stage.give(step)
        case Do():
            return await _do(stage, step)
        case Press():
            return await press(stage, step)
        case Wait():
            await stage.forget_sent()
            await stage.move_to(later(stage.now, step.wait, stage.zone))
            await look_at_orders(stage)
            stage.tell(step.line, f"{step.wait} passed")
        case ExpectRule() | ExpectMessage() | ExpectPrice():
            return await judge(stage, step)
        case _:
            assert_never(step)
    return None


async def _do(stage: Stage, do: Do) -> FailedExpectation | None:
    await stage.forget_sent()
    email = stage.email if do.by is None else stage.comparable(do.by)
    if do.trigger is TriggerKind.CUSTOMER_JOINED:
        return await _join(stage, do, email)
    if do.trigger is TriggerKind.REFUND_APPROVED:
        return await _refund(stage, do)
    if do.trigger in ABANDONED:
        return await _leave(stage, do, email)
    stage.orders += 1
    codes = list(do.codes)
    if do.coupon is not None:
        coupon = await stage.newest_coupon(do.coupon, stage.email)
        if coupon is None:
            return _cannot(stage, do, f"{stage.email} has no coupon of {do.coupon}")
        codes.append(stage.code_of(coupon))
    cards: list[tuple[str, str]] = []  # code and PIN
    if do.gift_card is not None:
        card = await newest_card(stage, do.gift_card)
        if card is None:
            return _cannot(stage, do, f"{stage.email} has no gift card of {do.gift_card}")
        cards.append((code_of_card(stage, card), pin_of_card(stage, card)))
    lines = _lines(stage.program, do)
    if not lines:
        return _cannot(stage, do, "no product in the catalogue fits")
    answer = await record_order(stage.engine, SHOP, _order(stage, email, codes, lines, cards), actor=BY_TEST)
    stage.last = answer
    if isinstance(answer, Rejection):
        return _cannot(stage, do, f"the order was refused: {answer.problem}")
    await stage.settle()
    stage.tell(do.line, _told(answer, email))
    return None


async def _leave(stage: Stage, do: Do, email: str) -> FailedExpectation | None:
    told = await leave(stage, do.trigger, email, _lines(stage.program, do))
    if not told:
        return _cannot(stage, do, "the cart was refused")
    stage.tell(do.line, told)
    return None


async def _refund(stage: Stage, do: Do) -> FailedExpectation | None:
    """What is named of the last order comes back, or all of it."""
    stage.refunds += 1
    named = () if do.selector is None else products_of(stage.program, do.selector)
    wish = RefundWish(lines=tuple(RefundLine(sku=one.sku) for one in named))
    order_id, refund_id = f"order-{stage.orders}", f"refund-{stage.refunds}"
    request = RefundRequest(order_id=order_id, refund_id=refund_id, wish=replace(wish, as_gift_card=True))
    answer = await refund_order(stage.engine, SHOP, request, actor=BY_TEST)
    if isinstance(answer, Rejection) and answer.problem is Problem.CARD_REFUSED:
        # No rule gives a card for this refund: then it is one in money.
        answer = await refund_order(stage.engine, SHOP, replace(request, wish=wish), actor=BY_TEST)
    if isinstance(answer, Rejection):
        why = f"the refund was refused: {answer.problem}"
        stage.tell(do.line, why)
        return FailedExpectation(line=do.line, expected="the refund is made", got=why)
    await stage.settle()
    stage.tell(do.line, f"{order_id} was refunded")
    return None


async def _join(stage: Stage, do: Do, email: str) -> FailedExpectation | None:
    request = CustomerRequest(buyer=BuyerRequest(email=email, member=True), joined_at=stage.now)
    answer = await record_customer(stage.engine, SHOP, request, actor=BY_TEST)
    if isinstance(answer, Rejection):
        return _cannot(stage, do, f"the customer was refused: {answer.problem}")
    await stage.settle()
    stage.last = None
    stage.tell(do.line, f"{email} joined")
    return None


def _order(
    stage: Stage,
    email: str,
    codes: Sequence[str],
    lines: tuple[LineRequest, ...],
    cards: Sequence[tuple[str, str]],
) -> OrderRequest:
    products = stage.program.catalog.products
    ships = any(products[line.sku].requires_shipping for line in lines)
    cart = CartRequest(
        lines=lines,
        buyer=BuyerRequest(email=email, phone=TELEPHONE, member=stage.member),
        codes=tuple(codes),
        gift_cards=tuple(code for code, _ in cards),
        pins=tuple(cards),
        shipping=SHIPPING if ships else 0,
    )
    return OrderRequest(
        id=f"order-{stage.orders}",
        state=OrderState.PAID,
        cart=cart,
        refused_codes=RefusedCodes.RECORD,  # as a buyer would: the order goes through, the code does nothing
    )


def _lines(program: Program, do: Do) -> tuple[LineRequest, ...]:
    bought = tuple(products_of(program, do.selector))
    if not bought or do.total is None:
        return tuple(LineRequest(sku=one.sku, quantity=do.quantity, plan=do.plan) for one in bought)
    weights = [product.price for product in bought]
    prices = allocate(do.total, weights if any(weights) else [1] * len(bought))
    return tuple(
        line for product, price in zip(bought, prices, strict=True) for line in _priced(product, price, do)
    )


def _priced(product: Product, price: int, do: Do) -> Iterator[LineRequest]:
    """So many pieces that cost `price` together; where it does not divide, some cost one minor unit more."""
    each, dearer = divmod(price, do.quantity)
    if dearer:
        yield LineRequest(sku=product.sku, quantity=dearer, unit_price=each + 1, plan=do.plan)
    yield LineRequest(sku=product.sku, quantity=do.quantity - dearer, unit_price=each, plan=do.plan)


def products_of(program: Program, selector: Selector | None) -> Iterable[Product]:
    """One piece of each named product, or one product that fits what is asked for."""
    products = program.catalog.products
    if selector is not None and selector.by is SelectBy.PRODUCT:
        return [products[sku] for sku in sorted(selector.names) if sku in products]
    fitting = (one for _, one in sorted(products.items()) if selector is None or selector.picks(one))
    return [one for one in (next(fitting, None),) if one is not None]


def _cannot(stage: Stage, do: Do, why: str) -> FailedExpectation:
    stage.tell(do.line, why)
    return FailedExpectation(line=do.line, expected="the order is paid", got=why)


def _told(answer: OrderRecordedAnswer, email: str) -> str:
    issued = [f"{one.rule} issued" for one in answer.issued]
    used = [f"{one.rule} took off {one.amount}" for one in answer.redemptions]
    refused = [f"{one.code} refused: {one.reason}" for one in answer.quote.refusals if one.code]
    offered = [] if answer.offer is None else [f"{answer.offer.rule} offered"]
    paid = [f"a card of {one.campaign} paid {one.amount}" for one in answer.quote.tenders]
    return "; ".join((f"{email} paid order {answer.order_id}", *issued, *used, *paid, *refused, *offered))
