"""What a trace has found is told in the reader's language."""

import pytest

from engine.model.program import Status
from graphql_api.found_texts import found_text
from tests.graphql.client import Client
from tests.graphql.test_simulation import LIVE, PLAY, case


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("0 used", "0 使用済み"),
        ("5,000 JPY used", "5,000 JPY 使用済み"),
        ("12.50 USD used", "12.50 USD 使用済み"),
        ("1 item", "1 点"),
        ("3,000 items", "3,000 点"),
        ("30 days", "30 日"),
        ("not entered", "入力されていません"),
        ("1,500 JPY now", "初回 1,500 JPY"),
        ("720 JPY now, 900 JPY later", "初回 720 JPY、2回目以降 900 JPY"),
        ("5,000 JPY", "5,000 JPY"),
        ('"not entered"', '"not entered"'),
        ("2026-05-20 10:00", "2026-05-20 10:00"),
    ],
)
def test_words_are_translated_and_names_of_the_shop_are_not(found: str, told: str) -> None:
    assert (found_text(found, "ja"), found_text(found, "en")) == (told, found)


def test_every_status_of_a_rule_has_a_japanese_word() -> None:
    assert all(found_text(status.value, "ja") != status.value for status in Status)


async def test_the_simulator_answers_in_the_language_of_the_request(client: Client) -> None:
    body = {"query": PLAY, "variables": {"c": case("SAMPLE-1"), "s": LIVE}}
    said = {}
    for language in ("ja", "en"):
        answer = (await client.post("/admin/graphql", "admin", body, accept_language=language)).json()
        rules = answer["data"]["simulate"]["simulation"]["rules"]
        said[language] = [line["found"] for rule in rules for line in rule["lines"]]
    assert said["ja"] == [found_text(one, "ja") for one in said["en"]]
    assert said["ja"] != said["en"]
