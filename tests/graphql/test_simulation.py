"""The simulator tells the truth of every line, compares two sources, and stores nothing."""

from typing import Any

import pytest

from engine.model.simulation import SourceKind, Truth
from graphql_api.admin.simulation import LineTruth, RuleSourceKind
from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order
from tests.graphql.test_releases import save
from tests.graphql.test_rule_files import PATH, change, opened

PLAYED = """{
  revision at fired
  rules { name kind fired reason amount { amount } lines {
    truth label file line fromUtf16 toUtf16 expected found missing
  } }
  quote { total { amount } } issues { rule validUntil } sends { template }
}"""
PLAY = f"""query($c: SimulationInput!, $s: RuleSourceInput!, $a: RuleSourceInput) {{
  simulate(case: $c, rules: $s, against: $a) {{
    simulation {PLAYED} against {PLAYED} differences diagnostics {{ code }} errors {{ code field }}
  }}
}}"""
AS_TEST = """query($c: SimulationInput!, $s: RuleSourceInput!) {
  simulationAsTest(case: $c, rules: $s, name: "from the simulator") { text errors { code field } }
}"""
LIVE = {"kind": "LIVE"}
DRAFT = {"kind": "WORKING_COPY"}


def case(*skus: str, email: str | None = "taro@shop.example", **rest: Any) -> dict[str, Any]:
    return {"event": {"lines": [{"sku": sku} for sku in skus], "email": email, **rest}}


async def played(client: Client, asked: dict[str, Any], source: Any = None, against: Any = None) -> Any:
    return (await client.admin(PLAY, c=asked, s=source or LIVE, a=against))["simulate"]


def by_name(simulation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["name"]: rule for rule in simulation["rules"]}


def test_the_enums_of_the_simulator_are_those_of_the_model() -> None:
    assert {one.value for one in LineTruth} == {one.value for one in Truth}
    assert {one.value for one in RuleSourceKind} == {one.value for one in SourceKind}


async def test_every_line_is_true_false_or_not_reached_with_what_was_found(client: Client) -> None:
    answer = await played(client, case("SAMPLE-1"))
    simulation = answer["simulation"]
    assert (simulation["fired"], answer["errors"]) == (["thanks-coupon"], [])
    assert [one["rule"] for one in simulation["issues"]] == ["thanks-coupon"]
    assert [one["template"] for one in simulation["sends"]] == ["thanks-coupon"]
    rules = by_name(simulation)
    (condition,) = rules["free-shipping"]["lines"]
    assert (condition["truth"], condition["found"]) == ("FALSE", "980 JPY")
    assert condition["expected"] == "cart.total at least 5,000 JPY"
    file = await opened(client)
    units = file["text"].encode("utf-16-le")
    place = units[2 * condition["fromUtf16"] : 2 * condition["toUtf16"]].decode("utf-16-le")
    assert place == "if cart.total at least 5,000 JPY"
    said = [(one["truth"], one["label"], one["expected"], one["found"]) for one in rules["welcome"]["lines"]]
    assert said == [
        ("FALSE", "code", '"WELCOME10"', "not entered"),
        ("NOT_REACHED", "if", "customer.orders is 0", ""),
    ]
    counted = await client.admin("{ orders { totalCount } coupons { totalCount } messages { totalCount } }")
    assert [part["totalCount"] for part in counted.values()] == [0, 0, 0]


async def test_a_fact_that_is_not_given_is_unknown_and_named(client: Client) -> None:
    await save(client, "if cart.total at least 5,000 JPY", "if customer.last_order_at within 30 days")
    answer = await played(client, case("PACK-1"), DRAFT)
    (condition,) = by_name(answer["simulation"])["free-shipping"]["lines"]
    assert (condition["truth"], condition["missing"]) == ("UNKNOWN", "customer.last_order_at")


async def test_what_is_edited_is_compared_with_what_is_live(client: Client) -> None:
    await save(client, "cart.total at least 5,000 JPY", "cart.total at least 900 JPY")
    answer = await played(client, case("SAMPLE-1", shipping=500), DRAFT, LIVE)
    assert answer["differences"] == ["free-shipping"]
    totals = [answer[side]["quote"]["total"]["amount"] for side in ("simulation", "against")]
    assert totals == [980, 1480]
    assert [answer[side]["revision"] for side in ("simulation", "against")] == [2, 1]


async def test_a_cart_is_priced_without_being_bought(client: Client) -> None:
    answer = await played(client, {**case("SAMPLE-1", "KYUSU-1", shipping=500), "cartOnly": True})
    assert (answer["simulation"]["issues"], answer["simulation"]["fired"]) == ([], ["free-shipping"])


async def test_a_stored_order_is_played_again(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    answer = await played(client, {"orderId": "first"})
    assert answer["simulation"]["fired"] == ["thanks-coupon"]
    missing = await played(client, {"orderId": "nobody"})
    assert [(one["code"], one["field"]) for one in missing["errors"]] == [("NOT_FOUND", ["orderId"])]


async def test_rules_with_errors_are_told_and_revisions_are_found(client: Client) -> None:
    await save(client, "discount 500 JPY", "discuont 500 JPY")
    refused = await played(client, case("PACK-1"), DRAFT)
    assert [one["code"] for one in refused["errors"]] == ["RULES_REFUSED"]
    assert refused["diagnostics"]
    assert (await played(client, case("PACK-1"), {"kind": "REVISION", "revision": 1}))["errors"] == []
    none = await played(client, case("PACK-1"), {"kind": "REVISION", "revision": 9})
    assert [one["code"] for one in none["errors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize(
    "asked",
    [
        case("SAMPLE-1"),
        case("SAMPLE-1", "PACK-1", codes=["WELCOME10"]),
        case("KYUSU-1", member=True),
        case("SAMPLE-1", "SAMPLE-1", "PACK-1", "PACK-1", codes=["WELCOME10"]),
        {"event": {"lines": [{"sku": "PACK-1", "quantity": 3}], "email": "taro@shop.example"}},
    ],
)
async def test_a_case_becomes_a_test_that_passes(client: Client, asked: dict[str, Any]) -> None:
    answer = (await client.admin(AS_TEST, c=asked, s=LIVE))["simulationAsTest"]
    assert answer["errors"] == []
    file = await opened(client)
    edit = {"addRule": answer["text"]}
    stored = await change(client, "editRuleFile", path=PATH, baseSha256=file["sha256"], edits=[edit])
    assert stored["errors"] == []
    text = (await opened(client))["text"]
    tested = await client.admin(
        "query($d: FileInput!) { testRules(draft: $d) { tests { name passed failures { expected got } } } }",
        d={"path": PATH, "text": text},
    )
    own = next(one for one in tested["testRules"]["tests"] if one["name"] == "from the simulator")
    assert (own["passed"], own["failures"]) == (True, [])


async def test_what_a_test_cannot_say_is_told(client: Client) -> None:
    uneven = [{"sku": "SAMPLE-1", "quantity": 2}, {"sku": "PACK-1"}]
    several = {"event": {"lines": uneven, "email": "a@shop.example"}}
    answer = (await client.admin(AS_TEST, c=several, s=LIVE))["simulationAsTest"]
    assert (answer["text"], [one["field"] for one in answer["errors"]]) == (None, [["case", "lines"]])
    nobody = (await client.admin(AS_TEST, c=case("SAMPLE-1", email=None), s=LIVE))["simulationAsTest"]
    assert [one["field"] for one in nobody["errors"]] == [["case", "event", "email"]]
