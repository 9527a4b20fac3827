"""A merchant's tests are played with the real use cases; a failure says what was expected and what there was."""

import pytest

from engine.dsl.compile import compile_text
from engine.model.answers import PlayedTest
from engine.model.catalog import Catalog
from engine.service.read_products import CatalogFile, ImportFormat, read_products
from engine.service.run_tests import run_tests
from tests.service.shop import EXAMPLE

RULES = (EXAMPLE / "rules.otoku").read_text(encoding="utf-8").partition("test ")[0]


def catalog() -> Catalog:
    """What the example sells."""
    with (EXAMPLE / "catalog.csv").open(encoding="utf-8", newline="") as lines:
        rows = read_products(lines, CatalogFile(format=ImportFormat.CSV))
        return Catalog(currency="JPY", products={row.product.sku: row.product for row in rows if row.product})


async def play(*steps: str, rules: str = RULES) -> PlayedTest:
    """Play one test of the example's rules."""
    body = "\n".join(f"  {step}" for step in ("at 2026-05-20 10:00", 'customer "a@example.com"', *steps))
    compiled = compile_text(f'{rules}\ntest "it" {{\n{body}\n}}\n', catalog())
    assert compiled.program is not None, compiled.diagnostics
    (result,) = await run_tests(compiled.program, compiled.tests)
    return result


BUY = 'do order paid with product "SAMPLE-1"'


@pytest.mark.requirement("V1", "S1.17")
@pytest.mark.parametrize(
    "steps",
    [
        (BUY, 'expect coupon "thanks-coupon" issued until 2026-06-03 23:59'),
        (BUY, 'expect coupon "thanks-coupon" issued to "A@Example.com"'),
        (BUY, 'expect coupon "thanks-coupon"'),
        (BUY, 'expect email "thanks-coupon" to "a@example.com"'),
        (BUY, "wait 1 hour", 'expect no email "thanks-coupon"'),
        (
            BUY,
            "wait 14 days",
            'expect coupon "thanks-coupon" usable',
            'expect no coupon "thanks-coupon" expired',
        ),
        (
            BUY,
            "wait 15 days",
            'expect coupon "thanks-coupon" expired',
            'expect no coupon "thanks-coupon" usable',
        ),
        (BUY, "at 2026-06-03 23:59", 'expect coupon "thanks-coupon" usable'),
        (BUY, "at 2026-06-04 00:00", 'expect no coupon "thanks-coupon" usable'),
        (
            BUY,
            'do order paid with product "PACK-1" by "b@example.com" with coupon "thanks-coupon"',
            'expect coupon "thanks-coupon" refused',
            "expect pays 3,800 JPY",
        ),
        (
            BUY,
            'do order paid with product "PACK-1" with coupon "thanks-coupon"',
            'expect coupon "thanks-coupon" redeemed',
            "expect pays 3,300 JPY",
            'expect no coupon "thanks-coupon" usable',
        ),
        ('do order paid with product "PACK-1"', 'expect no coupon "thanks-coupon" issued'),
        ('do order paid with category "茶器"', 'expect sale "free-shipping" applied'),
        ('expect sale "welcome" usable',),
    ],
)
async def test_what_is_so_passes(steps: tuple[str, ...]) -> None:
    assert (await play(*steps)).failures == ()


@pytest.mark.parametrize(
    ("steps", "got"),
    [
        ((BUY, 'expect no coupon "thanks-coupon" issued'), "issued until 2026-06-04 00:00 to a@example.com"),
        (
            (BUY, 'expect coupon "thanks-coupon" issued until 2026-06-02 23:59'),
            "issued until 2026-06-04 00:00",
        ),
        ((BUY, 'expect email "thanks-coupon" to "b@example.com"'), "email thanks-coupon to a@example.com"),
        ((BUY, "expect pays 1 JPY"), "pays 980 JPY"),
        ((BUY, 'expect pays 980 JPY for product "PACK-1"'), "PACK-1 was not bought"),
        ((BUY, 'expect coupon "thanks-coupon" redeemed'), "took nothing off"),
        ((BUY, "wait 15 days", 'expect coupon "thanks-coupon" usable'), "refused: expired"),
        (('expect coupon "thanks-coupon" usable',), "has no coupon"),
        (('expect coupon "thanks-coupon" redeemed',), "no order was recorded"),
        (
            ('do order paid with product "PACK-1" with coupon "thanks-coupon"',),
            "has no coupon of thanks-coupon",
        ),
    ],
)
async def test_what_is_not_so_fails_with_what_there_was(steps: tuple[str, ...], got: str) -> None:
    padding = (
        () if any(step.startswith("expect") for step in steps) else ('expect no sale "welcome" applied',)
    )
    result = await play(*steps, *padding)

    (failure,) = result.failures
    assert got in failure.got
    assert failure.line > 50


async def test_what_a_test_says_of_its_customer_holds() -> None:
    code = 'do order paid with product "PACK-1" code "WELCOME10"'
    known = 'customer "z@example.com" with customer.orders is 3'

    assert (await play(known, code, 'expect sale "welcome" refused')).failures == ()
    assert (await play(code, 'expect sale "welcome" applied')).failures == ()


async def test_the_timeline_tells_what_happened_in_order() -> None:
    result = await play(BUY, "wait 1 day", 'expect coupon "thanks-coupon" usable')

    assert [happening.text.split(";")[0] for happening in result.timeline] == [
        "the time is set",
        "a@example.com paid order order-1",
        "1 day passed",
    ]


@pytest.mark.parametrize(
    "reward",
    [
        'tier from 3 items discount 10%\n  for product "PACK-1"',
        "tier from 99,999 JPY discount 10%",
        "buy 2 get 1 free",
        'buy 2 get 1 free of product "SAMPLE-1"\n  for product "PACK-1"',
        'bundle product "PACK-1", "SAMPLE-1" for 4,000 JPY',
        "bundle 3 of any product for 100 JPY",
        "discount to 1 JPY",
    ],
)
async def test_a_sale_of_sets_is_usable_when_a_whole_set_would_be_reduced(reward: str) -> None:
    rules = f'otoku 1\nsale "set" {{\n  {reward}\n  limit 1\n}}\n'
    assert (await play('expect sale "set" usable', rules=rules)).failures == ()
    used = await play(
        'do order paid with product "PACK-1", "SAMPLE-1" quantity 40',
        'expect no sale "set" usable',
        rules=rules,
    )
    assert used.failures == ()


async def test_a_total_of_several_pieces_is_spread_to_the_last_yen() -> None:
    rules = 'otoku 1\nsale "set" {\n  tier from 1,000 JPY discount 1 JPY\n  limit 9\n}\n'
    steps = ('do order paid with product "PACK-1" quantity 7 total 1,000 JPY', "expect pays 999 JPY")
    assert (await play(*steps, rules=rules)).failures == ()
    steps = ('do order paid with product "PACK-1" quantity 7 total 999 JPY', "expect pays 999 JPY")
    assert (await play(*steps, rules=rules)).failures == ()
