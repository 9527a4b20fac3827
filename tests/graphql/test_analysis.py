"""Merchants are told over GraphQL what their rules can do at worst, before they publish them."""

import json

from engine.model.findings import FindingKind, Gravity
from graphql_api.admin.analysis import AnalysisKind, FindingGravity
from tests.graphql.client import Client
from tests.service.shop import example_files

ANALYZE = """
query($files: [FileInput!]!, $pieces: Int! = 10) {
  analyzeRules(files: $files, pieces: $pieces) {
    findings { kind gravity rule file line sentence event } diagnostics { code } errors { code field }
  }
}
"""
FILES = [{"path": file.path, "text": file.text} for file in example_files()]
RULES = """otoku 1
sale "all" {
  discount 10%
  priority 1
  limit 9 per order
}
sale "tea" {
  if cart.total at least 3,000 JPY
  for product "PACK-1"
  discount 5%
}
"""


async def test_findings_come_with_their_place_a_sentence_and_an_order(client: Client) -> None:
    asked = [{"path": "r.otoku", "text": RULES.replace("  limit 9 per order\n", "")}]
    answer = (await client.admin(ANALYZE, "ci", files=asked))["analyzeRules"]
    assert answer["errors"] == []
    first = answer["findings"][0]
    assert ("NEVER_WINS", "PROBLEM", "tea") == (first["kind"], first["gravity"], first["rule"])
    assert ("r.otoku", 6) == (first["file"], first["line"])
    event = json.loads(first["event"])
    assert "PACK-1" in {line["sku"] for line in event["lines"]}


async def test_pieces_decide_how_large_the_largest_cart_is(client: Client) -> None:
    asked = [{"path": "r.otoku", "text": RULES}]
    sentences = set()
    for pieces in (1, 2):
        answer = (await client.admin(ANALYZE, files=asked, pieces=pieces))["analyzeRules"]
        sentences |= {one["sentence"] for one in answer["findings"] if one["kind"] == "WORST_CART"}
    assert 2 == len(sentences)
    refused = await client.run("admin", "admin", ANALYZE, files=asked, pieces=0)
    assert ["BAD_VALUE"] == [one["extensions"]["code"] for one in refused["errors"]]


async def test_the_example_shop_has_no_problem(client: Client) -> None:
    answer = (await client.admin(ANALYZE, files=FILES))["analyzeRules"]
    assert [] == [one for one in answer["findings"] if one["gravity"] in ("PROBLEM", "GAP")]


async def test_files_with_errors_are_told_what_is_wrong_instead(client: Client) -> None:
    broken = [{"path": "r.otoku", "text": RULES.replace("discount 5%", "discuont five")}]
    answer = (await client.admin(ANALYZE, files=broken))["analyzeRules"]
    assert ["RULES_REFUSED"] == [one["code"] for one in answer["errors"]]
    assert answer["diagnostics"]
    assert [] == answer["findings"]


def test_every_kind_and_gravity_is_named_in_the_schema() -> None:
    assert [one.value for one in FindingKind] == [one.value for one in AnalysisKind]
    assert [one.value for one in Gravity] == [one.value for one in FindingGravity]
