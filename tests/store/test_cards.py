"""Gift cards and their ledger: balances move by transfers that add up to zero, or nothing moves (S5, I20-I26)."""

from typing import Any

import pytest

from engine.model.card import CardState, LotPart
from engine.model.card_records import CardWanted, CashOutReason, CashOutState, TransferKind
from engine.model.facts import ChargeNeed
from engine.model.gift_card import Consideration
from engine.model.records import Page
from engine.store.port import Conflict, Store, StoreUnavailable
from engine.store.sql.store import SqlStore
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after, quote, saved
from tests.store.gifts import (
    ENDS,
    card_of,
    credit,
    expire,
    give_card,
    happens,
    publication,
    publish,
    restore,
    seen,
    spend,
    timer,
)

DECLINED = CashOutReason.CARD_DECLINED


async def sound(store: Store) -> None:
    assert await store.check_invariants(None, NOW) == ()


@pytest.mark.requirement("S5.14", "S5.20", "S5.21")
async def test_a_publication_gives_a_card_with_nothing_on_it(store: Store) -> None:
    card = await give_card(store, amount=0)
    assert (card.state, card.balance, card.owner_email) == (CardState.ASSIGNED, 0, "a@x.jp")
    assert await seen(store) == card
    await sound(store)


@pytest.mark.requirement("S5.15", "S5.24")
async def test_a_credit_adds_a_lot_to_the_card(store: Store) -> None:
    await give_card(store, amount=0)
    await happens(store, credit(amount=5000))
    card = await card_of(store)
    assert (card.state, card.balance, [lot.remaining for lot in card.lots]) == (
        CardState.ACTIVE,
        5000,
        [5000],
    )
    [moved] = await store.transfers(SHOP, ALL, card_id="g1")
    assert [(one.account, one.amount) for one in moved.postings] == [
        ("card/g1", 5000),
        ("funding/refunds", -5000),
    ]
    await sound(store)


@pytest.mark.requirement("V20")
async def test_a_card_is_spent_in_parts_and_refunded_to_the_lots_that_paid(store: Store) -> None:
    card = await give_card(store, amount=5000)
    payment = spend(card, 1200)
    await happens(store, payment, event="buys")
    assert (await card_of(store)).balance == 3800
    await happens(store, restore("g1", payment.parts), event="gives back")
    assert (await card_of(store)).balance == 5000
    kinds = [one.kind for one in await store.transfers(SHOP, ALL, card_id="g1")]
    assert sorted(kinds) == [TransferKind.CREDIT, TransferKind.REFUND, TransferKind.SPEND]
    await sound(store)


async def test_the_last_yen_exhausts_the_card_and_a_refund_wakes_it(store: Store) -> None:
    payment = spend(await give_card(store, amount=1200), 1200)
    await happens(store, payment, event="buys")
    assert (await card_of(store)).state is CardState.EXHAUSTED
    await happens(store, restore("g1", payment.parts), event="gives back")
    assert (await card_of(store)).state is CardState.ACTIVE


async def test_lots_that_end_first_are_spent_first_and_of_these_the_free_ones(store: Store) -> None:
    await give_card(store, amount=1000)
    await happens(
        store,
        credit(amount=300, key="paid soon", expires_at=after(days=30)),
        credit(amount=200, key="free soon", expires_at=after(days=30), consideration=Consideration.FREE),
    )
    card = await card_of(store)
    assert [lot.remaining for lot in card.lots] == [200, 300, 1000]
    await happens(store, spend(card, 600), event="buys")
    assert [lot.remaining for lot in (await card_of(store)).lots] == [900]
    await sound(store)


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({"parts": (LotPart(lot_id="no lot", amount=10),)}, 10),
        ({"owner_email": "b@x.jp"}, 10),
        ({"at": ENDS}, 10),
    ],
    ids=["of another lot", "by another person", "when it is over"],
)
async def test_a_payment_that_does_not_hold_changes_nothing(
    store: Store, changes: dict[str, Any], amount: int
) -> None:
    card = await give_card(store)
    payment = spend(card, amount, **({"parts": spend(card, amount).parts} | changes))
    with pytest.raises(Conflict):
        await happens(store, payment, event="buys")
    assert (await card_of(store)).balance == 5000
    await sound(store)


async def test_more_than_the_card_holds_is_not_paid(store: Store) -> None:
    card = await give_card(store)
    [lot] = card.lots
    with pytest.raises(Conflict):
        await happens(store, spend(card, 0, parts=(LotPart(lot_id=lot.id, amount=5001),)), event="buys")
    assert (await card_of(store)).balance == 5000


