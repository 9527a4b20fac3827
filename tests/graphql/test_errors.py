"""Errors: expected ones are typed and localised, unexpected ones a number; nothing of the inside leaves."""

import asyncio
import itertools
import logging
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

from engine.service import ask
from engine.service.outage import StoreUnavailable
from graphql_api import door
from graphql_api.language import preferred
from tests.graphql.client import Client
from tests.graphql.documents import CHECK, HOLD, PUBLISH, QUOTE, RECORD, REVEAL, cart, order

INSIDE = re.compile(
    r"Traceback|File \"|/[a-z]+/[a-z_]+\.py|postgres|sqlite|SELECT |INSERT |UPDATE |0x[0-9a-f]{6}|asyncpg|tortoise"
    r"|strawberry|graphql_api|engine\.|NoneType|KeyError|object has no attribute|s3cret-dsn",
    re.IGNORECASE,
)
POISON = "postgres://u:s3cret-dsn@db/otoku SELECT * FROM coupons WHERE email='taro@shop.example'"


async def test_an_unexpected_failure_is_a_number_and_the_log_has_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*args: Any, **kwargs: Any) -> Any:
        raise ValueError(POISON)

    monkeypatch.setattr(ask, "shop", broken)
    with caplog.at_level(logging.DEBUG):
        answer = await client.run("admin", "admin", "{ shop { name } }")
    (error,) = answer["errors"]
    number = error["extensions"]["id"]
    assert error["extensions"] == {"code": "INTERNAL", "id": number}
    assert number in error["message"]
    assert error["path"] == ["shop"]
    assert not INSIDE.search(str(answer))
    logged = [record.getMessage() for record in caplog.records if number in record.getMessage()]
    assert len(logged) == 1
    assert "ValueError" in logged[0]
    assert "s3cret-dsn" not in caplog.text


async def test_a_failure_outside_execution_is_a_number_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(POISON)

    monkeypatch.setattr(door, "execute", broken)
    response = await client.post("/admin/graphql", "admin", {"query": "{ shop { name } }"})
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert not INSIDE.search(response.text)


