"""Measures a document before it is validated: one walk, cut short at the first excess (SEC12).

Validating a hostile document is what takes long (0.4 s for 1,000 tokens of repeated fields): limits come first.
"""

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from graphql_api.limits import PAGE_DEFAULT, PAGE_LIMIT, Limits
from graphql_api.refused import Refused, RequestCode

ROWS_OF_A_PLAIN_LIST = 10
"""What a list without paging is reckoned to hold: lines of a cart, diagnostics of a file."""

MOST_FIELDS = 2_000
"""Fields looked at in one document, fragments unfolded; a fragment bomb ends here."""

INTROSPECTION = {"__schema", "__type"}
INTROSPECTION_DEPTH = 20

Names = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Size:
    """What was counted."""

    aliases: int = 0
    cost: int = 0
    nodes: int = 0
    repeats: int = 0
    directives: int = 0
    code_fields: int = 0
    fields: int = 0
    introspects: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where the walk is: the type, how many times this place will be executed, and the fragments it is inside of."""

    type: GraphQLObjectType | None
    depth: int = 0
    times: int = 1
    nesting: int = 0
    paged: bool = False  # inside a connection, whose `edges` are counted already
    introspection: bool = False
    inside: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class Walk:
    """One walk over one document."""

    schema: GraphQLSchema
    limits: Limits
    code_fields: frozenset[str]
    fragments: dict[str, FragmentDefinitionNode]
    size: Size = field(default_factory=Size)

    def operation(self, node: OperationDefinitionNode) -> None:
        """Measure one operation with everything it spreads."""
        self._directives(node)
        for variable in node.variable_definitions or ():
            self._directives(variable)
        self._root_fields(node)
        self._selections(node.selection_set, Scope(type=self.schema.get_root_type(node.operation)), {})

    def fragment(self, node: FragmentDefinitionNode) -> None:
        """Measure a fragment by itself, because validation looks at unused ones too."""
        self._directives(node)
        found = self.schema.type_map.get(node.type_condition.name.value)
        scope = Scope(
            type=found if isinstance(found, GraphQLObjectType) else None,
            introspection=node.type_condition.name.value.startswith("__"),
            inside=frozenset({node.name.value}),
        )
        self._selections(node.selection_set, scope, {})

    def _root_fields(self, node: OperationDefinitionNode) -> None:
        todo, seen, count = [node.selection_set], set[str](), 0
        while todo:
            for selection in todo.pop().selections:
                if isinstance(selection, FieldNode):
                    count += 1
                elif isinstance(selection, InlineFragmentNode):
                    todo.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                    seen.add(selection.name.value)
                    if selection.name.value in self.fragments:
                        todo.append(self.fragments[selection.name.value].selection_set)
        self._cap(count, self.limits.root_fields, RequestCode.TOO_MANY_ROOT_FIELDS)

    def _selections(self, selections: SelectionSetNode, scope: Scope, names: Names) -> None:
        deepest = INTROSPECTION_DEPTH if scope.introspection else self.limits.depth
        self._cap(scope.depth + 1, deepest, RequestCode.TOO_DEEP)
        self._cap(scope.nesting, 3 * deepest, RequestCode.TOO_DEEP)
        for selection in selections.selections:
            self._directives(selection)
            if isinstance(selection, FieldNode):
                self._field(selection, scope, names)
            elif isinstance(selection, InlineFragmentNode):
                self._selections(
                    selection.selection_set, self._within(scope, selection.type_condition), names
                )
            elif isinstance(selection, FragmentSpreadNode):
                self._spread(selection.name.value, scope, names)

    def _spread(self, name: str, scope: Scope, names: Names) -> None:
        if name in scope.inside:
            raise Refused(RequestCode.FRAGMENT_CYCLE)
        fragment = self.fragments.get(name)
        if fragment is not None:
            self._selections(
                fragment.selection_set, self._within(scope, fragment.type_condition, name), names
            )

    def _within(self, scope: Scope, condition: Any, name: str | None = None) -> Scope:
        found = self.schema.type_map.get(condition.name.value) if condition else scope.type
        return Scope(
            type=found if isinstance(found, GraphQLObjectType) else None,
            depth=scope.depth,
            times=scope.times,
            nesting=scope.nesting + 1,
            paged=scope.paged,
            introspection=scope.introspection,
            inside=scope.inside | {name} if name else scope.inside,
        )

    def _field(self, node: FieldNode, scope: Scope, names: Names) -> None:
        name, size, limits = node.name.value, self.size, self.limits
        size.fields += 1
        size.cost += 0 if scope.introspection else scope.times
        self._cap(size.fields, MOST_FIELDS, RequestCode.TOO_COSTLY)
        self._cap(size.cost, limits.cost, RequestCode.TOO_COSTLY)
        if node.alias:
            size.aliases += 1
            self._cap(size.aliases, limits.aliases, RequestCode.TOO_MANY_ALIASES)
        if scope.depth == 0 and name in self.code_fields:
            size.code_fields += 1
            self._cap(size.code_fields, limits.code_fields, RequestCode.TOO_MANY_CODE_FIELDS)
        below: Names | None = names.get(node.alias.value if node.alias else name)
        if below is None:
            below = names.setdefault(node.alias.value if node.alias else name, {})
        else:
            size.repeats += 1
            self._cap(size.repeats, limits.repeats, RequestCode.TOO_MANY_REPEATS)
        if node.selection_set:
            self._selections(node.selection_set, self._below(node, scope), below)

    def _below(self, node: FieldNode, scope: Scope) -> Scope:
        name = node.name.value
        introspection = scope.introspection or name in INTROSPECTION
        self.size.introspects = self.size.introspects or introspection
        definition = self.schema.get_field(scope.type, name) if scope.type else None
        named = get_named_type(definition.type) if definition else None
        paged = bool(named and named.name.endswith("Connection"))
        times = scope.times
        if not introspection and paged:
            times *= _rows(node)
        elif (
            not introspection
            and definition
            and not scope.paged
            and is_list_type(get_nullable_type(definition.type))
        ):
            times *= ROWS_OF_A_PLAIN_LIST
        if times != scope.times:
            self.size.nodes += times
            self._cap(self.size.nodes, self.limits.nodes, RequestCode.TOO_COSTLY)
        return Scope(
            type=named if isinstance(named, GraphQLObjectType) else None,
            depth=scope.depth + 1,
            times=times,
            nesting=scope.nesting + 1,
            paged=paged,
            introspection=introspection,
            inside=scope.inside,
        )

    def _directives(self, node: Any) -> None:
        self.size.directives += len(node.directives or ())
        self._cap(self.size.directives, self.limits.directives, RequestCode.TOO_MANY_DIRECTIVES)

    def _cap(self, found: int, limit: int, code: RequestCode) -> None:
        if found > limit:
            raise Refused(code, limit=limit)


def _rows(node: FieldNode) -> int:
    """Rows of a page: the stated number, or for a variable the most there can be."""
    for argument in node.arguments or ():
        if argument.name.value in ("first", "last"):
            if isinstance(argument.value, IntValueNode) and len(argument.value.value) <= 3:
                return max(1, min(int(argument.value.value), PAGE_LIMIT))
            return PAGE_LIMIT
    return PAGE_DEFAULT


def _elsewhere(schema: GraphQLSchema, *, live: bool) -> RequestCode:
    if schema.subscription_type is None:
        return RequestCode.OPERATION
    return RequestCode.SUBSCRIPTIONS_ONLY if live else RequestCode.WEBSOCKET_ONLY


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    limits: Limits,
    code_fields: frozenset[str],
    *,
    live: bool = False,
) -> Size:
    """The size of `document`; raises Refused with the first limit that it exceeds. `code_fields` are root fields.

    With `live` its operations must be subscriptions, without none may be.
    """
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    walk = Walk(schema=schema, limits=limits, code_fields=code_fields, fragments=fragments)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            if (node.operation is OperationType.SUBSCRIPTION) is not live:
                raise Refused(_elsewhere(schema, live=live))
            walk.operation(node)
        elif isinstance(node, FragmentDefinitionNode):
            walk.fragment(node)
        else:
            raise Refused(RequestCode.OPERATION)
    return walk.size