async def test_a_card_pays_once_per_order(store: Store) -> None:
    card = await give_card(store)
    await happens(store, spend(card, 100), event="buys")
    with pytest.raises(Conflict):
        await happens(store, spend(await card_of(store), 100), event="buys again")
    assert (await card_of(store)).balance == 4900


async def test_a_ledger_key_is_used_once_for_ever(store: Store) -> None:
    await give_card(store, amount=0)
    await happens(store, credit(key="same"), event="one")
    with pytest.raises(Conflict):
        await happens(store, credit(key="same", amount=1), event="two", now=after(days=800))
    assert (await card_of(store)).balance == 5000


@pytest.mark.requirement("D5.b")
async def test_a_source_leads_to_one_publication(store: Store) -> None:
    await give_card(store)
    again = publication("g2", source_id="source g1")
    with pytest.raises(Conflict):
        await happens(store, again, publish("g2"), event="again")
    assert len(await store.cards(SHOP, ALL, CardWanted())) == 1
    [known] = await store.publications(SHOP, ["refunds"], ["source g1", "another"])
    assert known.card_ids == ("g1",)


@pytest.mark.requirement("S5.16", "S5.17")
async def test_what_is_left_at_the_end_is_written_off(store: Store) -> None:
    card = await give_card(store, amount=5000)
    await happens(store, spend(card, 1200), event="buys")
    await happens(store, expire(), event="ends", now=ENDS)
    card = await card_of(store)
    assert (card.state, card.balance) == (CardState.EXPIRED, 0)
    [written_off] = await store.transfers(SHOP, ALL, kind=TransferKind.EXPIRE)
    assert written_off.postings[-1].account == "breakage/refunds"
    assert written_off.amount == 3800
    with pytest.raises(Conflict):
        await happens(store, credit(key="late"), event="late", now=ENDS)
    await sound(store)


async def test_a_lot_may_end_before_its_card(store: Store) -> None:
    await give_card(store, amount=1000)
    await happens(store, credit(amount=500, key="soon", expires_at=after(days=10)))
    await happens(store, expire(at=after(days=10)), event="ends", now=after(days=10))
    card = await card_of(store)
    assert (card.state, card.balance) == (CardState.ACTIVE, 1000)
    await sound(store)


async def test_the_end_of_one_lot_leaves_a_payment_under_way_what_it_has_set_aside(store: Store) -> None:
    await give_card(store, amount=1000)
    await happens(store, credit(amount=500, key="soon", expires_at=after(minutes=5)))
    await store.hold_card(SHOP, "g1", "cart-1", 900, None, None, after(minutes=15), NOW)
    ends = after(minutes=5)
    await happens(store, expire(at=ends), event="ends", now=ends)
    with pytest.raises(Conflict):
        await store.hold_card(SHOP, "g1", "cart-2", 300, None, None, after(minutes=20), ends)
    card = await card_of(store)
    assert (card.balance, card.held) == (1000, 900)
    await sound(store)


async def test_a_hold_on_a_lot_that_ended_ends_with_it(store: Store) -> None:
    await give_card(store, amount=100)
    await happens(store, credit(amount=500, key="soon", expires_at=after(minutes=5)))
    await store.hold_card(SHOP, "g1", "cart-1", 600, None, None, after(minutes=15), NOW)
    await happens(store, expire(at=after(minutes=5)), event="ends", now=after(minutes=5))
    card = await card_of(store)
    assert (card.balance, card.held) == (100, 0)
    await sound(store)


async def test_what_a_cart_has_set_aside_nobody_else_spends(store: Store) -> None:
    card = await give_card(store, amount=1000)
    await store.hold_card(SHOP, "g1", "cart-1", 800, "a@x.jp", None, after(minutes=15), NOW)
    with pytest.raises(Conflict):
        await happens(store, spend(card, 300, cart_token="cart-2"), event="other")
    with pytest.raises(Conflict):
        await store.hold_card(SHOP, "g1", "cart-2", 300, None, None, after(minutes=15), NOW)
    await happens(store, spend(card, 900, cart_token="cart-1"), event="own")
    left = await card_of(store)
    assert (left.balance, left.held) == (100, 0)
    await sound(store)


async def test_a_hold_takes_the_place_of_the_carts_former_one(store: Store) -> None:
    await give_card(store, amount=1000)
    first = await store.hold_card(SHOP, "g1", "cart-1", 800, None, None, after(minutes=15), NOW)
    await store.hold_card(SHOP, "g1", "cart-1", 900, None, None, after(minutes=15), NOW)
    card = await seen(store, token="cart-1")
    assert card is not None
    assert (card.held, card.own_hold) == (0, 900)
    assert not await store.release_card(SHOP, first.id, NOW)
    await sound(store)


