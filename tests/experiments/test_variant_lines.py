"""What a variant may say, and when an experiment may run."""

import pytest

from engine.dsl.compile import compile_files
from engine.dsl.describe import describe
from tests.experiments.lab_shop import COUPON, SALE, files, program

CODED = 'sale "spring" {\n  code "SPRING"\n  discount 10%\n  experiment "depth"\n}\n'
OTHER = 'sale "autumn" {\n  code "AUTUMN"\n  discount 30%\n}\n'


def halves(line: str, *times: str) -> str:
    """An experiment whose second half has a line of its own."""
    said = "".join(f"  {one}\n" for one in times or ("ends 2026-07-01",))
    return f'experiment "depth" {{\n{said}  variant "A" 50%\n  variant "B" 50% {{\n    {line}\n  }}\n}}\n'


def errors(*blocks: str) -> list[tuple[str, str]]:
    """What keeps the rules from going live."""
    found = compile_files(files(*blocks), None).diagnostics
    return [(one.code, one.label) for one in found if one.code.startswith("E")]


@pytest.mark.parametrize("code", ["AUTUMN", "SUMMER"])
def test_a_shared_code_is_that_of_its_rule_in_every_arm(code: str) -> None:
    assert errors(CODED, OTHER, halves(f'code "{code}"')) == [("E0306", "fixed")]


def test_the_shape_of_codes_of_a_coupon_may_differ_by_arm() -> None:
    assert errors(COUPON, halves("code 10 digits")) == errors(COUPON, halves("discount 20%")) == []


@pytest.mark.parametrize("ends", ["2026-07-01", "2026-08-01 00:00"])
def test_an_experiment_that_is_over_before_it_begins_is_refused(ends: str) -> None:
    times = "begins 2026-08-01", f"ends {ends}"

    assert errors(CODED, halves("discount 20%", *times)) == [("E0702", "experiment")]


def test_who_approves_a_rule_reads_what_each_variant_gives() -> None:
    compiled = program(SALE, halves("discount 90%"))

    said = describe(compiled.rules[0], compiled)
    in_japanese = describe(compiled.rules[0], compiled, "ja")

    assert 'Variant "B": Every buyer gets 90% off' in said
    assert 'Variant "A"' not in said
    assert "バリエーション「B」: " in in_japanese
    assert "90%" in in_japanese
