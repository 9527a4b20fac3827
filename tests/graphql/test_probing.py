"""Codes cannot be probed with a publishable token: one answer, in the same time, for every code that fails (SEC5)."""

import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.model.records import SourceFile
from engine.service.clock import VirtualClock
from engine.service.engine import GuessLimits, Limits
from engine.store.connect import open_store
from engine.values.code import canonical
from tests.graphql.client import Client, connect
from tests.graphql.documents import HOLD, QUOTE, RECORD, REVEAL, REVOKE, cart, order
from tests.service.shop import example_files, make_engine, open_shop

SAMPLES = 60
MOST_APART_SECONDS = 0.002
UNLIMITED = Limits(guesses=GuessLimits(per_ip_hour=10**9, per_customer_day=10**9, per_shop_day=10**9))

MORE = """
otoku 1

sale "paused" {
  status paused
  code "PAUSED1"
  discount 10%
  for any product
}

sale "over" {
  code "OVER1"
  ends 2026-05-01
  discount 10%
  for any product
}

coupon "open" {
  when order paid with product "KYUSU-1"
  code 16 characters
  valid 14 days
  uses 1
  discount 500 JPY
  for product "PACK-1" as issued
  bound to anyone
}
"""


@pytest.fixture(scope="module")
async def codes(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Client, dict[str, str]]]:
    """A shop on SQLite where guesses are not counted out, with a code of each kind that does not apply."""
    store = open_store(f"sqlite://{tmp_path_factory.mktemp('probing')}/otoku.sqlite3")
    await store.open()
    engine = replace(make_engine(store), limits=UNLIMITED)
    await open_shop(engine, files=(*example_files(), SourceFile(path="more.otoku", text=MORE)))
    client = await connect(engine)
    assert isinstance(engine.clock, VirtualClock)

    async def earn(name: str, email: str = "taro@shop.example") -> tuple[str, str]:
        recorded = (await client.storefront(RECORD, input=order(name, "SAMPLE-1", email=email)))[
            "orderRecord"
        ]
        coupon = recorded["issuedCoupons"][0]["id"]
        revealed = await client.admin(REVEAL, i={"couponId": coupon})
        return coupon, revealed["couponReveal"]["code"]

    opened = (await client.storefront(RECORD, input=order("open", "KYUSU-1")))["orderRecord"]
    (coupon,) = (one["id"] for one in opened["issuedCoupons"])
    open_code = (await client.admin(REVEAL, i={"couponId": coupon}))["couponReveal"]["code"]
    made = {"unknown": "93571842", "expired": (await earn("expired"))[1]}
    engine.clock.advance(timedelta(days=30))
    made["other's"] = (await earn("other", "jiro@shop.example"))[1]
    revoked, made["revoked"] = await earn("revoked")
    await client.admin(REVOKE, i={"couponId": revoked, "reason": "test"})
    made["used"] = (await earn("used"))[1]
    await client.storefront(RECORD, input=order("user", "PACK-1", codes=[made["used"]]))
    made["a paused sale's"], made["a sale's that is over"] = "PAUSED1", "OVER1"
    made["anyone's, expired"] = open_code
    yield client, made
    await client.http.aclose()
    await store.close()


async def test_every_code_that_does_not_apply_gets_the_same_answer(
    codes: tuple[Client, dict[str, str]],
) -> None:
    client, made = codes
    answers = []
    for code in made.values():
        quote = (await client.storefront(QUOTE, "publishable", cart=cart("PACK-1"), codes=[code]))["quote"][
            "quote"
        ]
        held = (
            await client.storefront(
                HOLD, "publishable", i={"code": code, "cartToken": "c", "email": "taro@shop.example"}
            )
        )["codeHold"]
        answers.append(str((quote, held)).replace(canonical(code), "…"))
    assert len(set(answers)) == 1
    assert "INVALID_CODE" in answers[0]


async def test_without_an_address_they_get_the_same_answer_too(
    codes: tuple[Client, dict[str, str]],
) -> None:
    client, made = codes
    answers = set()
    for code in made.values():
        quote = await client.storefront(QUOTE, "publishable", cart=cart("PACK-1", email=None), codes=[code])
        held = await client.storefront(HOLD, "publishable", i={"code": code, "cartToken": "c"})
        answers.add(str((quote, held)).replace(canonical(code), "…"))
    assert len(answers) == 1
    assert "INVALID_CODE" in answers.pop()


async def test_every_code_that_does_not_apply_takes_the_same_time(
    codes: tuple[Client, dict[str, str]],
) -> None:
    # CPU time of this process: the clock on the wall measures the neighbours on this machine too.
    client, made = codes
    times: dict[str, list[float]] = {name: [] for name in made}
    for _ in range(SAMPLES):
        for name, code in made.items():
            began = time.process_time()
            await client.storefront(QUOTE, "publishable", cart=cart("PACK-1"), codes=[code])
            times[name].append(time.process_time() - began)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    assert max(medians.values()) - min(medians.values()) < MOST_APART_SECONDS, medians