async def test_a_hold_ends_with_its_time(store: Store) -> None:
    card = await give_card(store, amount=1000)
    hold = await store.hold_card(SHOP, "g1", "cart-1", 800, None, None, after(minutes=15), NOW)
    late = after(minutes=15)
    await happens(store, spend(card, 900, cart_token="cart-2", at=late), event="other", now=late)
    assert not await store.release_card(SHOP, hold.id, late)
    await sound(store)


@pytest.mark.requirement("S5.37")
async def test_a_card_that_is_switched_off_pays_nothing(store: Store) -> None:
    card = await give_card(store)
    assert await store.enable_card(SHOP, "g1", False, "stolen", ME, NOW)
    assert not await store.enable_card(SHOP, "g1", False, "stolen", ME, NOW)
    with pytest.raises(Conflict):
        await happens(store, spend(card, 100), event="buys")
    assert await store.enable_card(SHOP, "g1", True, "found", ME, NOW)
    await happens(store, spend(card, 100), event="buys later")
    actions = [entry.action for entry in await store.audit_of(SHOP, "g1", Page(limit=5))]
    assert actions == ["gift card activated", "gift card deactivated"]


@pytest.mark.requirement("S5.43", "D5.c")
async def test_a_card_that_is_paid_out_is_void(store: Store) -> None:
    card = await give_card(store, amount=1000)
    await happens(store, credit(amount=300, key="bonus", consideration=Consideration.FREE))
    assert await store.cash_out_card(SHOP, "g1", 1300, DECLINED, "", ME, NOW) is None
    made = await store.cash_out_card(SHOP, "g1", 1000, DECLINED, "wants cash", ME, NOW)
    assert made is not None
    assert (made.amount, made.forfeited, made.state) == (1000, 300, CashOutState.REQUESTED)
    with pytest.raises(Conflict):
        await happens(store, spend(card, 100), event="buys")
    assert (await card_of(store)).state is CardState.VOID
    assert await store.confirm_cash_out(SHOP, made.id, "pi_1", ME, NOW)
    assert not await store.confirm_cash_out(SHOP, made.id, "pi_1", ME, NOW)
    [paid] = await store.cash_outs(SHOP, ["g1"])
    assert (paid.state, paid.reference) == (CashOutState.PAID, "pi_1")
    await sound(store)


async def test_a_card_that_is_paying_is_not_paid_out(store: Store) -> None:
    await give_card(store, amount=1000)
    await store.hold_card(SHOP, "g1", "cart-1", 800, None, None, after(minutes=15), NOW)
    assert await store.cash_out_card(SHOP, "g1", 1000, DECLINED, "", ME, NOW) is None
    late = after(minutes=15)
    assert await store.cash_out_card(SHOP, "g1", 1000, DECLINED, "", ME, late) is not None
    await sound(store)


async def test_a_mistaken_credit_is_taken_back_by_a_transfer_of_its_own(store: Store) -> None:
    await give_card(store, amount=1000)
    await happens(store, credit(amount=9000, key="typo"))
    [mistake] = [one for one in await store.transfers(SHOP, ALL, card_id="g1") if one.amount == 9000]
    assert await store.reverse_credit(SHOP, mistake.id, "a zero too many", ME, NOW)
    assert not await store.reverse_credit(SHOP, mistake.id, "again", ME, NOW)
    assert (await card_of(store)).balance == 1000
    await sound(store)


@pytest.mark.requirement("S5.25", "S5.26", "S5.27", "S5.28")
async def test_cards_are_found_by_what_is_kept_with_them(store: Store) -> None:
    await give_card(store, "g1", metadata=(("booking_id", "April_01"),))
    await give_card(store, "g2", amount=700, metadata=(("booking_id", "April_01"), ("desk", "2")))
    await give_card(store, "g3", metadata=(("booking_id", "May_07"),), owner_email="b@x.jp")

    async def ids(**wanted: object) -> list[str]:
        found = await store.cards(SHOP, ALL, CardWanted(**wanted))  # type: ignore[arg-type]
        return sorted(card.fact.id for card in found)

    assert await ids(metadata=("booking_id", "April_01")) == ["g1", "g2"]
    assert await ids(owner="b@x.jp") == ["g3"]
    assert await ids(state=CardState.ACTIVE, campaign="refunds") == ["g1", "g2", "g3"]
    assert await ids(metadata=("desk", "1")) == []
    counts = await store.card_metadata_counts(SHOP, "booking_id", None, 10)
    assert [(one.value, one.cards, one.credited) for one in counts] == [
        ("April_01", 2, 5700),
        ("May_07", 1, 5000),
    ]


