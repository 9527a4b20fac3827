"""Settings of an installation, and the secrets beside its database (SEC25, SEC32)."""

import json
import multiprocessing
import stat
from pathlib import Path

import pytest

from engine.delivery.platform import Platform
from engine.service.fulfilment import fulfilment_of
from engine.service.waker import NoWaker
from engine.settings import (
    Settings,
    SettingsProblem,
    SmsGateway,
    new_secrets,
    read_secrets,
    read_settings,
    sms_gateway,
    smtp_address,
    write_secrets,
)
from engine.store.connect import open_store
from engine.wiring import assemble


def settings(folder: Path, **variables: str) -> Settings:
    """Settings with a database in `folder`."""
    given = {"OTOKU_DATABASE_URL": f"sqlite://{folder}/otoku.sqlite3"}
    return read_settings(given | {f"OTOKU_{name}": value for name, value in variables.items()})


def test_without_any_setting_it_listens_on_loopback_and_keeps_its_mails(tmp_path: Path) -> None:
    found = settings(tmp_path)

    assert (found.host, found.port, found.smtp) == ("127.0.0.1", 8000, None)
    assert found.public_url == "http://127.0.0.1:8000"


def test_the_first_start_makes_secrets_that_only_the_owner_can_read_and_later_starts_use_them(
    tmp_path: Path,
) -> None:
    first = settings(tmp_path)
    path = tmp_path / "otoku.sqlite3.secrets"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings(tmp_path).secrets == first.secrets
    keys = [
        ring.keys[ring.current] for ring in (first.secrets.codes, first.secrets.peppers, first.secrets.links)
    ]
    assert len(set(keys)) == 3
    assert all(len(key) == 32 for key in keys)


def _start(folder: str) -> bytes:
    return settings(Path(folder)).secrets.codes.keys["k1"]


@pytest.mark.slow
def test_processes_that_start_together_share_one_set_of_secrets(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = pool.map(_start, [str(tmp_path)] * 8)

    assert len(set(keys)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["otoku.sqlite3.secrets"]


def test_a_database_whose_secrets_are_lost_is_not_opened_with_new_ones(tmp_path: Path) -> None:
    (tmp_path / "otoku.sqlite3").write_bytes(b"rows")

    with pytest.raises(SettingsProblem, match="restore it from the backup"):
        settings(tmp_path)


def test_secrets_that_others_may_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    write_secrets(path, new_secrets())
    path.chmod(0o640)

    with pytest.raises(SettingsProblem, match="chmod 600"):
        settings(tmp_path, SECRETS_FILE=str(path))


NO_KEYS = {name: {"current": "a", "keys": {}} for name in ("codes", "peppers", "links")}
SHORT_KEYS = {name: {"current": "a", "keys": {"a": "00"}} for name in ("codes", "peppers", "links")}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"codes": 1}', json.dumps(NO_KEYS), json.dumps(SHORT_KEYS)]
)
def test_a_file_that_holds_no_secrets_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secrets"
    path.touch(mode=0o600)
    path.write_text(text)

    with pytest.raises(SettingsProblem, match="not a secrets file"):
        read_secrets(path)


def test_written_secrets_are_read_back_and_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "secrets"
    made = new_secrets()
    write_secrets(path, made)
    write_secrets(path, new_secrets())

    assert read_secrets(path) == made


def test_nothing_secret_is_in_the_text_of_settings(tmp_path: Path) -> None:
    found = settings(
        tmp_path, SMTP_URL="smtp://shop:hush@mail.example:587", REDIS_URL="redis://:hush@redis.example"
    )

    said = repr(found)
    assert "hush" not in said
    assert found.secrets.codes.keys["k1"].hex() not in said


def test_postgresql_needs_a_secrets_file_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_SECRETS_FILE"):
        read_settings({"OTOKU_DATABASE_URL": "postgres://otoku@db.example/otoku"})


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtp://mail.example", 25, "opportunistic"),
        ("smtp://user:p%40ss@mail.example:587", 587, "required"),
        ("smtp://user:pass@mail.example:587?tls=opportunistic", 587, "opportunistic"),
        ("smtps://user:pass@mail.example", 465, "implicit"),
        ("smtp://127.0.0.1:2525?tls=none", 2525, "none"),
    ],
)
def test_an_smtp_address_says_how_it_is_encrypted(url: str, port: int, tls: str) -> None:
    address = smtp_address(url)

    assert (address.port, address.tls) == (port, tls)
    assert address.password in ("", "pass", "p@ss")


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://m:99999999", "smtp://m?tls=maybe"]
)
def test_an_smtp_address_that_makes_no_sense_is_named(url: str) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_SMTP_URL"):
        smtp_address(url)


