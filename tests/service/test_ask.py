"""What the API reads is what was stored, of this shop only."""

from datetime import timedelta

from engine.model.records import Page
from engine.service import ask
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mails
from tests.service.shop import buy, code_of, drain, open_shop


async def test_orders_and_coupons_find_each_other_in_batches(tea: Engine) -> None:
    earned = [await buy(tea, f"{n}", "SAMPLE-1") for n in range(3)]
    coupon_ids = [answer.issued[0].coupon_id for answer in earned]
    await buy(tea, "used", "PACK-1", codes=[await code_of(tea, earned[0])])

    by_order = await ask.coupons_of_orders(tea, "tea", ["0", "1", "used", "none"])
    uses = await ask.redemptions_of_coupons(tea, "tea", coupon_ids)

    assert {order: [one.fact.id for one in found] for order, found in by_order.items()} == {
        "0": [coupon_ids[0]],
        "1": [coupon_ids[1]],
    }
    assert {coupon: [one.order_id for one in found] for coupon, found in uses.items()} == {
        coupon_ids[0]: ["used"]
    }
    assert set(await ask.coupons_by_id(tea, "tea", [*coupon_ids, "c_no"])) == set(coupon_ids)


async def test_lists_are_filtered_and_counted(tea: Engine) -> None:
    await buy(tea, "1", "SAMPLE-1", email="a@shop.example")
    await buy(tea, "2", "SAMPLE-1", email="b@shop.example")

    assert [one.order.id for one in await ask.orders(tea, "tea", Page(limit=9), email="a@shop.example")] == [
        "1"
    ]
    assert [one.order_id for one in await ask.coupons(tea, "tea", Page(limit=9), email="b@shop.example")] == [
        "2"
    ]
    assert await ask.count(tea, "tea", "orders") == 2


async def test_another_shop_sees_nothing_of_it(engine: Engine) -> None:
    await open_shop(engine, "tea")
    await open_shop(engine, "coffee")
    answer = await buy(engine, "1", "SAMPLE-1")
    await drain(engine)
    page, day = Page(limit=9), engine.clock.now().date()
    ids = [answer.issued[0].coupon_id]

    assert len(await kept_mails(engine, "tea", page)) == 1
    for found in (
        await ask.orders(engine, "coffee", page),
        await ask.coupons(engine, "coffee", page),
        await ask.messages(engine, "coffee", page),
        await ask.redemptions(engine, "coffee", page),
        await kept_mails(engine, "coffee", page),
        await ask.tokens(engine, "coffee"),
        await ask.stats(engine, "coffee", since=day - timedelta(days=9), until=day + timedelta(days=9)),
    ):
        assert found == ()
    assert await ask.coupons_by_id(engine, "coffee", ids) == {}
    assert await ask.coupons_of_orders(engine, "coffee", ["1"]) == {}
    assert await ask.orders_by_id(engine, "coffee", ["1"]) == {}
    assert await ask.redemptions_of_coupons(engine, "coffee", ids) == {}


async def test_a_shop_that_published_nothing_has_no_rules_and_usual_settings(engine: Engine) -> None:
    from engine.model.records import Shop  # noqa: PLC0415

    await engine.store.add_shop(Shop(id="new", name="New", created_at=engine.clock.now()))

    assert await ask.live_rules(engine, "new") == ()
    assert await ask.live_rules(engine, "nowhere") == ()
    assert (await ask.settings(engine, "new")).zone == "Asia/Tokyo"
    assert (await ask.settings(engine, "nowhere")).zone == "Asia/Tokyo"
    assert [shop.id for shop in await ask.shops(engine)] == ["new"]
    assert await ask.revision(engine, "new", 1) is None


async def test_rules_come_with_their_source_and_the_words_with_their_places(tea: Engine) -> None:
    rules = {rule.name: rule for rule in await ask.live_rules(tea, "tea")}

    assert rules["welcome"].codes == ("WELCOME10",)
    assert rules["welcome"].text.startswith('sale "welcome" {')
    words = {word.label: word for word in ask.words()}
    assert "coupon" in words["uses"].places
    assert "coupon" in words["uses"].required
    assert set(words["uses"].doc) == {"en", "ja"}
