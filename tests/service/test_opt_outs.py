"""Who wants no more messages gets none: by link or by SMS, once, and with the database away (J4)."""

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import orjson
import pytest

from engine.delivery.sms_inbound import Forged, InboundCall, SignedInbound, TwilioInbound, Unreadable
from engine.delivery.webhook_signature import signed_headers
from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.decision import Rejection
from engine.model.inbound_sms import InboundSms, SmsWord, word_of
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.inbound_sms import inbound_token, read_inbound_token, receive_sms
from engine.service.message_link import OPT_OUT, message_token
from engine.service.opt_out import Stopped, replay_opt_outs, stop_messages, take_sms
from engine.service.opt_out_spool import KeptOptOut, OptOutSpool
from engine.service.outage import StoreUnavailable
from engine.service.programs import ProgramCache
from engine.service.unsubscribe import unsubscribe_token
from engine.service.unsubscribe_target import read_target
from engine.store.connect import open_store
from tests.service.list_shop import ALL, BUYER, PHONE, agree, agree_to_all, gateway, pass_time, shop
from tests.service.shop import START, TEST, buy, drain, make_engine, open_shop
from tests.support import servers
from tests.support.web import WebServer

__all__ = ["gateway", "shop"]

SECRET = b"s" * 32
STOP = InboundSms(id="SM1", sender="090-1234-5678", text="ＳＴＯＰ")


def by_twilio(fields: Mapping[str, str], secret: str = "s") -> InboundCall:
    url = "https://promo.shop.example/hooks/sms/in.tea.x"
    said = url + "".join(name + value for name, value in sorted(fields.items()))
    signature = base64.b64encode(hmac.digest(secret.encode(), said.encode(), hashlib.sha1)).decode()
    headers = {"x-twilio-signature": signature}
    return InboundCall(url=url, headers=headers, body=urlencode(fields).encode(), at=START)


def texts(gateway: WebServer) -> list[str]:
    return [parse_qs(one.body.decode())["Body"][0] for one in gateway.received]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *((one, SmsWord.STOP) for one in ("STOP", "ｓｔｏｐ", " Stop. ", "UNSUBSCRIBE", "cancel", "END", "quit")),
        *((one, SmsWord.STOP) for one in ("停止", "配信停止", "解除", "停止してください", "配信を停止してください")),
        ("stop please", SmsWord.STOP),
        *((one, SmsWord.START) for one in ("START", "再開", "配信再開")),
        *((one, SmsWord.HELP) for one in ("HELP", "info", "ヘルプ")),
        *((one, None) for one in ("", "ありがとう", "When does it end?", "停止ではなく届け先を変えたいのです")),
    ],
)  # fmt: skip
def test_a_word_is_read_however_it_is_typed(text: str, word: SmsWord | None) -> None:
    assert word_of(text) is word


def test_an_sms_is_believed_for_the_signature_of_its_gateway_only() -> None:
    form = {"MessageSid": "SM1", "From": PHONE, "Body": "STOP"}
    twilio = TwilioInbound(secret="s")
    assert twilio.read(by_twilio(form)) == InboundSms(id="SM1", sender=PHONE, text="STOP")
    assert twilio.read(by_twilio(form | {"OptOutType": "STOP"})).answered
    for forged in (
        by_twilio(form, "t"),
        replace(by_twilio(form), body=urlencode(form | {"From": "+81"}).encode()),
    ):
        with pytest.raises(Forged):
            twilio.read(forged)
    with pytest.raises(Unreadable):
        twilio.read(by_twilio({"Body": "STOP"}))

    body = orjson.dumps({"id": "1", "from": PHONE, "text": "停止"})
    signed = InboundCall(url="", headers=signed_headers("1", START, body, [SECRET]), body=body, at=START)
    ours = SignedInbound(secret=SECRET)
    assert ours.read(signed) == InboundSms(id="1", sender=PHONE, text="停止")
    late = replace(signed, headers=signed_headers("1", START.replace(year=2025), body, [SECRET]))
    for forged in (late, replace(signed, body=b"{}"), replace(signed, headers={})):
        with pytest.raises(Forged):
            ours.read(forged)


def test_the_address_of_a_shop_is_no_other_token(shop: Engine) -> None:
    token = inbound_token(shop, "tea")
    assert read_inbound_token(shop, token) == "tea"
    for other in (
        token.replace("tea", "tee"),
        token[:-1],
        message_token(shop, OPT_OUT, "tea", "a" * 32),
        "in.",
    ):
        assert read_inbound_token(shop, other) is None