@pytest.mark.requirement("S5.36", "S5.40")
async def test_figures_of_a_campaign_come_from_its_ledger(store: Store) -> None:
    card = await give_card(store, "g1", amount=1000)
    await give_card(store, "g2", amount=500)
    await give_card(store, "g3", amount=900, test=True)
    await happens(store, spend(card, 400), event="buys")
    [figures] = await store.campaign_figures(SHOP, ["refunds", "other"])
    assert (figures.cards, figures.credited, figures.spent, figures.redeemed_cards) == (2, 1500, 400, 1)


async def test_what_is_outstanding_is_known_for_every_past_moment(store: Store) -> None:
    card = await give_card(store, "g1", amount=1000)
    await happens(
        store,
        credit(amount=200, key="bonus", consideration=Consideration.FREE, at=after(days=1)),
        event="bonus",
    )
    later = after(days=2)
    await happens(store, spend(card, 300, at=later), event="buys", now=later)
    for days, paid, free in ((0, 1000, 0), (1, 1000, 200), (2, 700, 200), (366, 0, 0)):
        found = await store.outstanding_cards(SHOP, after(days=days))
        sums = (sum(one.paid for one in found), sum(one.free for one in found))
        assert (days, *sums) == (days, paid, free)


async def test_an_order_knows_which_lots_paid_for_it(store: Store) -> None:
    card = await give_card(store, amount=1000)
    payment = spend(card, 600)
    await happens(store, saved(priced=quote()), payment, event="order:o1:paid")
    back = (LotPart(lot_id=card.lots[0].id, amount=200),)
    await happens(store, restore("g1", back), event="gives back")
    facts = await store.load(SHOP, [ChargeNeed(order_id="o1")], (), NOW)
    [tender] = facts.charged["o1"].tenders
    assert (tender.card.id, tender.left, tender.returned) == ("g1", 400, 200)


async def test_cards_of_another_shop_are_as_absent(store: Store) -> None:
    card = await give_card(store)
    assert await store.cards(OTHER, ALL, CardWanted()) == ()
    assert await store.cards_by_id(OTHER, ["g1"]) == ()
    assert await store.transfers(OTHER, ALL) == ()
    assert await store.cash_out_card(OTHER, "g1", 5000, DECLINED, "", ME, NOW) is None
    with pytest.raises(Conflict):
        await happens(store, spend(card, 100), event="buys", shop=OTHER)


async def test_many_cards_are_made_and_credited_at_once(store: Store) -> None:
    ids = [f"g{number}" for number in range(60)]
    await happens(
        store,
        *(publication(one) for one in ids),
        *(publish(one) for one in ids),
        *(credit(one, 100, key=one) for one in ids),
        *(timer(one) for one in ids),
    )
    [figures] = await store.campaign_figures(SHOP, ["refunds"])
    assert (figures.cards, figures.credited) == (60, 6000)
    await sound(store)


CHANGED = {
    "a posting": "UPDATE ledger_postings SET amount = amount + 1",
    "no posting": "DELETE FROM ledger_postings",
    "a transfer": "UPDATE ledger_transfers SET amount = 1",
    "no transfer": "DELETE FROM ledger_transfers",
    "a balance below zero": "UPDATE gift_cards SET balance = -1",
    "more set aside than there is": "UPDATE gift_cards SET held = balance + 1",
    "a lot below zero": "UPDATE card_lots SET remaining = -1",
    "a state that is none": "UPDATE gift_cards SET state = 'lost'",
}


@pytest.mark.parametrize("statement", CHANGED.values(), ids=CHANGED.keys())
async def test_the_database_refuses(sql_store: SqlStore, statement: str) -> None:
    await give_card(sql_store)
    with pytest.raises(StoreUnavailable):
        await sql_store._db.write(lambda tx: tx.rows(statement))
    await sound(sql_store)


FOUND = {
    "I21: gift card g1 holds": "UPDATE gift_cards SET balance = 4000",
    "I21: gift card g1 has another": "UPDATE gift_cards SET held = 1",
    "I22: lot": "UPDATE card_lots SET remaining = 4000",
    "I1: gift card g1": "DELETE FROM timers WHERE kind = 'card_expiry'",
    "I20: the postings": (
        "INSERT INTO ledger_postings (shop, transfer_id, number, account, lot_id, amount) "
        "SELECT shop, id, 9, 'card/x', NULL, 5 FROM ledger_transfers"
    ),
}


@pytest.mark.parametrize(("sentence", "statement"), FOUND.items(), ids=FOUND.keys())
async def test_a_broken_ledger_is_found(sql_store: SqlStore, sentence: str, statement: str) -> None:
    await give_card(sql_store)
    await sql_store._db.write(lambda tx: tx.rows(statement))
    assert any(one.startswith(sentence) for one in await sql_store.check_invariants(SHOP, NOW))
