"""Tests in rule files may say which arm their buyers have."""

import pytest

from engine.dsl.compile import compile_files
from engine.model.answers import PlayedTest
from engine.model.catalog import Catalog, Product
from engine.service.run_tests import run_tests
from tests.experiments.lab_shop import DEPTH, SALE, files

CATALOG = Catalog(currency="JPY", products={"PACK-1": Product(sku="PACK-1", name="定期便", price=3800)})
TEST = """
test "what each arm pays" {
  at 2026-06-01 10:00
  do order paid with product "PACK-1"
  expect pays 3,420 JPY for product "PACK-1"
  given variant "B" of "depth"
  do order paid with product "PACK-1"
  expect pays 3,040 JPY for product "PACK-1"
  given holdout of "depth"
  do order paid with product "PACK-1"
  expect pays 3,800 JPY for product "PACK-1"
  expect no sale "tea-week" applied
  given variant "A" of "depth"
  do order paid with product "PACK-1"
  expect pays 3,420 JPY for product "PACK-1"
}
"""
UNKNOWN = TEST.replace('"B" of', '"C" of')
NOWHERE = TEST.replace('"B" of "depth"', '"B" of "width"')
NOT_HELD = DEPTH.replace("holdout 20%", "").replace("40%", "50%")


async def played(*blocks: str) -> PlayedTest:
    """The test of these rules."""
    compiled = compile_files(files(*blocks), CATALOG)
    assert compiled.program is not None, compiled.diagnostics
    (test,) = await run_tests(compiled.program, compiled.tests)
    return test


async def test_buyers_of_a_test_have_the_arm_that_it_gives_them() -> None:
    assert (await played(SALE, DEPTH, TEST)).failures == ()


async def test_what_an_arm_does_not_do_fails_at_its_line() -> None:
    failed = (await played(SALE, DEPTH, TEST.replace("3,040", "3,041"))).failures

    assert ["3,041" in one.expected for one in failed] == [True]


@pytest.mark.parametrize(
    ("blocks", "code", "label"),
    [
        ((SALE, DEPTH, UNKNOWN), "E0904", ""),
        ((SALE, NOT_HELD, TEST), "E0904", "held"),
        ((SALE, DEPTH, NOWHERE), "E0406", "near"),
    ],
)
def test_an_arm_that_nobody_is_dealt_is_refused(blocks: tuple[str, ...], code: str, label: str) -> None:
    errors = [one for one in compile_files(files(*blocks)).diagnostics if one.code.startswith("E")]

    assert [(one.code, one.label) for one in errors] == [(code, label)]
