"""Each case of the data files: rule text in, what a shop sees out, over virtual time, on the real use cases."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.gifts import GiftWorld
from tests.conformance.world import diagnostics_of, read_cases

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
CASES = [pytest.param(case, id=f"{path.stem}: {case['case']}") for path in FILES for case in read_cases(path)]
EXACT = {"applied", "refused", "line_discounts", "issued"}
STEPS = {
    "publish",
    "customer",
    "consent",
    "cart",
    "click",
    "at",
    "wait",
    "quote",
    "order",
    "refund",
    "shown",
    "accept",
    "decline",
    "try",
    "give",
    "credit",
    "card",
    "pay",
    "pay_out",
    "switch",
    "hold",
    "release",
    "revoke",
    "look",
}


@pytest.mark.parametrize("case", CASES)
async def test_the_engine_does_what_the_case_says(case: Mapping[str, Any]) -> None:
    products = case.get("products", ())
    if "diagnostics" in case:
        assert case["diagnostics"] == diagnostics_of(case["rules"], products)
        return
    world = GiftWorld()
    await world.open(case["rules"], products, case.get("template"))
    for number, step in enumerate(case["steps"], start=1):
        [verb] = step.keys() & STEPS
        answer = await getattr(world, f"say_{verb}")(step[verb])
        wanted = step.get("expect", {}) if verb != "look" else step["look"]
        _compare(wanted, answer, f"step {number}, {verb}")


def _compare(wanted: Any, found: Any, where: str) -> None:
    """Everything that is wanted is found; what is not mentioned is not looked at, except in lists and exact parts."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            if key in EXACT:
                assert value == found[key], f"{where}, {key}"
            elif key == "has":
                for text in value:
                    assert text in found["text"], where
            elif key == "lacks":
                for text in value:
                    assert text not in found["text"], where
            else:
                assert key in found, f"{where}: no {key} in {found}"
                _compare(value, found[key], f"{where}, {key}")
        return
    if isinstance(wanted, list) and isinstance(found, list):
        assert len(wanted) == len(found), f"{where}: {found}"
        for one, other in zip(wanted, found, strict=True):
            _compare(one, other, where)
        return
    assert wanted == found, f"{where}: wanted {wanted}, found {found}"


def test_every_case_has_a_name_of_its_own_and_names_numbers() -> None:
    cases = [case for path in FILES for case in read_cases(path)]
    names = [case["case"] for case in cases]
    assert sorted(set(names)) == sorted(names)
    # An empty list is said on purpose: what the peers have beyond the seeds carries no number.
    assert all(isinstance(case["requirements"], list) for case in cases)
    assert all(("steps" in case) is not ("diagnostics" in case) for case in cases)
