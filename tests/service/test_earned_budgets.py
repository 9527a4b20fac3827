"""What refunds take off cards that orders earned comes back to the budget it was given from, and nothing else does."""

from dataclasses import replace
from datetime import timedelta

from engine.model.answers import Published
from engine.model.card_records import CardWanted, StoredCard
from engine.model.facts import CounterKey, CounterNeed
from engine.model.records import Page, SourceFile
from engine.model.requests import CartRequest, LineRequest
from engine.service.card_codes import card_code
from engine.service.card_payment import HeldCard, hold_card
from engine.service.engine import Engine
from engine.service.publish import publish
from tests.service.gifts import FILES, JANE, RULES, basket, buy, clock, fresh, refund, sound
from tests.service.shop import TEST, drain, open_shop


def points(line: str, spend: str = "20000 JPY") -> tuple[SourceFile, ...]:
    """The shop, where what orders earn has a further line, and the budget another bound."""
    earning = "  balance 10% of order.total\n  valid 30 days\n  consideration free\n"
    text = RULES.replace(earning, f"{earning}{line}", 1).replace("20000 JPY", spend)
    return (SourceFile(path="rules.otoku", text=text), FILES[1])


BUDGET = '  budget "gifts"\n'


async def spent(shop: Engine, budget: str = "gifts") -> int:
    key = CounterKey(area="budget", name=budget, subject="spend")
    facts = await shop.store.load("tea", (CounterNeed(key=key),), (), shop.clock.now())
    return facts.counters.get(key, 0)


async def earned(shop: Engine, order_id: str = "o1") -> StoredCard:
    """A card of 380 yen that an order earned."""
    await buy(shop, basket(shop), order_id)
    cards = await shop.store.cards("tea", Page(limit=5), CardWanted(campaign="points"))
    [card] = [one for one in cards if one.order_id == order_id]
    return card


async def pay(shop: Engine, card: StoredCard, amount: int, order_id: str) -> None:
    line = LineRequest(sku="SAMPLE-1", quantity=1, unit_price=amount)
    cart = CartRequest(lines=(line,), buyer=JANE)
    await buy(shop, replace(cart, gift_cards=(card_code(shop, "tea", card),)), order_id)


async def test_a_refund_gives_the_budget_back_what_it_takes_off_the_card_that_the_order_earned(
    engine: Engine,
) -> None:
    await open_shop(engine, files=points(BUDGET))
    await earned(engine)
    assert await spent(engine) == 380
    await refund(engine)
    assert await spent(engine) == 0
    await sound(engine)


async def test_what_was_spent_of_an_earned_card_stays_spent_of_its_budget(engine: Engine) -> None:
    await open_shop(engine, files=points(BUDGET))
    card = await earned(engine)
    await pay(engine, card, 100, "o2")
    await refund(engine)
    assert ((await fresh(engine, card)).fact.balance, await spent(engine)) == (0, 100)
    await refund(engine, "o2")
    assert ((await fresh(engine, card)).fact.balance, await spent(engine)) == (100, 100)
    await sound(engine)


async def test_what_a_hold_kept_comes_back_to_the_budget_when_it_is_taken(engine: Engine) -> None:
    await open_shop(engine, files=points(BUDGET))
    card = await earned(engine)
    code = card_code(engine, "tea", card)
    held = await hold_card(engine, "tea", code, cart_token="other", amount=80, buyer=JANE)
    assert isinstance(held, HeldCard)
    await refund(engine)
    assert await spent(engine) == 80
    clock(engine).advance(timedelta(minutes=17))
    await drain(engine)
    assert ((await fresh(engine, card)).fact.balance, await spent(engine)) == (0, 0)
    await sound(engine)


async def test_a_budget_whose_month_has_turned_gets_nothing_back_of_the_month_before(engine: Engine) -> None:
    await open_shop(engine, files=points(BUDGET, "20000 JPY every 1 month"))
    await earned(engine)
    clock(engine).advance(timedelta(days=40))
    await earned(engine, "o2")
    assert await spent(engine) == 380
    await refund(engine)
    assert await spent(engine) == 380
    await refund(engine, "o2")
    assert await spent(engine) == 0
    await sound(engine)


async def test_a_budget_that_a_rule_got_later_gets_nothing_back_of_cards_given_before(engine: Engine) -> None:
    await open_shop(engine, files=points(""))
    await earned(engine)
    await _publish(engine, points(BUDGET))
    await earned(engine, "o2")
    await refund(engine)
    assert await spent(engine) == 380
    await sound(engine)


async def test_a_card_whose_rule_moved_to_another_budget_gives_back_to_the_one_it_came_from(
    engine: Engine,
) -> None:
    await open_shop(engine, files=points(BUDGET))
    await earned(engine)
    moved = points('  budget "other"\n')
    text = moved[0].text + '\nbudget "other" {\n  spend at most 9000 JPY\n}\n'
    await _publish(engine, (replace(moved[0], text=text), moved[1]))
    await earned(engine, "o2")
    assert (await spent(engine), await spent(engine, "other")) == (380, 380)
    await refund(engine)
    assert (await spent(engine), await spent(engine, "other")) == (0, 380)
    await sound(engine)


async def _publish(shop: Engine, files: tuple[SourceFile, ...]) -> None:
    assert isinstance(await publish(shop, "tea", files, expected=1, actor=TEST), Published)
