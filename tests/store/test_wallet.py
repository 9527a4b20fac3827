"""What one person has, by address and by id: what can be used now, what ends first before others."""

from engine.model.records import StoredCoupon
from engine.store.port import Store
from tests.store.builders import EMAIL, ME, NOW, OTHER, SHOP, after, commit, issue, used_once


def names(found: tuple[StoredCoupon, ...]) -> list[str]:
    return [one.fact.id for one in found]


async def test_coupons_of_a_person_are_found_by_address_and_id_and_those_that_end_first_come_first(
    store: Store,
) -> None:
    await commit(
        store,
        issue("late"),
        issue("soon", valid_until=after(days=2)),
        issue("endless", valid_until=None),
        issue("by-id", owner_email=None, owner_id="c7", valid_until=after(days=3)),
        issue("both", owner_id="c7", valid_until=after(days=4)),
        issue("somebody-else", owner_email="b@x.jp", owner_id="c8"),
        issue("anybody", owner_email=None),
        issue("test", test=True),
    )
    assert names(await store.coupons_of_person(SHOP, EMAIL, None, NOW, 9)) == [
        "soon",
        "both",
        "late",
        "endless",
    ]
    assert names(await store.coupons_of_person(SHOP, None, "c7", NOW, 9)) == ["by-id", "both"]
    together = await store.coupons_of_person(SHOP, EMAIL, "c7", NOW, 9)
    assert names(together) == ["soon", "by-id", "both", "late", "endless"]
    assert await store.coupons_of_person(SHOP, EMAIL, "c7", NOW, 2) == together[:2]
    assert await store.coupons_of_person(SHOP, None, None, NOW, 9) == ()
    assert await store.coupons_of_person(OTHER, EMAIL, "c7", NOW, 9) == ()


async def test_what_is_used_up_revoked_or_over_is_in_no_wallet(store: Store) -> None:
    await commit(store, issue("used"), issue("gone"), issue("over", valid_until=after(days=1)), issue("left"))
    await commit(store, *used_once("used"), event="e2")
    await store.revoke_coupon(SHOP, "gone", "mistake", ME, NOW)
    assert names(await store.coupons_of_person(SHOP, EMAIL, None, after(days=1), 9)) == ["left"]
