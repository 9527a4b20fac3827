"""The ledger of consents: evidence that nobody changes, and handovers that follow it (J1, J2, J4, I6, I36)."""

import asyncio
from datetime import timedelta

import pytest

from engine.model.consent import ConsentAct, ConsentWanted, Suppression, SuppressionCause
from engine.model.delivery_report import DeliveryReport, ReportKind
from engine.model.list_effects import NoteDelivery, SuppressAddress
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, StoredMessage
from engine.store.identity import message_id_of
from engine.store.port import Store, StoreUnavailable
from engine.store.sql.store import SqlStore
from tests.store.builders import ALL, EMAIL, ME, NOW, OTHER, SHOP, after, commit, consent, send, timer_came

ADVERTISING = MessageClass.ADVERTISING
LEASE = after(seconds=30)
MAIL = ChannelName.EMAIL
EVERYTHING = ConsentWanted()


async def hand_over(store: Store, key: str = "m1", **fields: object) -> StoredMessage:
    """Queue one message, hand it over, and look at it."""
    await timer_came(store, send(key, **{"message_class": ADVERTISING, **fields}), event=f"queues {key}")
    (claimed,) = await store.claim_messages(after(seconds=1), LEASE, 10)
    await store.hand_over(claimed, after(seconds=1), LEASE)
    found = await store.find_message(SHOP, claimed.id)
    assert found is not None
    return found


def suppressed(cause: SuppressionCause, address: str = EMAIL) -> SuppressAddress:
    return SuppressAddress(suppression=Suppression(channel=MAIL, address=address, cause=cause, at=NOW))


async def test_advertising_goes_to_who_agreed_and_to_nobody_else(store: Store) -> None:
    await commit(store, consent())
    assert (await hand_over(store, "m1")).state is MessageState.HANDOVER
    stranger = await hand_over(store, "m2", recipient="b@x.jp")
    assert (stranger.state, stranger.reason) == (MessageState.SUPPRESSED, "no_consent")
    sms = await hand_over(store, "m3", channel=ChannelName.SMS)  # consent is per channel
    assert sms.reason == "no_consent"


async def test_a_withdrawal_counts_from_the_next_handover_and_leaves_essential_mail_alone(
    store: Store,
) -> None:
    await commit(store, consent(), consent(act=ConsentAct.WITHDRAWN, at=after(days=1)))
    assert (await hand_over(store, "m1")).reason == "consent_withdrawn"
    essential = await hand_over(store, "m2", message_class=MessageClass.ESSENTIAL)
    assert essential.state is MessageState.HANDOVER


async def test_who_leaves_one_list_gets_the_others_and_who_leaves_all_gets_what_they_join_later(
    store: Store,
) -> None:
    left = consent(act=ConsentAct.WITHDRAWN, scope="r")
    await commit(store, consent(), left)
    assert (await hand_over(store, "m1")).reason == "consent_withdrawn"
    assert (await hand_over(store, "m2", rule="other")).state is MessageState.HANDOVER
    back = consent(scope="r", at=after(days=2))
    await commit(store, consent(act=ConsentAct.WITHDRAWN, at=after(days=1)), back, event="e2")
    assert (await hand_over(store, "m3")).state is MessageState.HANDOVER
    assert (await hand_over(store, "m4", rule="other")).reason == "consent_withdrawn"


async def test_a_withdrawal_counts_even_when_the_clock_of_its_server_is_behind(store: Store) -> None:
    await commit(store, consent(at=after(seconds=5)))
    await commit(store, consent(act=ConsentAct.WITHDRAWN, at=NOW), event="e2")
    assert (await hand_over(store)).reason == "consent_withdrawn"


async def test_staff_stop_everything_to_an_address_that_had_only_complained(store: Store) -> None:
    await commit(store, suppressed(SuppressionCause.COMPLAINT))
    by_hand = suppressed(SuppressionCause.BY_HAND).suppression
    assert await store.suppress(SHOP, by_hand, ME, NOW)
    assert not await store.suppress(SHOP, by_hand, ME, NOW)
    essential = await hand_over(store, message_class=MessageClass.ESSENTIAL)
    assert essential.reason == "address_suppressed: by_hand"


async def test_a_message_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    await timer_came(store, *(send(f"m{number}") for number in range(40)))
    for number in range(40):
        known = message_id_of(f"m{number}")
        for begins in (known, known[:16]):
            found = await store.find_message(SHOP, begins)
            assert found is not None
            assert found.id == known


async def test_a_consent_in_one_shop_is_none_in_another(store: Store) -> None:
    await commit(store, consent(), shop=OTHER)
    assert (await hand_over(store)).reason == "no_consent"
    assert await store.consents(SHOP, ALL, EVERYTHING) == ()


async def test_the_ledger_keeps_every_entry_with_its_evidence(store: Store) -> None:
    given = consent(version="2026-05", ip="192.0.2.7", wording="お知らせを受け取ります")
    taken_back = consent(act=ConsentAct.WITHDRAWN, at=after(days=3), message_id="m9")
    await commit(store, given, taken_back)
    assert await store.consents(SHOP, ALL, EVERYTHING) == (taken_back.entry, given.entry)
    assert await store.consents(SHOP, ALL, ConsentWanted(act=ConsentAct.GIVEN)) == (given.entry,)
    assert await store.consents(SHOP, ALL, ConsentWanted(address="b@x.jp")) == ()
    assert await store.consents(SHOP, ALL, ConsentWanted(address_hash=f"#{EMAIL}", channel=MAIL)) != ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE consents SET act = 'given'",
        "UPDATE consents SET wording = 'x'",
        "UPDATE consents SET address = 'b@x.jp'",
        "DELETE FROM consents",
    ],
)
async def test_the_database_refuses_to_change_the_ledger(sql_store: SqlStore, change: str) -> None:
    await commit(sql_store, consent())
    with pytest.raises(StoreUnavailable):
        await sql_store._db.write(lambda tx: tx.rows(change))


