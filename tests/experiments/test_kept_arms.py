"""One price from the first page to the refund, whatever of the buyer each request happens to name."""

from engine.model.answers import OrderRecordedAnswer, Published
from engine.model.cart import Buyer, OrderState
from engine.model.quote import Quote
from engine.model.requests import BuyerRequest
from engine.runtime.arms import Subject
from engine.runtime.dealing import deal
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from tests.experiments.lab_shop import DEPTH, SALE, buyers_of, files
from tests.experiments.test_shop import price, totals
from tests.service.shop import TEST, buy, cart, open_shop, order


async def arm(
    engine: Engine, token: str = "", email: str | None = None, external_id: str | None = None
) -> str:
    """The arm that somebody is dealt who has seen nothing yet."""
    prepared = await engine.programs.live(engine.store, "tea")
    assert prepared is not None
    assert prepared.lab is not None
    return deal(
        prepared.lab,
        Subject(buyer=Buyer(email=email, external_id=external_id), token=token),
        {},
        engine.clock.now(),
    ).arms["depth"]


async def torn(engine: Engine) -> tuple[str, str]:
    """An address that has seen the price of A, with a cart that has seen that of B."""
    email = next(await buyers_of(engine, "A"))
    (token, *_) = [f"c{n}" for n in range(40) if await arm(engine, f"c{n}") == "B"]
    await price(engine, email)
    await price(engine, None, token=token)
    return email, token


async def record(engine: Engine, order_id: str, state: OrderState, **rest: str) -> OrderRecordedAnswer:
    """Report an order of the pack."""
    answer = await record_order(engine, "tea", order(order_id, "PACK-1", state=state, **rest), actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer)
    return answer


async def test_an_order_that_names_a_member_by_the_address_alone_has_the_price_of_the_quote(
    engine: Engine,
) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    names = (f"m{n}" for n in range(200))
    (member, *_) = [
        one
        for one in names
        if await arm(engine, external_id=one) == "B" and await arm(engine, email=f"{one}@x.jp") == "A"
    ]
    buyer = BuyerRequest(email=f"{member}@x.jp", external_id=member)

    shown = await quote_cart(engine, "tea", cart("PACK-1", buyer=buyer), trusted=True)
    bought = await buy(engine, "1", "PACK-1", email=buyer.email)

    assert isinstance(shown, Quote)
    assert (shown.total, bought.quote.total) == (3040, 3040)
    assert {one: (of.units, of.orders) for one, of in (await totals(engine)).items()} == {"B": (1, 1)}


async def test_an_order_that_is_paid_without_its_token_has_the_price_of_the_pending_one(
    engine: Engine,
) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email, token = await torn(engine)

    pending = await record(engine, "1", OrderState.PENDING, email=email, token=token)
    paid = await record(engine, "1", OrderState.PAID, email=email)

    assert (pending.quote.total, paid.quote.total) == (3040, 3040)
    assert {one: of.orders for one, of in (await totals(engine)).items()} == {"A": 0, "B": 1}


async def test_an_order_that_is_refunded_without_its_token_leaves_the_arm_that_it_counted_in(
    engine: Engine,
) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email, token = await torn(engine)
    await record(engine, "1", OrderState.PENDING, email=email, token=token)
    await record(engine, "1", OrderState.PAID, email=email)

    await record(engine, "1", OrderState.REFUNDED, email=email)

    assert {one: of.revenue for one, of in (await totals(engine)).items()} == {"A": 0, "B": 0}


async def test_who_saw_an_arm_that_was_taken_out_is_in_no_figure_of_what_they_see_now(engine: Engine) -> None:
    await open_shop(engine, files=files(SALE, DEPTH))
    email = next(await buyers_of(engine, "B"))
    await price(engine, email)
    without = DEPTH.replace('  variant "B" 40% {\n    discount 20%\n  }\n', "").replace("40%", "80%")
    published = await publish(engine, "tea", files(SALE, without), expected=1, actor=TEST)
    assert isinstance(published, Published)

    await buy(engine, "1", "PACK-1", email=email)

    assert {one: (of.units, of.orders) for one, of in (await totals(engine)).items()} == {"B": (1, 0)}
