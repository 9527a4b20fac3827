"""The guides for merchants show shops that run: rules with their templates are checked and their tests played."""

import re
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from engine.dsl.compile import Compiled, compile_files
from engine.model.catalog import Catalog
from engine.model.records import SourceFile
from engine.service.example_shops import CURRENCY, example_products
from engine.service.run_tests import run_tests

ROOT = Path(__file__).parents[2]
GUIDES = sorted(
    ROOT / "docs" / f"{name}{ending}.md" for name in ("lists", "reminders") for ending in ("", ".ja")
)
SCHEMA = build_schema((ROOT / "graphql_api" / "schema" / "storefront.graphql").read_text(encoding="utf-8"))
ids = [path.name for path in GUIDES]


def shop_of(guide: Path) -> Compiled:
    """The rules and templates of a guide, as one shop with the products of the first example."""
    text = guide.read_text(encoding="utf-8")
    [rules] = re.findall(r"```otoku\n(.*?)```", text, re.DOTALL)
    templates = re.findall(r"```liquid (\S+)\n(.*?)```", text, re.DOTALL)
    files = [SourceFile(path="rules.otoku", text=rules)]
    files += [SourceFile(path=path, text=template) for path, template in templates]
    products = {one.sku: one for one in example_products("22-cart-abandonment")}
    return compile_files(tuple(files), Catalog(currency=CURRENCY, products=products))


@pytest.mark.parametrize("guide", GUIDES, ids=ids)
async def test_the_shop_of_a_guide_has_no_finding_and_passes_its_own_tests(guide: Path) -> None:
    compiled = shop_of(guide)
    assert [] == [(one.code, one.args) for one in compiled.diagnostics]
    assert compiled.program is not None
    played = await run_tests(compiled.program, compiled.tests)
    assert played
    assert [] == [test.name for test in played if test.failures]


@pytest.mark.parametrize("guide", GUIDES, ids=ids)
def test_what_a_guide_asks_the_storefront_api_is_in_its_schema(guide: Path) -> None:
    for document in re.findall(r"```graphql\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL):
        assert [] == validate(SCHEMA, parse(document))