@pytest.mark.parametrize(
    ("cause", "advertising", "essential"),
    [
        (SuppressionCause.HARD_BOUNCE, "address_suppressed: hard_bounce", "address_suppressed: hard_bounce"),
        (SuppressionCause.BY_HAND, "address_suppressed: by_hand", "address_suppressed: by_hand"),
        (SuppressionCause.COMPLAINT, "complained", ""),
    ],
)
async def test_nothing_goes_to_a_dead_address_and_no_advertising_to_who_complained(
    store: Store, cause: SuppressionCause, advertising: str, essential: str
) -> None:
    await commit(store, consent(), suppressed(cause))
    assert (await hand_over(store, "m1")).reason == advertising
    assert (await hand_over(store, "m2", message_class=MessageClass.ESSENTIAL)).reason == essential


async def test_a_dead_address_weighs_more_than_a_complaint_and_staff_can_lift_it(store: Store) -> None:
    await commit(store, suppressed(SuppressionCause.COMPLAINT), suppressed(SuppressionCause.HARD_BOUNCE))
    await commit(store, suppressed(SuppressionCause.COMPLAINT), event="e2")
    (found,) = await store.suppressions(SHOP, ALL, channel=MAIL, address=EMAIL)
    assert found.cause is SuppressionCause.HARD_BOUNCE
    assert await store.lift_suppression(SHOP, MAIL, EMAIL, ME, NOW)
    assert not await store.lift_suppression(SHOP, MAIL, EMAIL, ME, NOW)
    stopped = Suppression(channel=MAIL, address=EMAIL, cause=SuppressionCause.BY_HAND, at=NOW, detail="asked")
    assert await store.suppress(SHOP, stopped, ME, NOW)
    assert not await store.suppress(SHOP, stopped, ME, NOW)
    assert await store.suppressions(SHOP, ALL, channel=None, address=None) == (stopped,)


async def test_of_a_withdrawal_and_a_handover_at_once_none_overtakes_the_other(sql_store: SqlStore) -> None:
    """Whatever comes first: what was handed over was allowed by an entry that was the newest at that moment."""
    for number in range(10):
        address = f"race{number}@x.jp"
        await commit(
            sql_store,
            consent(address),
            send(f"m{number}", recipient=address, message_class=ADVERTISING),
            event=f"e{number}",
        )
        (claimed,) = await sql_store.claim_messages(after(seconds=1), LEASE, 10)
        gone = consent(address, ConsentAct.WITHDRAWN, at=after(seconds=1))
        state, _ = await asyncio.gather(
            sql_store.hand_over(claimed, after(seconds=1), LEASE),
            commit(sql_store, gone, event=f"w{number}"),
        )
        assert state in (MessageState.HANDOVER, MessageState.SUPPRESSED)
        again = await hand_over(sql_store, f"again{number}", recipient=address)
        assert again.reason == "consent_withdrawn"
        await sql_store.settle_message(claimed, MessageState.SENT, "", None, NOW)


@pytest.mark.parametrize("before", [MessageState.SENT, MessageState.UNKNOWN, MessageState.DUE])
async def test_a_message_that_somebody_tells_of_has_left_whatever_we_believed(
    store: Store, before: MessageState
) -> None:
    await commit(store, consent(), send(message_class=ADVERTISING))
    (claimed,) = await store.claim_messages(NOW, LEASE, 10)
    await store.hand_over(claimed, NOW, LEASE)
    again = after(hours=1) if before is MessageState.DUE else None
    await store.settle_message(claimed, before, "who knows", again, NOW)
    report = DeliveryReport(
        channel=MAIL,
        kind=ReportKind.HARD_BOUNCE,
        address=EMAIL,
        message_id=claimed.id,
        status="5.1.1",
        detail="no such user",
    )
    await timer_came(store, NoteDelivery(report=report, at=after(minutes=1), day=NOW.date()))
    found = await store.find_message(SHOP, claimed.id[:16])
    assert found is not None
    assert (found.state, found.reason) == (MessageState.SENT, "hard_bounce 5.1.1 no such user")
    assert await store.claim_messages(NOW + timedelta(days=2), LEASE, 10) == ()


async def test_the_check_finds_advertising_without_consent_and_permissions_without_proof(
    sql_store: SqlStore,
) -> None:
    await commit(sql_store, consent(), consent("b@x.jp"))
    handed = await hand_over(sql_store)
    assert await sql_store.check_invariants(None, NOW) == ()
    statement = "UPDATE messages SET consent_id = 'none' WHERE id = ?"
    await sql_store._db.write(lambda tx: tx.rows(statement, handed.id))
    forged = "UPDATE permissions SET entry_id = 'forged' WHERE address = 'b@x.jp'"
    await sql_store._db.write(lambda tx: tx.rows(forged))
    found = await sql_store.check_invariants(SHOP, NOW)
    assert [one.split(":")[0] for one in found] == ["I6", "I36"]