async def test_stop_by_sms_is_a_withdrawal_with_evidence_that_is_answered_once(
    shop: Engine, gateway: WebServer
) -> None:
    await agree_to_all(shop)
    for _ in range(2):  # gateways hand over twice
        assert await receive_sms(shop, "tea", STOP) is SmsWord.STOP
    await receive_sms(shop, "tea", replace(STOP, id="SM2"))
    pass_time(shop, hours=13)  # 23:00 in Tokyo: whoever has just written is awake
    await drain(shop)
    (said,) = texts(gateway)
    assert said.startswith("茶舗: お知らせSMSの配信を停止しました")
    wanted = ConsentWanted(channel=ChannelName.SMS, act=ConsentAct.WITHDRAWN)
    entries = await shop.store.consents("tea", ALL, wanted)
    assert {(one.address, one.wording, one.source) for one in entries} == {
        (PHONE, "ＳＴＯＰ", "SMS SM1"),
        (PHONE, "ＳＴＯＰ", "SMS SM2"),
    }
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    pass_time(shop, hours=9, minutes=1)
    await drain(shop)
    found = await shop.store.messages(
        "tea", ALL, state=MessageState.SUPPRESSED, order_id=None, coupon_id=None
    )
    assert (ChannelName.SMS, "consent_withdrawn") in {(one.order.channel, one.reason) for one in found}


async def test_start_gives_no_consent_and_help_says_who_this_is(shop: Engine, gateway: WebServer) -> None:
    await agree(shop, ChannelName.SMS, PHONE)
    for number, text in enumerate(("停止", "START", "HELP", "hello")):
        await receive_sms(shop, "tea", InboundSms(id=str(number), sender=PHONE, text=text))
    await drain(shop)
    said = texts(gateway)
    assert len(said) == 3
    assert sum("改めてお申し込み" in one for one in said) == 1
    assert sum("03-0000-0000" in one for one in said) == 1
    permission = await shop.store.permission("tea", ChannelName.SMS, PHONE)
    assert permission is not None
    assert not permission.given
    assert {(await sms_of_class(shop))} == {MessageClass.ESSENTIAL}


async def sms_of_class(shop: Engine) -> MessageClass:
    found = await shop.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)
    (only,) = {one.order.message_class for one in found}
    return only


async def test_a_gateway_that_has_replied_itself_leaves_nothing_to_say(
    shop: Engine, gateway: WebServer
) -> None:
    await receive_sms(shop, "tea", replace(STOP, answered=True))
    await drain(shop)
    assert gateway.received == []
    permission = await shop.store.permission("tea", ChannelName.SMS, PHONE)
    assert permission is not None
    assert not permission.given


@pytest.fixture
async def away(tmp_path: Path) -> AsyncIterator[tuple[Engine, servers.Server]]:
    """The shop `tea` on a PostgreSQL of its own, which can be stopped, with one mail that carries a link."""
    try:
        server = servers.postgres()
        running = server.__enter__()
    except servers.UnavailableError as reason:
        pytest.skip(str(reason))
    store = open_store(running.url)
    await store.open()
    engine = make_engine(store, spool_folder=tmp_path / "spool")
    await open_shop(engine)
    await agree(engine, ChannelName.EMAIL, "you@shop.example")
    await buy(engine, "1001", "SAMPLE-1")
    yield engine, running
    await store.close()
    server.__exit__(None, None, None)


@pytest.mark.slow
async def test_a_withdrawal_that_comes_while_the_database_is_away_is_in_force_once_it_is_back(
    away: tuple[Engine, servers.Server],
) -> None:
    """Kept on the disk before the answer, also across the end of the process (J4)."""
    engine, server = away
    (message,) = await engine.store.messages("tea", ALL, state=None, order_id="1001", coupon_id=None)
    known = read_target(engine, unsubscribe_token(engine, "tea", message.id))
    assert known is not None
    server.stop()
    stopped = await stop_messages(engine, known, list_only=False, source="one-click", ip="192.0.2.1")
    by_sms = await take_sms(engine, "tea", STOP)
    assert (stopped, by_sms) == (Stopped.RECEIVED, Stopped.RECEIVED)
    assert await take_sms(engine, "tea", replace(STOP, id="2", text="HELP")) is Stopped.FAILED
    with pytest.raises(StoreUnavailable):
        await replay_opt_outs(engine)
    server.start()
    again = replace(engine, programs=ProgramCache())  # another process, later
    pass_time(again, minutes=30)
    assert await replay_opt_outs(again) == 2
    assert await replay_opt_outs(again) == 0
    whose = ((ChannelName.EMAIL, message.order.recipient), (ChannelName.SMS, PHONE))
    for channel, address in whose:
        permission = await engine.store.permission("tea", channel, address)
        assert permission is not None
        assert (permission.given, permission.at) == (False, START)


