"""Several tabs in one sandbox at the same time."""

import asyncio
from typing import Any

import pytest

from tests.graphql.test_sandbox import OWN, Visitor, real, visitor

__all__ = ["real", "visitor"]  # fixtures

pytestmark = pytest.mark.slow  # each opens a database of its own


async def test_tabs_that_move_the_clock_choose_rules_and_reset_at_once_never_bring_the_old_one_back(
    visitor: Visitor,
) -> None:
    """A tab whose turn comes after another one's reset acts on the sandbox that is there then."""
    before = (await visitor.get("shop"))["generation"]

    async def act(path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        response = await visitor.http.post(f"/sandbox/api/{path}", json=body, headers=OWN)
        return response.status_code, response.json()

    tabs: list[tuple[str, dict[str, Any]]] = [
        *(("clock", {"hours": 30}), ("reset", {}), ("rules", {"source": "draft"})),
        *(("clock", {"hours": 3}), ("reset", {})),
    ]
    answers = await asyncio.gather(*(act(path, **body) for path, body in tabs))

    assert {status for status, _ in answers} == {200}, [one for status, one in answers if status != 200]
    assert (await visitor.get("shop"))["generation"] == before + 2
    assert (await visitor.pay("SAMPLE-1"))["state"] == "paid"
