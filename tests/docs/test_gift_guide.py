"""The guide to gift cards is an integration: its calls, as they are printed, lead from a rule to a refunded order."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.model.records import SourceFile
from engine.store.connect import open_store
from tests.graphql.client import connect
from tests.service.shop import make_engine, open_shop

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = ("gift-cards.md", "gift-cards.ja.md")
CALL = re.compile(r"```graphql\n(.*?)```\s*```json\n(.*?)```", re.DOTALL)
RULE = re.compile(r"```otoku\n(.*?)```", re.DOTALL)
SHOP = 'otoku 1\n\nshop {\n  currency JPY\n  timezone "Asia/Tokyo"\n}\n\n'


def filled(written: str, known: Mapping[str, str]) -> dict[str, Any]:
    """The variables with what earlier answers told."""
    for name, value in known.items():
        written = written.replace(f'"{name}"', json.dumps(value))
    found: dict[str, Any] = json.loads(written)
    return found


@pytest.mark.requirement("S5.2", "S5.3", "S5.4", "S5.23")
@pytest.mark.parametrize("guide", GUIDES)
async def test_the_calls_of_the_guide_make_the_whole_integration(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    [rule] = RULE.findall(text)
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=SHOP + rule),))
    client = await connect(engine)
    known: dict[str, str] = {}
    answers: list[Any] = []
    for document, written in CALL.findall(text):
        [answer] = (await client.storefront(document, **filled(written, known))).values()
        assert [] == answer["errors"], document
        answers.append(answer)
        if not known:
            [card] = answer["outcomes"][0]["cards"]
            known = {"CARD": card["id"], "CODE": card["code"]}
    await client.http.aclose()
    given, credited, looked, priced, spent, back = answers
    assert 0 == given["outcomes"][0]["cards"][0]["balance"]["amount"]
    assert [None] == [one["refusal"] for one in credited["outcomes"]]
    assert 12_000 == looked["card"]["balance"]["amount"]
    assert priced["quote"]["tenders"][0]["left"] == spent["quote"]["tenders"][0]["left"]
    assert (0, 8_200) == (spent["quote"]["payable"]["amount"], spent["quote"]["tenders"][0]["left"]["amount"])
    assert ("REFUNDED", 3_800) == (back["order"]["state"], back["order"]["tenders"][0]["amount"]["amount"])