@pytest.mark.parametrize("port", ["eighty", "-1", "70000"])
def test_a_port_that_is_none_is_named(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_PORT"):
        settings(tmp_path, PORT=port)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://host/x"), ("DATABASE_URL", "shop.db"), ("LOG_LEVEL", "loud")],
)
def test_a_setting_that_cannot_be_is_named_before_anything_is_made(
    tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(SettingsProblem, match=f"OTOKU_{name}"):
        settings(tmp_path, **{name: value})
    assert list(tmp_path.iterdir()) == []


def test_a_failpoint_is_for_tests_only(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_TEST=1"):
        settings(tmp_path, FAILPOINT="commit.after:kill@1")
    assert settings(tmp_path, FAILPOINT="commit.after:kill@1", TEST="1").failpoint == "commit.after:kill@1"


def test_calls_to_this_machine_have_to_be_asked_for(tmp_path: Path) -> None:
    assert not settings(tmp_path).loopback_http
    assert settings(tmp_path, LOOPBACK_HTTP="1").loopback_http
    with pytest.raises(SettingsProblem, match="OTOKU_LOOPBACK_HTTP"):
        settings(tmp_path, LOOPBACK_HTTP="maybe")


def test_an_sms_gateway_is_read_from_one_address() -> None:
    twilio = sms_gateway("twilio+https://AC1:se%3Acret@api.twilio.com", "+15550001111")
    assert twilio == SmsGateway(
        twilio=True, address="https://api.twilio.com", account="AC1", secret="se:cret", sender="+15550001111"
    )
    signed = sms_gateway("https://:whsec_c2VjcmV0@sms.example:8443/send", "")
    assert signed == SmsGateway(
        twilio=False, address="https://sms.example:8443/send", account="", secret="whsec_c2VjcmV0"
    )
    assert sms_gateway("", "OTOKU") is None
    assert "se:cret" not in repr(twilio)


@pytest.mark.parametrize(
    "url", ["twilio+https://api.twilio.com", "ftp://a:b@c", "https://", "https://:secret@sms.example"]
)
def test_an_sms_gateway_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_SMS_URL"):
        sms_gateway(url, "")


def test_a_cap_of_sms_is_a_number() -> None:
    memory = {"OTOKU_DATABASE_URL": "memory://"}
    assert read_settings(memory | {"OTOKU_SMS_PARTS_PER_DAY": "500"}).sms_parts_per_day == 500
    assert read_settings(memory).sms_parts_per_day is None
    with pytest.raises(SettingsProblem, match="OTOKU_SMS_PARTS_PER_DAY"):
        read_settings(memory | {"OTOKU_SMS_PARTS_PER_DAY": "many"})


def test_a_pace_lets_something_leave() -> None:
    memory = {"OTOKU_DATABASE_URL": "memory://"}
    paced = read_settings(memory | {"OTOKU_MAILS_PER_MINUTE": "600", "OTOKU_SMS_PER_MINUTE": "60"})
    assert (paced.mails_per_minute, paced.sms_per_minute) == (600, 60)
    with pytest.raises(SettingsProblem, match="OTOKU_MAILS_PER_MINUTE"):
        read_settings(memory | {"OTOKU_MAILS_PER_MINUTE": "0"})


OWN = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="


def test_shops_of_one_installation_have_platforms_of_their_own(tmp_path: Path) -> None:
    tea = json.dumps({"tea": {"url": "https://tea.example/otoku", "secret": OWN}})
    given = settings(tmp_path, PLATFORMS=tea, PLATFORM_URL="https://all.example/otoku", PLATFORM_SECRET=OWN)
    assert ["tea"] == list(given.platforms)
    assert OWN not in repr(given)
    assert "QUJDREVG" not in repr(given)
    engine = assemble(given, open_store("memory://"), NoWaker())
    ways = {shop: fulfilment_of(engine, shop).commerce for shop in ("tea", "coffee")}
    assert {"tea": "https://tea.example/otoku", "coffee": "https://all.example/otoku"} == {
        shop: way.url for shop, way in ways.items() if isinstance(way, Platform)
    }


@pytest.mark.parametrize("text", ["tea", "[]", '["tea"]', '{"tea": {"url": "https://x"}}', '{"tea": 1}'])
def test_platforms_that_cannot_be_read_are_refused_with_an_example(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsProblem, match="OTOKU_PLATFORMS"):
        settings(tmp_path, PLATFORMS=text)
