"""Staff, one-time links, sessions: the same in every store."""

import asyncio
from dataclasses import replace

import pytest

from engine.model.staff import LinkPurpose, Role, SecondFactor, StaffLink, StaffState
from engine.store.port import Store
from engine.store.staff_port import Saved
from tests.store.builders import ALL, ME, NOW, OTHER, SHOP, after
from tests.store.people import member, session

LINK = StaffLink(shop=SHOP, staff_id="s1", purpose=LinkPurpose.SIGN_IN, expires_at=after(minutes=15))


async def test_a_person_is_kept_with_everything_about_them(store: Store) -> None:
    factor = SecondFactor(key_id="k1", nonce="n", confirmed=True, last_step=7, recovery=("a", "b"))
    one = member(password_hash="hash", second_factor=factor)
    assert await store.add_staff(one, ME, NOW) is Saved.DONE
    assert await store.staff(SHOP) == (one,)
    newest, *_ = await store.audit(SHOP, ALL)
    assert (newest.action, newest.subject, dict(newest.detail)) == ("staff added", "s1", {"role": "owner"})


async def test_an_address_belongs_to_one_person_of_a_shop(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    twin = member("s2", email="s1@shop.example")
    assert await store.add_staff(twin, ME, NOW) is Saved.EMAIL_TAKEN
    assert await store.add_staff(replace(twin, shop=OTHER), ME, NOW) is Saved.DONE
    nameless = [member(f"n{number}", email="") for number in range(2)]
    assert [await store.add_staff(one, ME, NOW) for one in nameless] == [Saved.DONE, Saved.DONE]
    moved = replace(nameless[0], email="s1@shop.example", version=2)
    assert await store.save_staff(moved, ME, "profile changed", NOW) is Saved.EMAIL_TAKEN
    assert {one.email for one in await store.staff(SHOP)} == {"s1@shop.example", ""}


async def test_of_two_changes_at_once_one_is_refused_and_leaves_no_trace(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    changes = [replace(member(), name=name, version=2) for name in ("A", "B")]
    outcomes = await asyncio.gather(*(store.save_staff(one, ME, "profile changed", NOW) for one in changes))
    assert sorted(outcomes) == [Saved.CHANGED_MEANWHILE, Saved.DONE]
    audit = await store.audit(SHOP, ALL)
    assert [entry.action for entry in audit].count("profile changed") == 1
    assert await store.check_invariants(None, NOW) == ()


@pytest.mark.parametrize("change", [{"role": Role.EDITOR}, {"state": StaffState.DISABLED}])
async def test_the_last_owner_stays_owner_even_when_two_step_down_at_once(
    store: Store, change: dict[str, Role | StaffState]
) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_staff(member("s2"), ME, NOW)
    await store.add_staff(member("s3", state=StaffState.DISABLED), ME, NOW)
    down = [replace(member(name), version=2, **change) for name in ("s1", "s2")]  # type: ignore[arg-type]
    outcomes = await asyncio.gather(*(store.save_staff(one, ME, "staff changed", NOW) for one in down))
    assert sorted(outcomes) == [Saved.DONE, Saved.LAST_OWNER]


async def test_a_link_is_used_once_until_it_is_too_old(store: Store) -> None:
    await store.add_sign_in(b"link", LINK)
    assert await store.sign_in_link(b"link", NOW) == LINK
    outcomes = await asyncio.gather(*(store.take_sign_in(b"link", NOW) for _ in range(5)))
    assert [one for one in outcomes if one] == [LINK]
    assert await store.sign_in_link(b"link", NOW) is None
    await store.add_sign_in(b"late", LINK)
    assert await store.sign_in_link(b"late", after(minutes=15)) is None
    assert await store.take_sign_in(b"late", after(minutes=15)) is None


async def test_a_session_ends_when_it_idles_and_at_its_end(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_session(b"session", session(until=after(hours=1)))
    for minutes in (29, 58, 59.5):
        found = await store.session(b"session", after(minutes=minutes))
        assert found is not None
        assert found.member == replace(member(), signed_in_at=NOW)
    assert await store.session(b"session", after(minutes=60)) is None
    await store.add_session(b"idle", session(name="idle"))
    assert await store.session(b"idle", after(minutes=30)) is None


async def test_who_signs_out_is_out(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_session(b"session", session())
    await store.end_session(b"session")
    await store.end_session(b"session")
    assert await store.session(b"session", NOW) is None


async def test_who_is_disabled_is_out_at_once_also_where_sessions_were_left(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_staff(member("s2"), ME, NOW)
    await store.add_session(b"session", session())
    gone = replace(member(), state=StaffState.DISABLED, version=2)
    assert await store.save_staff(gone, ME, "staff disabled", NOW, keep_session=None) is Saved.DONE
    assert await store.session(b"session", NOW) is None


async def test_a_change_may_end_all_other_sessions(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_staff(member("s2"), ME, NOW)
    for name in ("mine", "other"):
        await store.add_session(name.encode(), session(name=name))
    await store.add_session(b"foreign", session("s2", "foreign"))
    await store.save_staff(replace(member(), version=2), ME, "password changed", NOW, keep_session=b"mine")
    assert [one.id for one in await store.sessions(SHOP, "s1", NOW)] == ["id of mine"]
    assert await store.session(b"other", NOW) is None
    assert await store.session(b"foreign", NOW) is not None


async def test_people_see_and_end_their_own_sessions_only(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_session(b"old", session(name="old", until=after(minutes=5)))
    await store.add_session(b"new", session(name="new", made_at=after(minutes=1), used_at=after(minutes=1)))
    live = await store.sessions(SHOP, "s1", after(minutes=2))
    assert [one.id for one in live] == ["id of new", "id of old"]
    assert [one.id for one in await store.sessions(SHOP, "s1", after(minutes=5))] == ["id of new"]
    assert not await store.end_session_of(SHOP, "s2", "id of new")
    assert await store.end_session_of(SHOP, "s1", "id of new")
    assert not await store.end_session_of(SHOP, "s1", "id of new")


async def test_a_session_remembers_when_its_person_last_proved_who_they_are(store: Store) -> None:
    await store.add_staff(member(), ME, NOW)
    await store.add_session(b"session", session())
    await store.confirm_session(b"session", after(minutes=10))
    found = await store.session(b"session", after(minutes=10))
    assert found is not None
    assert found.session.confirmed_at == after(minutes=10)
