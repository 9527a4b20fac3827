"""What offers brought, over the admin API: counters, failures, each offer, files; who may see what."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.service.shop import START, make_engine
from tests.ui.selling import make_selling_database

TOTALS = """query($since: Date!, $until: Date!) { offerTotals(since: $since, until: $until) {
  rule decided shown clicked orders failed declined expired missed revenue { amount } } }"""
FIGURES = """query($since: Date!, $until: Date!, $rule: String!) {
  offerFigures(since: $since, until: $until, rule: $rule) {
    total { orders } days { day shown orders } failures { reason message count } } }"""
OFFERS = """query($filter: OfferFilter, $first: Int, $after: String) {
  offers(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
    id orderId state quantity total { amount } failure failureMessage detail } } } }"""
EXPORT = """query($since: Date!, $until: Date!, $format: ResultsFormatKind!, $by: ResultsBy!) {
  offerResultsExport(rule: "one-more", since: $since, until: $until, format: $format, by: $by) {
    name mediaType text rows complete } }"""
DAYS = {"since": "2026-05-01", "until": "2026-06-01"}


@pytest.fixture(scope="module")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Client]:
    """A client of a shop with two days of offers behind it."""
    path: Path = tmp_path_factory.mktemp("selling") / "shop.sqlite3"
    await make_selling_database(path)
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    engine.clock.set(START)  # type: ignore[attr-defined]
    client = await connect(engine, "tea")
    yield client
    await client.http.aclose()
    await store.close()


@pytest.mark.requirement("S4.64", "S4.65", "S4.66", "S4.67", "S4.68")
async def test_counters_are_told_per_live_offer_and_by_day(client: Client) -> None:
    (row,) = (await client.admin(TOTALS, **DAYS))["offerTotals"]
    assert {
        "rule": "one-more",
        "decided": 6,
        "shown": 5,
        "clicked": 3,
        "orders": 2,
        "failed": 1,
        "declined": 1,
        "expired": 1,
        "missed": 1,
        "revenue": {"amount": 19_800},
    } == row
    period = (await client.admin(FIGURES, rule="one-more", **DAYS))["offerFigures"]
    assert [("2026-05-19", 2), ("2026-05-20", 0)] == [(day["day"], day["orders"]) for day in period["days"]]
    assert [("PAYMENT_REFUSED", 1)] == [(one["reason"], one["count"]) for one in period["failures"]]


async def test_offers_are_paged_and_found_by_state(client: Client) -> None:
    first = (await client.admin(OFFERS, first=4))["offers"]
    rest = (await client.admin(OFFERS, first=4, after=first["pageInfo"]["endCursor"]))["offers"]
    assert (4, True, 2, False) == (
        len(first["edges"]),
        first["pageInfo"]["hasNextPage"],
        len(rest["edges"]),
        rest["pageInfo"]["hasNextPage"],
    )
    failed = (await client.admin(OFFERS, filter={"rule": "one-more", "state": "FAILED"}))["offers"]
    (node,) = [edge["node"] for edge in failed["edges"]]
    assert ("order-refused", "PAYMENT_REFUSED", {"amount": 9_900}) == (
        node["orderId"],
        node["failure"],
        node["total"],
    )
    one = await client.admin("query($id: ID!) { offer(id: $id) { orderId } }", id=node["id"])
    assert "order-refused" == one["offer"]["orderId"]
    assert (await client.admin('{ offer(id: "x") { orderId } }'))["offer"] is None


async def exported(client: Client, form: str, by: str, token: str = "admin") -> dict[str, Any]:
    answer = await client.admin(EXPORT, token, format=form, by=by, **DAYS)
    file: dict[str, Any] = answer["offerResultsExport"]
    return file


@pytest.mark.requirement("S4.69")
async def test_results_are_files_by_offer_and_by_day_in_both_formats(client: Client) -> None:
    days = await exported(client, "CSV", "DAY")
    rows = list(csv.DictReader(io.StringIO(days["text"].removeprefix("\ufeff"))))
    assert ("one-more-2026-05-01-2026-06-01.csv", "text/csv", 2, True) == (
        days["name"],
        days["mediaType"],
        days["rows"],
        days["complete"],
    )
    assert ["19800", "0"] == [row["revenue"] for row in rows]
    offers = await exported(client, "JSONL", "OFFER")
    found = [json.loads(line) for line in offers["text"].splitlines()]
    assert 6 == offers["rows"] == len(found)
    assert {"aoi@shop.example", "ren@shop.example"} == {
        row["buyer"] for row in found if row["state"] == "succeeded"
    }


async def test_a_period_that_is_none_is_refused(client: Client) -> None:
    answer = await client.run("admin", "admin", TOTALS, since="2026-05-02", until="2026-05-02")
    assert "BAD_VALUE" == answer["errors"][0]["extensions"]["code"]


async def test_buyers_and_files_need_rights_of_their_own(client: Client) -> None:
    asked = "{ offers(first: 1) { edges { node { buyer { email } } } } }"
    assert "FORBIDDEN" == (await client.run("admin", "ci", asked))["errors"][0]["extensions"]["code"]
    refused = await client.run("admin", "ci", EXPORT, format="CSV", by="DAY", **DAYS)
    assert "FORBIDDEN" == refused["errors"][0]["extensions"]["code"]
    shown = await client.admin(asked)
    assert shown["offers"]["edges"][0]["node"]["buyer"]["email"].endswith("@shop.example")
