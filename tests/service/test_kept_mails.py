"""Codes stand in no row of the database: a kept mail has marks, and whoever reads it sees the code (SEC4)."""

import sqlite3
from pathlib import Path

from engine.model.records import Page
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mail, kept_mails
from engine.store.connect import open_store
from engine.values.code_mark import CLOSE, OPEN, seal_code, sealed_coupons, unseal_codes
from engine.values.key_ring import KeyRing, Keys
from tests.service.shop import KEYS, buy, code_of, drain, make_engine, open_shop

ALL = Page(limit=10)


def test_a_text_gets_its_code_back_and_cannot_bring_a_mark_of_its_own() -> None:
    forged = f"your code {OPEN}somebody else's{CLOSE} is 1234-5678, again 1234-5678"
    sealed = seal_code(forged, "c1", "1234-5678")
    assert "1234-5678" not in sealed
    assert sealed_coupons(sealed) == {"c1"}
    assert (
        unseal_codes(sealed, lambda _: "1234-5678")
        == "your code somebody else's is 1234-5678, again 1234-5678"
    )
    assert seal_code("no coupon", "", "") == "no coupon"


async def test_who_reads_a_kept_mail_sees_the_code_and_the_store_does_not_have_it(tea: Engine) -> None:
    answer = await buy(tea, "first", "SAMPLE-1")
    code = await code_of(tea, answer)
    await drain(tea)
    (stored,) = await tea.store.inbox("tea", ALL)
    (shown,) = await kept_mails(tea, "tea", ALL)
    assert code in shown.text
    assert code not in repr(stored)
    assert await kept_mail(tea, "tea", stored.id) == shown
    assert await kept_mail(tea, "tea", "nothing") is None
    assert await kept_mail(tea, "coffee", stored.id) is None


async def test_a_code_whose_key_is_gone_shows_its_end_only(tea: Engine) -> None:
    answer = await buy(tea, "first", "SAMPLE-1")
    code = await code_of(tea, answer)
    await drain(tea)
    other = Keys(codes=KeyRing(current="k2", keys={"k2": b"x" * 32}), peppers=KEYS.peppers, links=KEYS.links)
    (shown,) = await kept_mails(make_engine(tea.store, keys=other), "tea", ALL)
    assert code not in shown.text
    assert f"••••{code[-4:]}" in shown.text


async def test_the_code_of_a_coupon_is_nowhere_in_the_database_file(tmp_path: Path) -> None:
    path = tmp_path / "otoku.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    code = await code_of(engine, await buy(engine, "first", "SAMPLE-1"))
    await drain(engine)
    await buy(engine, "second", "PACK-1", codes=[code])
    await store.close()
    with sqlite3.connect(path) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert "first" in dump  # the dump has what was stored
    for spelling in {code, code.replace("-", "")}:
        assert spelling not in dump
        assert spelling.encode().hex() not in dump.lower()
