"""The short cut for leaves answers exactly what the general executor answers."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import pytest
import strawberry
from graphql import ExecutionResult, execute, parse
from hypothesis import given, settings
from hypothesis import strategies as st
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graphql_api.executor import LeafExecutor
from tests.support.examples import examples


@strawberry.enum
class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@strawberry.type
class Leafy:
    text: str | None
    number: int | None
    needed: str
    colour: Colour | None
    at: datetime | None
    tags: list[str | None] | None

    @strawberry.field
    def worked_out(self) -> str:
        return f"{self.needed}!"

    @strawberry.field
    async def awaited(self, times: int = 2) -> str:
        return self.needed * times

    @strawberry.field
    def broken(self) -> str | None:
        raise ValueError("broken")

    @strawberry.field
    async def child(self) -> "Leafy | None":
        return self if self.text else None


@strawberry.type
class Query:
    rows: list[Leafy | None]


SCHEMA = strawberry.Schema(query=Query)._schema
FIELDS = [
    "text", "number", "needed", "colour", "at", "tags", "workedOut", "awaited", "awaited(times: 3)", "broken",
    "__typename", "again: text", "other: awaited(times: 1)", "text @include(if: false)", "needed @skip(if: true)",
    "child { needed text child { colour } }", "child { broken }", "...F", "... on Leafy { number }",
]  # fmt: skip
ANYTHING: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.text(max_size=4), st.integers(-(2**40), 2**40), st.booleans(), st.just([])
)


ROWS = st.builds(
    Leafy,
    text=st.one_of(st.none(), ANYTHING),
    number=st.one_of(st.integers(-(2**31), 2**31 - 1), ANYTHING),
    needed=st.one_of(st.text(max_size=4), st.none(), st.integers()),
    colour=st.one_of(st.sampled_from(Colour), st.just("red"), st.just("green"), ANYTHING),
    at=st.one_of(st.datetimes(), ANYTHING),
    tags=st.one_of(st.lists(st.one_of(st.text(max_size=2), st.none()), max_size=3), ANYTHING),
)


async def run(executor: type[Any], document: str, rows: list[Any]) -> ExecutionResult:
    result = execute(SCHEMA, parse(document), root_value=Query(rows=rows), executor_class=executor)
    return result if isinstance(result, ExecutionResult) else await result


@given(
    rows=st.lists(st.one_of(ROWS, st.none()), max_size=4),
    fields=st.lists(st.sampled_from(FIELDS), min_size=1, max_size=7, unique=True),
)
@settings(max_examples=examples(300), deadline=None)
async def test_both_executors_give_the_same_answer(rows: list[Any], fields: list[str]) -> None:
    document = f"{{ rows {{ {' '.join(fields)} }} }}"
    if "...F" in fields:
        document += " fragment F on Leafy { text at needed }"
    general = await run(StrawberryGraphQLCoreExecutionContext, document, rows)
    quick = await run(LeafExecutor, document, rows)
    assert quick.data == general.data
    assert list(_keys(quick.data)) == list(_keys(general.data))
    assert sorted(map(_told, quick.errors or ())) == sorted(map(_told, general.errors or ()))


def _told(error: Any) -> str:
    return f"{error.path} {error.message}"


def _keys(value: Any) -> Any:
    """Every key of an answer in its order."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _keys(part)
    if isinstance(value, list):
        for part in value:
            yield from _keys(part)


async def test_plain_leaves_do_not_touch_the_general_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    general = StrawberryGraphQLCoreExecutionContext.execute_field

    def listening(self: Any, parent: Any, source: Any, details: Any, *rest: Any) -> Any:
        asked.append(details[0].node.name.value)
        return general(self, parent, source, details, *rest)

    monkeypatch.setattr(StrawberryGraphQLCoreExecutionContext, "execute_field", listening)
    row = Leafy(text="a", number=1, needed="b", colour=Colour.RED, at=None, tags=None)
    result = await run(LeafExecutor, "{ rows { text number needed colour at workedOut } }", [row] * 3)
    assert result.errors is None
    assert asked == ["rows", "workedOut", "workedOut", "workedOut"]
