"""Shops, revisions and catalogues."""

import asyncio
from dataclasses import replace
from fractions import Fraction

import pytest

from engine.model.catalog import Plan, Product, ProductKind, Sold
from engine.model.records import Page, Receipt, RevisionState, Shop, SourceFile
from engine.store.port import ReceiptMismatch, StaleRevision, Store
from engine.values.duration import Duration, Unit
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after, commit


async def test_a_shop_that_is_there_stays_as_it_is(store: Store) -> None:
    await store.add_shop(Shop(id=SHOP, name="Another name", created_at=after(days=1)))
    shop = await store.shop(SHOP)
    assert shop == Shop(id=SHOP, name="Shop-A", created_at=NOW, live_revision=1, catalog_version=0)
    assert [one.id for one in await store.shops()] == [SHOP, OTHER]
    assert await store.shop("nobody") is None


async def test_revisions_count_up_per_shop_and_equal_ones_are_one(store: Store) -> None:
    files = [SourceFile(path="b.otoku", text="rule"), SourceFile(path="a.otoku", text="other")]
    second = await store.add_revision(SHOP, files, "f2", ME, "try", after(hours=1))
    assert (second.number, second.state, second.note, second.created_by) == (
        2,
        RevisionState.DRAFT,
        "try",
        "me",
    )
    assert [file.path for file in second.files] == ["a.otoku", "b.otoku"]
    assert await store.add_revision(SHOP, files[::-1], "f2", ME, "again", after(hours=2)) == second
    assert await store.revision(SHOP, 2) == second
    assert await store.revision(OTHER, 2) is None


async def test_publishing_and_rolling_back_keep_one_revision_live(store: Store) -> None:
    await store.add_revision(SHOP, [SourceFile(path="r", text="2")], "f2", ME, "", NOW)
    live = await store.make_live(SHOP, 2, 1, ME, None, after(hours=1))
    assert (live.state, live.published_at) == (RevisionState.LIVE, after(hours=1))
    back = await store.make_live(SHOP, 1, 2, ME, None, after(hours=2))
    assert back.state is RevisionState.LIVE
    states = {one.number: one.state for one in await store.revisions(SHOP, ALL)}
    assert states == {2: RevisionState.SUPERSEDED, 1: RevisionState.LIVE}
    shop = await store.shop(SHOP)
    assert shop is not None
    assert shop.live_revision == 1
    assert await store.check_invariants(None, NOW) == ()


async def test_what_is_said_at_publishing_takes_the_place_of_what_the_draft_said(store: Store) -> None:
    await store.add_revision(SHOP, [SourceFile(path="r", text="2")], "f2", ME, "a try", NOW)
    live = await store.make_live(SHOP, 2, 1, ME, None, after(hours=1), note="spring begins")
    assert live.note == "spring begins"
    await store.make_live(SHOP, 1, 2, ME, None, after(hours=2))
    again = await store.make_live(SHOP, 2, 1, ME, None, after(hours=3))
    assert again.note == "spring begins"


@pytest.mark.parametrize(("number", "expected"), [(2, 7), (2, None), (9, 1)])
async def test_a_stale_publication_changes_nothing(store: Store, number: int, expected: int | None) -> None:
    await store.add_revision(SHOP, [SourceFile(path="r", text="2")], "f2", ME, "", NOW)
    before = await store.audit(SHOP, ALL)
    with pytest.raises(StaleRevision):
        await store.make_live(SHOP, number, expected, ME, None, NOW)
    shop = await store.shop(SHOP)
    assert shop is not None
    assert shop.live_revision == 1
    assert await store.audit(SHOP, ALL) == before
    assert await store.check_invariants(None, NOW) == ()


async def test_of_two_publications_at_once_one_is_stale(store: Store) -> None:
    for number in (2, 3):
        await store.add_revision(SHOP, [SourceFile(path="r", text=str(number))], f"f{number}", ME, "", NOW)
    outcomes = await asyncio.gather(
        *(store.make_live(SHOP, number, 1, ME, None, NOW) for number in (2, 3)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Revision", "StaleRevision"]


async def test_publishing_twice_with_one_key_is_publishing_once(store: Store) -> None:
    await store.add_revision(SHOP, [SourceFile(path="r", text="2")], "f2", ME, "", NOW)
    key = Receipt(key="k", request_hash=b"one")
    first = await store.make_live(SHOP, 2, 1, ME, key, NOW)
    assert await store.make_live(SHOP, 2, 1, ME, key, after(hours=1)) == first
    with pytest.raises(ReceiptMismatch):
        await store.make_live(SHOP, 1, 2, ME, replace(key, request_hash=b"two"), NOW)
    with pytest.raises(ReceiptMismatch):
        await commit(store, receipt=key)
    await commit(store, receipt=replace(key, key="of an order"))
    with pytest.raises(ReceiptMismatch):
        await store.make_live(SHOP, 1, 2, ME, replace(key, key="of an order"), NOW)


async def test_revisions_come_in_pages_newest_first(store: Store) -> None:
    for number in range(2, 6):
        await store.add_revision(SHOP, [SourceFile(path="r", text=str(number))], f"f{number}", ME, "", NOW)
    first = await store.revisions(SHOP, Page(limit=2))
    second = await store.revisions(SHOP, Page(limit=2, cursor=("4", "")))
    before = await store.revisions(SHOP, Page(limit=2, cursor=("2", ""), backwards=True))
    last = await store.revisions(SHOP, Page(limit=2, backwards=True))
    assert [[one.number for one in page] for page in (first, second, before, last)] == [
        [5, 4],
        [3, 2],
        [4, 3],
        [2, 1],
    ]


def product(sku: str, **fields: object) -> Product:
    return Product(sku=sku, name=f"商品 {sku}", price=1000, **fields)  # type: ignore[arg-type]


async def test_products_come_back_as_they_were_saved(store: Store) -> None:
    plan = Plan(name="monthly", cycle=Duration(count=1, unit=Unit.MONTH), discount=Fraction(1, 3))
    whole = product(
        "A",
        kind=ProductKind.SEMINAR,
        sold=Sold.BOTH,
        tax_rate=Fraction(2, 25),
        plans=(plan,),
        tags=frozenset({"new", "tea"}),
        cost=400,
        sandbox=True,
        event_at=after(days=30),
    )
    version = await store.save_products(SHOP, [whole, product("B")], [], "JPY", ME, NOW)
    catalog = await store.catalog(SHOP)
    assert (catalog.version, catalog.currency) == (version, "JPY")
    assert dict(catalog.products) == {"A": whole, "B": product("B")}


async def test_products_are_changed_and_removed_together(store: Store) -> None:
    first = await store.save_products(SHOP, [product("A"), product("B")], [], "JPY", ME, NOW)
    cheaper = replace(product("B"), price=1)
    second = await store.save_products(SHOP, [cheaper, product("C")], ["A", "unknown"], "USD", ME, NOW)
    catalog = await store.catalog(SHOP)
    assert second == first + 1
    assert (sorted(catalog.products), catalog.products["B"].price, catalog.currency) == (["B", "C"], 1, "USD")
    assert (await store.catalog(OTHER)).products == {}
    assert (await store.catalog("nobody")).products == {}


async def test_changes_in_an_unknown_shop_are_refused(store: Store) -> None:
    with pytest.raises(LookupError):
        await store.save_products("nobody", [product("A")], [], "JPY", ME, NOW)
    with pytest.raises(LookupError):
        await store.add_revision("nobody", [], "f", ME, "", NOW)
    assert await store.revision("nobody", 1) is None