@pytest.mark.slow
async def test_what_was_kept_for_nobody_stays_for_a_person_to_see(
    away: tuple[Engine, servers.Server],
) -> None:
    engine, server = away
    assert engine.spool_folder is not None
    known = read_target(engine, message_token(engine, OPT_OUT, "tea", "f" * 32))
    assert known is not None
    server.stop()
    await stop_messages(engine, known, list_only=True, source="page", ip="")
    (kept,) = engine.spool_folder.glob("*.json")
    assert kept.stat().st_mode & 0o077 == 0
    (engine.spool_folder / "0.json").write_text("{")
    server.start()
    assert await replay_opt_outs(engine) == 0
    assert len([*engine.spool_folder.glob("*.refused")]) == 2


async def test_without_a_database_and_without_a_disk_nobody_is_told_that_it_is_done(
    shop: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise StoreUnavailable("stopped")

    monkeypatch.setattr(type(shop.store), "find_message", refuse)
    known = read_target(shop, message_token(shop, OPT_OUT, "tea", "f" * 32))
    assert known is not None
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file" / "spool"):
        engine = replace(shop, spool_folder=folder)
        assert await stop_messages(engine, known, list_only=False, source="page", ip="") is Stopped.FAILED


async def test_stop_counts_also_from_a_gateway_that_writes_numbers_without_a_plus(shop: Engine) -> None:
    await agree_to_all(shop)
    assert await receive_sms(shop, "tea", replace(STOP, sender="819012345678")) is SmsWord.STOP
    permission = await shop.store.permission("tea", ChannelName.SMS, PHONE)
    assert permission is not None
    assert not permission.given


async def test_one_kept_withdrawal_that_fails_holds_up_no_other(shop: Engine, tmp_path: Path) -> None:
    engine = replace(shop, spool_folder=tmp_path)
    await agree_to_all(engine)
    (tmp_path / "0.json").mkdir()  # no file can be read there
    OptOutSpool(tmp_path).keep(KeptOptOut(shop="tea", at=engine.clock.now(), sms=STOP))
    assert await replay_opt_outs(engine) == 1
    permission = await engine.store.permission("tea", ChannelName.SMS, PHONE)
    assert permission is not None
    assert not permission.given


async def test_the_number_of_who_was_erased_does_not_come_back_from_the_disk(
    shop: Engine, tmp_path: Path
) -> None:
    engine = replace(shop, spool_folder=tmp_path)
    await agree_to_all(engine)
    OptOutSpool(tmp_path).keep(KeptOptOut(shop="tea", at=engine.clock.now(), sms=STOP))
    pass_time(engine, minutes=1)
    assert not isinstance(await erase_person(engine, "tea", PHONE, reason="asked", actor=TEST), Rejection)
    assert await replay_opt_outs(engine) == 0
    assert OptOutSpool(tmp_path).waiting() == ()
    assert await engine.store.consents("tea", ALL, ConsentWanted(address=PHONE)) == ()


async def test_a_link_of_who_was_erased_writes_no_pseudonym_into_the_ledger(shop: Engine) -> None:
    await buy(shop, "1001", "SAMPLE-1", buyer=BUYER)
    await drain(shop)
    (message,) = await shop.store.messages(
        "tea", ALL, state=MessageState.SUPPRESSED, order_id=None, coupon_id=None
    )
    erased = await erase_person(shop, "tea", BUYER.email or "", reason="asked", actor=TEST)
    assert not isinstance(erased, Rejection)
    known = read_target(shop, message_token(shop, OPT_OUT, "tea", message.id))
    assert known is not None
    stopped = await stop_messages(shop, known, list_only=False, source="page", ip="")
    assert stopped is Stopped.DONE
    assert await shop.store.consents("tea", ALL, ConsentWanted()) == ()
