"""The integration guide shows code that runs: each block is typed out of the sandbox's own shop, and valid."""

import re
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from graphql_api.sandbox import holds, shop_server

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "storefront.md").read_text(encoding="utf-8")
SCHEMA = build_schema((ROOT / "graphql_api" / "schema" / "storefront.graphql").read_text(encoding="utf-8"))
SENT = [shop_server.QUOTE, holds.HOLD, holds.RELEASE, shop_server.RECORD]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", blocks("graphql"))
def test_each_document_of_the_guide_is_one_that_the_shop_sends(block: str) -> None:
    assert block.strip() in [document.strip() for document in SENT]


@pytest.mark.parametrize("block", blocks("python"))
def test_each_piece_of_python_in_the_guide_is_in_the_shop_s_server(block: str) -> None:
    sources = [Path(module.__file__ or "").read_text(encoding="utf-8") for module in (shop_server, holds)]
    assert any(block in source for source in sources)


@pytest.mark.parametrize("document", SENT)
def test_what_the_shop_sends_is_valid_for_the_committed_schema(document: str) -> None:
    assert validate(SCHEMA, parse(document)) == []


def test_the_guide_speaks_both_languages_in_every_section() -> None:
    for section in GUIDE.split("\n## ")[1:]:
        assert re.search(r"[ぁ-ん]", section), section[:60]
        assert re.search(r"[a-z]{4,} [a-z]{2,}", section), section[:60]