async def test_an_outage_of_the_database_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone(*args: Any, **kwargs: Any) -> Any:
        raise StoreUnavailable(POISON)

    monkeypatch.setattr(type(client.engine.store), "orders", gone)
    answer = await client.run("admin", "admin", "{ orders { edges { cursor } } }")
    assert answer["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert not INSIDE.search(str(answer))


async def test_an_outage_while_credentials_are_looked_up_is_a_503(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*args: Any, **kwargs: Any) -> Any:
        raise StoreUnavailable(POISON)

    monkeypatch.setattr(type(client.engine.store), "token", gone)
    response = await client.post("/storefront/graphql", "otk_live_x_y", {"query": "{ __typename }"})
    assert (response.status_code, response.headers.get("retry-after")) in {(503, "5"), (401, None)}
    assert not INSIDE.search(response.text)


async def test_what_takes_too_long_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    started = asyncio.Event()

    async def slow(*args: Any, **kwargs: Any) -> Any:
        started.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(ask, "shop", slow)
    monkeypatch.setattr("graphql_api.door.asyncio.timeout", lambda seconds: _real_timeout(0.05))
    answer = await client.run("admin", "admin", "{ shop { name } }")
    assert started.is_set()
    assert answer["errors"][0]["extensions"] == {"code": "TIMEOUT"}


_real_timeout = asyncio.timeout


def values() -> Iterator[Any]:
    """Endless values that do not belong: every type, every size, text from every corner."""
    texts = [
        "", " ", "\t", "'; DROP TABLE coupons; --", "{{ 7*7 }}", "<script>alert(1)</script>", "../../etc/passwd",
        "ＡＢＣ２３４", "АВС", "が", "👩‍👩‍👧", "\u202eabc", "x" * 5_000, "0", "-1", "1e9", "null", "%s%n", "\x7f",
        "2026-02-30", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "a@b", "@", "Q291cG9uOg", "otk_live",
    ]  # fmt: skip
    numbers = [0, -1, 1, 2**31, 2**53, 2**63, -(2**63), 10**15, 10**15 + 1, 1.5, -0.0, 1e300]
    shapes: list[Any] = [None, True, False, [], {}, [[]], [None], {"": ""}, {"a": {"b": {"c": []}}}]
    return itertools.cycle([*texts, *numbers, *shapes])


def spoil(value: Any, bad: Any, dice: random.Random) -> Any:
    """A copy of `value` with one part, anywhere, replaced by `bad`."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        return value | {key: spoil(value[key], bad, dice)}
    if isinstance(value, list) and value and dice.random() < 0.85:
        place = dice.randrange(len(value))
        return [*value[:place], spoil(value[place], bad, dice), *value[place + 1 :]]
    return bad


MOMENT = "2026-05-20T00:00:00Z"
CALLS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("storefront", "publishable", QUOTE, {"cart": cart("PACK-1", token="t", shipping=500), "codes": ["WELCOME10"]}),
    ("storefront", "secret", RECORD, {"input": order("fuzz", "PACK-1", codes=["X"], total=1, placedAt=MOMENT)}),
    ("storefront", "secret", HOLD, {"i": {"code": "X", "cartToken": "c", "email": "a@shop.example"}}),
    ("admin", "admin", REVEAL, {"i": {"couponId": "Q291cG9uOmM"}}),
    ("admin", "admin", CHECK, {"files": [{"path": "rules.otoku", "text": "otoku 1\n"}]}),
    ("admin", "admin", PUBLISH, {"i": {"files": [{"path": "r.otoku", "text": "otoku 1\nx"}], "expectedRevision": 9}}),
    (
        "admin",
        "admin",
        (
            "query($f: CouponFilter, $n: Int, $a: String) { coupons(filter: $f, first: $n, after: $a) {"
            " edges { cursor } } }"
        ),
        {"f": {"rule": "r", "email": "a@shop.example", "state": "ISSUED"}, "n": 5, "a": "WyJhIl0"},
    ),
    (
        "admin",
        "admin",
        "query($s: Date!, $u: Date!, $r: String) { stats(since: $s, until: $u, rule: $r) { rule } }",
        {"s": "2026-05-01", "u": "2026-06-01", "r": "thanks-coupon"},
    ),
    (
        "admin",
        "admin",
        (
            "query($e: TrialEventInput!, $at: DateTime, $r: Int) { tryRules(event: $e, at: $at,"
            " revision: $r) { errors { code } } }"
        ),
        {"e": {"lines": [{"sku": "PACK-1", "quantity": 1}], "email": "a@shop.example"}, "at": MOMENT, "r": 1},
    ),
    (
        "admin",
        "admin",
        "mutation($i: ProductsImportInput!) { productsImport(input: $i) { stored errors { code } } }",
        {"i": {"content": "sku,name\n", "format": "CSV", "mode": "SKIP_BAD"}},
    ),
]  # fmt: skip


async def test_500_spoiled_requests_get_coded_answers_that_tell_nothing_of_the_inside(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    dice, bad = random.Random(20260520), values()
    refused = 0
    for turn in range(500):
        door_name, token, text, variables = CALLS[turn % len(CALLS)]
        sent = {"query": text, "variables": spoil(variables, next(bad), dice)}
        answer = (await client.post(f"/{door_name}/graphql", token, sent)).json()
        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        assert "INTERNAL" not in codes, (text, variables, answer, caplog.text)
        found = INSIDE.search(str(answer.get("errors", "")))
        assert found is None, answer
        refused += bool(codes)
    assert refused > 100
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"), ("ja", "ja"), ("ja-JP,ja;q=0.9,en;q=0.8", "ja"), ("en-US,ja;q=0.5", "en"), ("fr, de", "en"),
        ("en;q=0, ja;q=0.1", "ja"), ("ja;q=x", "en"), ("*", "en"), ("ja;q=0.5;q=1", "en"),
        ("," * 400, "en"), ("jaja", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_preferred(header: str, language: str) -> None:
    assert preferred(header) == language


async def test_refusals_speak_the_language_of_the_caller(client: Client) -> None:
    body = {"query": QUOTE, "variables": {"cart": cart("NO-SUCH-SKU")}}
    english = await client.post("/storefront/graphql", "secret", body)
    japanese = await client.post("/storefront/graphql", "secret", body, accept_language="ja")
    (said,) = english.json()["data"]["quote"]["errors"]
    (told,) = japanese.json()["data"]["quote"]["errors"]
    assert said == {
        "code": "UNKNOWN_PRODUCT",
        "field": ["cart", "lines", "0", "sku"],
        "message": "There is no product `NO-SUCH-SKU` in the catalogue.",
    }
    assert told["message"] == "商品 `NO-SUCH-SKU` はカタログにありません。"


BAD_ORDERS: list[tuple[dict[str, Any], str, list[str]]] = [
    ({"lines": []}, "EMPTY_CART", ["lines"]),
    ({"lines": [{"sku": "NO-SUCH", "quantity": 1}]}, "UNKNOWN_PRODUCT", ["lines", "0", "sku"]),
    ({"lines": [{"sku": "PACK-1", "quantity": 0}]}, "QUANTITY_OUT_OF_RANGE", ["lines", "0", "quantity"]),
    ({"lines": [{"sku": "PACK-1", "quantity": -3}]}, "QUANTITY_OUT_OF_RANGE", ["lines", "0", "quantity"]),
    (
        {"lines": [{"sku": "PACK-1", "quantity": 1, "unitPrice": -1}]},
        "PRICE_OUT_OF_RANGE",
        ["lines", "0", "unitPrice"],
    ),
    ({"total": 1}, "TOTALS_DO_NOT_ADD_UP", ["total"]),
    ({"shipping": -1}, "PRICE_OUT_OF_RANGE", ["shipping"]),
    ({"buyer": {"email": "nobody"}}, "EMAIL_INVALID", ["buyer", "email"]),
    ({"placedAt": "2027-01-01T00:00:00Z"}, "TIME_INVALID", ["placedAt"]),
    ({"id": ""}, "TEXT_INVALID", ["id"]),
    ({"codes": ["NO-SUCH"]}, "CODE_REFUSED", ["codes"]),
    ({"codes": [f"C{n}" for n in range(11)]}, "TOO_MANY_CODES", ["codes"]),
    ({"test": True, "lines": [{"sku": "GIFT-5000", "quantity": 1}]}, "NOT_IN_SANDBOX", ["lines", "0", "sku"]),
]


@pytest.mark.parametrize(("spoiled", "code", "field"), BAD_ORDERS, ids=lambda part: str(part)[:40])
async def test_a_bad_order_gets_a_coded_answer_and_leaves_nothing(
    client: Client, spoiled: dict[str, Any], code: str, field: list[str]
) -> None:
    payload = (await client.storefront(RECORD, input=order("bad", "PACK-1") | spoiled))["orderRecord"]
    assert payload["order"] is None
    assert [error["code"] for error in payload["errors"]] == [code]
    assert payload["errors"][0]["field"] == field
    assert "?" not in payload["errors"][0]["message"]
    listed = await client.admin(
        "{ orders { edges { cursor } } coupons { edges { cursor } } messages { edges { cursor } } }"
    )
    assert [part["edges"] for part in listed.values()] == [[], [], []]


async def test_rules_with_mistakes_are_told_with_places_and_are_not_published(client: Client) -> None:
    text = 'otoku 1\ncoupon "x" {\n  when order payd with product "SAMPLE-1"\n  vlaid 14 days\n  discount 500\n}\n'
    files = [{"path": "rules.otoku", "text": text}]
    checked = (await client.admin(CHECK, "ci", files=files))["checkRules"]
    assert checked["valid"] is False
    assert checked["errors"] >= 2
    lines = [found["place"]["line"] for found in checked["diagnostics"]]
    assert {3, 4} <= set(lines)
    assert all(found["message"] and found["code"][0] in "EW" for found in checked["diagnostics"])
    asked = {"files": files, "expectedRevision": 1}
    published = (await client.admin(PUBLISH, i=asked))["publishRules"]
    assert published["revision"] is None
    assert [error["code"] for error in published["errors"]] == ["RULES_REFUSED"]
    live = await client.admin("{ ruleset { number } }")
    assert live["ruleset"] == {"number": 1}


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../rules.otoku", "a/../b.otoku", "a//b.otoku", "x" * 300, "a\nb.otoku"]
)
async def test_a_path_that_leaves_the_rule_set_is_refused(client: Client, path: str) -> None:
    answer = await client.run("admin", "ci", CHECK, files=[{"path": path, "text": "otoku 1\n"}])
    assert answer["errors"][0]["extensions"]["code"] == "BAD_VALUE"
