"""Turns GraphQL text into a document that may be executed: parsed, measured, validated, and kept for the next time."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)

from graphql_api.limits import Limits
from graphql_api.measure import measure
from graphql_api.refused import Refused, RequestCode

LONGEST_KEPT = 8 * 1024
"""Longer texts are not kept, so that the cache stays within a few megabytes."""

MOST_ERRORS = 5
LONGEST_MESSAGE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that may be executed, or the errors that forbid it."""

    document: DocumentNode
    errors: tuple[GraphQLError, ...] = ()
    introspects: bool = False
    operations: Mapping[str, OperationDefinitionNode] = field(default_factory=dict)

    def root_fields(self, name: str | None) -> tuple[str, ...]:
        """Names of the fields at the root of the operation called `name`, or of the only one. Raises Refused."""
        found = self.operations.get(name) if name else next(iter(self.operations.values()), None)
        if found is None or (name is None and len(self.operations) > 1):
            raise Refused(RequestCode.OPERATION)
        return tuple(
            node.name.value for node in found.selection_set.selections if isinstance(node, FieldNode)
        )


class Documents:
    """The documents of one schema, the most recently used ones ready."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        code_fields: frozenset[str],
        *,
        kept: int = 256,
        live: bool = False,
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._code_fields = code_fields
        self._kept = kept
        self._live = live
        self._ready: OrderedDict[str, Prepared] = OrderedDict()

    def prepare(self, text: str, *, may_introspect: bool = False) -> Prepared:
        """The prepared document of `text`. Raises Refused when it is no GraphQL or exceeds a limit."""
        ready = self._ready.get(text)
        if ready is not None:
            if ready.introspects and not may_introspect:
                raise Refused(RequestCode.INTROSPECTION_OFF)
            self._ready.move_to_end(text)
            return ready
        ready = self._make(text, may_introspect=may_introspect)
        if len(text) <= LONGEST_KEPT:
            self._ready[text] = ready
            if len(self._ready) > self._kept:
                self._ready.popitem(last=False)
        return ready

    def _make(self, text: str, *, may_introspect: bool) -> Prepared:
        try:
            document = self._parse(text)
            size = measure(self._schema, document, self._limits, self._code_fields, live=self._live)
            if size.introspects and not may_introspect:
                raise Refused(RequestCode.INTROSPECTION_OFF)
            errors = validate(self._schema, document, specified_rules, MOST_ERRORS, hide_suggestions=True)
        except RecursionError:
            raise Refused(RequestCode.TOO_DEEP, limit=self._limits.depth) from None
        operations = {
            node.name.value if node.name else "": node
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        return Prepared(
            document=document,
            errors=tuple(_coded(error) for error in errors),
            introspects=size.introspects,
            operations=operations,
        )

    def _parse(self, text: str) -> DocumentNode:
        if "\x00" in text:
            raise Refused(RequestCode.TEXT_NOT_ALLOWED)
        limits = self._limits
        if len(text) > limits.document_characters:
            raise Refused(RequestCode.DOCUMENT_TOO_LONG, limit=limits.document_characters)
        try:
            return parse(text, max_tokens=limits.tokens)
        except GraphQLSyntaxError as error:
            if error.description.startswith("Document contains more than"):
                raise Refused(RequestCode.TOO_MANY_TOKENS, limit=limits.tokens) from None
            if "nested too deeply" in error.description:
                raise Refused(RequestCode.TOO_DEEP, limit=limits.depth) from None
            line, column = (error.locations[0].line, error.locations[0].column) if error.locations else (1, 1)
            raise Refused(
                RequestCode.SYNTAX, line=line, column=column, found=error.description[:80]
            ) from None


def _coded(error: GraphQLError) -> GraphQLError:
    """A validation error with its code and places, without the text it was found in."""
    if isinstance(error, Refused):
        return error
    if isinstance(error.original_error, Refused):
        return error.original_error
    return GraphQLError(
        error.message[:LONGEST_MESSAGE],
        error.nodes,
        extensions={"code": str(RequestCode.VALIDATION)},
    )
