"""One person's data on the real use cases: handed out, erased, and erased again after a backup came back."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest

from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.data_subject import Erasure, ErasureState, TombstoneKind
from engine.model.decision import Problem, Rejection
from engine.model.records import MessageState, Page
from engine.model.requests import BuyerRequest
from engine.model.retention import Retention
from engine.model.rule_parts import ChannelName
from engine.service.clock import VirtualClock
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.service.erase_person import continue_erasures, erase_person
from engine.service.export_person import as_csv_zip, as_json, export_person
from engine.service.housekeeping import housekeeping
from engine.service.kept_mails import kept_mails
from engine.service.person import KnownPerson, know_person
from engine.service.replay_erasures import read_tombstones, replay_erasures, tombstone_lines
from engine.settings import SettingsProblem, read_settings
from engine.store.connect import open_store
from tests.conformance.world import SHOP
from tests.service.gifts import FILES, fresh, give, sound
from tests.service.shop import TEST, buy, drain, make_engine, open_shop
from tests.service.test_record_customer import go_live, later
from tests.service.test_reminders import leaves, opened, rule, sent

TARO = "taro@shop.example"
ALL = Page(limit=100)


async def erased(engine: Engine, typed: str = TARO, **more: Any) -> Erasure:
    became = await erase_person(engine, "tea", typed, reason="asked for it", actor=TEST, **more)
    assert isinstance(became, Erasure), became
    return became


async def known(engine: Engine, typed: str = TARO) -> KnownPerson:
    person = await know_person(engine, "tea", typed)
    assert isinstance(person, KnownPerson), person
    return person


async def test_a_buyer_is_handed_out_with_orders_coupons_messages_and_mails(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await drain(tea)
    sections = await export_person(tea, "tea", "Taro@Shop.example", actor=TEST)
    assert not isinstance(sections, Rejection)
    said = orjson.loads(as_json(sections))
    assert {name: len(rows) for name, rows in said.items() if rows} == dict.fromkeys(
        ("person", "customers", "orders", "coupons", "enrolments", "messages", "mails"), 1
    )
    assert said["orders"][0]["order"]["cart"]["buyer"]["name"] == "山田太郎"
    assert said["messages"][0]["state"] == "sent"
    assert "terms" not in said["coupons"][0]["fact"]
    with zipfile.ZipFile(io.BytesIO(as_csv_zip(sections))) as archive:
        assert "orders.csv" in archive.namelist()
        assert TARO in archive.read("customers.csv").decode("utf-8-sig")
    (entry, *_) = await tea.store.audit("tea", ALL)
    assert (entry.action, entry.subject, entry.detail["orders"]) == ("person exported", "", "1")


async def test_a_formula_in_a_name_is_made_harmless_in_the_files(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1", buyer=BuyerRequest(email=TARO, name="=1+1"))
    sections = await export_person(tea, "tea", TARO, actor=TEST)
    assert not isinstance(sections, Rejection)
    with zipfile.ZipFile(io.BytesIO(as_csv_zip(sections))) as archive:
        assert "'=1+1" in archive.read("customers.csv").decode("utf-8-sig")


async def test_one_command_erases_a_buyer_and_the_same_again_changes_nothing(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await buy(tea, "1002", "SAMPLE-1", email="hana@shop.example")
    before = await tea.store.check_invariants("tea", tea.clock.now())
    done = await erased(tea)
    assert (done.state, done.reason) == (ErasureState.DONE, "asked for it")
    assert not (await known(tea)).is_held
    assert (await known(tea, "hana@shop.example")).holdings.counts["orders"] == 1
    assert await erased(tea) == done
    assert await tea.store.check_invariants("tea", tea.clock.now()) == before
    await drain(tea)
    (mail,) = await kept_mails(tea, "tea", ALL)
    assert mail.recipient == "hana@shop.example"
    (stopped,) = await tea.store.messages(
        "tea", ALL, state=MessageState.CANCELLED, order_id="1001", coupon_id=None
    )
    assert stopped.reason == "person_erased"


async def test_who_was_erased_may_come_back_as_somebody_new(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    first = await erased(tea)
    answer = await buy(tea, "1003", "SAMPLE-1")
    assert len(answer.issued) == 1
    assert (await known(tea)).holdings.counts["orders"] == 1
    assert (await erased(tea)).id != first.id
    assert not (await known(tea)).is_held


@pytest.mark.parametrize(
    ("typed", "reason", "problem"),
    [
        ("nobody", "x", Problem.EMAIL_INVALID),
        ("nobody@shop.example", "x", Problem.NOT_FOUND),
        (TARO, " ", Problem.TEXT_INVALID),
    ],
)
async def test_a_mistake_erases_nothing_and_says_what_is_wrong(
    tea: Engine, typed: str, reason: str, problem: Problem
) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    refused = await erase_person(tea, "tea", typed, reason=reason, actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is problem
    assert (await known(tea)).is_held


async def test_what_a_dead_process_began_is_ended_by_housekeeping(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await erased(tea, seconds=-1.0)
    for _ in range(3):
        await continue_erasures(tea)
    assert await tea.store.running_erasures() == ()
    assert not (await known(tea)).is_held


async def test_a_restored_backup_forgets_again_whom_the_tombstones_name(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await erased(tea)
    lines = await tombstone_lines(tea, "tea")
    assert TARO not in "".join(lines)
    restored = make_engine(open_store("memory://"), clock=tea.clock)
    await open_shop(restored)
    await buy(restored, "1001", "SAMPLE-1")
    await buy(restored, "1002", "SAMPLE-1", email="hana@shop.example")
    graves = read_tombstones(lines)
    assert [one.kind for one in graves] == [TombstoneKind.EMAIL]
    assert await replay_erasures(restored, "tea", graves, actor=TEST, seconds=60) == 1
    assert not (await known(restored)).is_held
    assert (await known(restored, "hana@shop.example")).is_held
    assert await replay_erasures(restored, "tea", graves, actor=TEST, seconds=60) == 0


def test_a_broken_list_of_tombstones_names_its_line() -> None:
    with pytest.raises(ValueError, match="line 2 is no tombstone"):
        read_tombstones(["", "{}"])


async def test_housekeeping_forgets_old_mails_after_the_days_of_the_settings(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    await drain(tea)
    clock = tea.clock
    assert isinstance(clock, VirtualClock)
    clock.set(clock.now() + Retention().mails - timedelta(minutes=1))
    await housekeeping(tea)
    assert len(await kept_mails(tea, "tea", ALL)) == 1
    clock.set(clock.now() + timedelta(minutes=2))
    await housekeeping(tea)
    assert await kept_mails(tea, "tea", ALL) == ()


def test_the_days_of_keeping_are_settings() -> None:
    read = read_settings({"OTOKU_DATABASE_URL": "memory://", "OTOKU_KEEP_CARTS_DAYS": "7"})
    assert (read.retention.carts, read.retention.files) == (timedelta(days=7), timedelta(days=30))
    with pytest.raises(SettingsProblem, match="OTOKU_KEEP_"):
        read_settings({"OTOKU_DATABASE_URL": "memory://", "OTOKU_KEEP_MAILS_DAYS": "0"})


async def test_nothing_is_planned_for_who_was_erased(tea: Engine) -> None:
    for number in ("1001", "1002"):
        await buy(tea, number, "PACK-1")
        await buy(tea, f"{number}-hana", "PACK-1", email="hana@shop.example")
    await erased(tea)
    await go_live(tea, "14-win-back")
    await drain(tea)
    await later(tea, timedelta(days=90))
    (coupon,) = await tea.store.coupons("tea", ALL, rule="come-back", email=None, state=None)
    assert coupon.fact.owner_email == "hana@shop.example"


async def test_who_left_a_cart_and_was_erased_is_not_reminded_and_an_old_tick_is_worth_nothing() -> None:
    world = await opened(rule())
    await leaves(world, "taro@x.jp")
    await leaves(world, "hana@x.jp")
    done = await erase_person(world.engine, SHOP, "taro@x.jp", reason="asked for it", actor=TEST)
    assert isinstance(done, Erasure)
    await world.say_wait("1 day")
    assert [recipient for _, recipient in await sent(world)] == ["hana@x.jp"]


async def test_a_balance_is_not_lost_without_a_word(engine: Engine) -> None:
    await open_shop(engine, files=FILES)
    (card,) = await give(engine, amount=5000)
    refused = await erase_person(engine, "tea", "jane@example.com", reason="asked for it", actor=TEST)
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.CLAIMS_OPEN
    assert refused.args == (("balance", "5000"), ("cards", "1"), ("contracts", "0"))
    assert (await known(engine, "id:c-1")).claims.balance == 5000
    await erased(engine, "jane@example.com", claims_confirmed=True)
    left = (await fresh(engine, card)).fact
    assert (left.balance, left.owner_id, (left.owner_email or "").endswith("@erased.invalid")) == (
        5000,
        f"erased-{(await engine.store.erasures('tea', ALL))[0].id}-i1",
        True,
    )
    await sound(engine)


async def test_an_address_in_the_address_of_a_page_is_no_part_of_the_proof(tea: Engine) -> None:
    page = "https://shop.example/lp?mail=Taro%40Shop.example"
    request = ConsentRequest(
        channel=ChannelName.EMAIL, address=TARO, act=ConsentAct.GIVEN, wording="はい", source=page
    )
    assert not isinstance(await change_consent(tea, "tea", request, actor=TEST), Rejection)
    other = replace(request, source="https://shop.example/lp?campaign=may")
    assert not isinstance(await change_consent(tea, "tea", other, actor=TEST), Rejection)
    kept = await tea.store.consents("tea", ALL, ConsentWanted())
    assert {one.source for one in kept} == {
        "https://shop.example/lp",
        "https://shop.example/lp?campaign=may",
    }


async def test_who_shares_a_telephone_with_the_erased_outlives_the_replay_of_a_backup(tea: Engine) -> None:
    phone = "090-1234-5678"
    await buy(tea, "1001", "SAMPLE-1", buyer=BuyerRequest(email=TARO, phone=phone))
    await erased(tea)
    graves = read_tombstones(await tombstone_lines(tea, "tea"))
    assert {one.kind for one in graves} == {TombstoneKind.EMAIL, TombstoneKind.PHONE}
    restored = make_engine(open_store("memory://"), clock=tea.clock)
    await open_shop(restored)
    await buy(restored, "1001", "SAMPLE-1", buyer=BuyerRequest(email=TARO, phone=phone))
    await buy(restored, "1002", "SAMPLE-1", buyer=BuyerRequest(email="hana@shop.example", phone=phone))
    assert await replay_erasures(restored, "tea", graves, actor=TEST, seconds=60) == 1
    assert not (await known(restored)).is_held
    assert (await known(restored, "hana@shop.example")).holdings.counts["orders"] == 1


async def test_an_erasure_that_still_runs_is_not_taken_for_that_of_somebody_with_the_same_telephone(
    tea: Engine,
) -> None:
    for order, email in (("1001", TARO), ("1002", "hana@shop.example")):
        await buy(tea, order, "SAMPLE-1", buyer=BuyerRequest(email=email, phone="090-1234-5678"))
    first = await erased(tea, seconds=-1.0)
    assert (await erased(tea, "hana@shop.example")).id != first.id
    await continue_erasures(tea)
    assert not (await known(tea)).is_held
    assert not (await known(tea, "hana@shop.example")).is_held
