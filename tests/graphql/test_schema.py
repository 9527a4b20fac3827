"""The schemas are what they were, every part of them is described, and nothing of them is open."""

import inspect
import re
from collections.abc import Iterator

import pytest
import strawberry
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from engine.model.cart import OrderState
from engine.model.contract import ContractEnd
from engine.model.decision import Problem, Verdict
from engine.model.diagnostic import Confidence, Severity
from engine.model.events import RefusedCodes
from engine.model.facts import CouponState
from engine.model.job import JobKind, JobState
from engine.model.quote import SHOPPER_SAFE, RefusalReason
from engine.model.records import MessageState, RevisionState
from engine.model.staff import Role, StaffState
from engine.model.webhook import DeliveryState, EndpointState, WebhookTopic
from engine.service.catalog import ImportMode
from engine.service.export_job import LISTINGS
from engine.service.read_products import ImportFormat
from engine.service.tokens import TokenKind
from graphql_api.admin.coupon import CouponStateKind
from graphql_api.admin.diagnostic import DiagnosticSeverity, FixConfidence
from graphql_api.admin.job import ExportKind, JobKindKind, JobStateKind
from graphql_api.admin.message import MessageStateKind
from graphql_api.admin.product import ImportFormatKind, ImportModeKind
from graphql_api.admin.revision import RevisionStateKind
from graphql_api.admin.staff import StaffRole, StaffStateKind
from graphql_api.admin.token import TokenKindKind, TokenScope
from graphql_api.admin.trial import VerdictKind
from graphql_api.admin.webhook import WebhookEndpointState
from graphql_api.admin.webhook_delivery import WebhookDeliveryState
from graphql_api.admin.webhook_topic import WebhookTopicKind
from graphql_api.errors import ErrorCode
from graphql_api.messages import MESSAGES, message
from graphql_api.price import CodeRefusalReason, refusal_reason
from graphql_api.refused import RequestCode
from graphql_api.rights import SCOPES, require_guards, right_of
from graphql_api.schema_files import FOLDER, SCHEMAS
from graphql_api.states import OrderStateKind
from graphql_api.storefront.contract import ContractEndKind
from graphql_api.storefront.order import IfCodeRefused

MIRRORS = [
    (WebhookTopicKind, WebhookTopic),
    (ContractEndKind, ContractEnd),
    (JobKindKind, JobKind),
    (JobStateKind, JobState),
    (WebhookEndpointState, EndpointState),
    (WebhookDeliveryState, DeliveryState),
    (OrderStateKind, OrderState),
    (IfCodeRefused, RefusedCodes),
    (CouponStateKind, CouponState),
    (MessageStateKind, MessageState),
    (RevisionStateKind, RevisionState),
    (DiagnosticSeverity, Severity),
    (FixConfidence, Confidence),
    (VerdictKind, Verdict),
    (ImportFormatKind, ImportFormat),
    (ImportModeKind, ImportMode),
    (TokenKindKind, TokenKind),
    (StaffRole, Role),
    (StaffStateKind, StaffState),
]
PERSONAL = {"email", "ownerEmail", "phone", "buyer", "recipient"}
"""Output fields of the admin schema that hold what identifies a person."""


def core(name: str) -> GraphQLSchema:
    schema: GraphQLSchema = SCHEMAS[name]._schema
    return schema


def own_types(name: str) -> Iterator[GraphQLNamedType]:
    for kind in core(name).type_map.values():
        if not is_introspection_type(kind) and not is_specified_scalar_type(kind):
            yield kind


def undescribed(kind: GraphQLNamedType) -> Iterator[str]:
    if not kind.description and not isinstance(kind, GraphQLScalarType):
        yield kind.name
    if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
        yield from (f"{kind.name}.{name}" for name, field in kind.fields.items() if not field.description)
    if isinstance(kind, GraphQLEnumType):
        yield from (f"{kind.name}.{name}" for name, value in kind.values.items() if not value.description)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_sdl_is_what_is_served(name: str) -> None:
    committed = (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")
    assert committed == SCHEMAS[name].as_str() + "\n", (
        "run `python -m graphql_api.schema_files` and look at the change"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_type_field_and_value_is_described(name: str) -> None:
    assert [] == [missing for kind in own_types(name) for missing in undescribed(kind)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_own_scalar_is_described(name: str) -> None:
    scalars = [kind for kind in own_types(name) if isinstance(kind, GraphQLScalarType)]
    assert [] == [kind.name for kind in scalars if not kind.description]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_root_field_has_a_policy(name: str) -> None:
    require_guards(core(name))


def test_a_schema_with_an_open_field_is_not_served() -> None:
    @strawberry.type
    class Query:
        @strawberry.field
        def open(self) -> str:
            return "anybody"

    with pytest.raises(ValueError, match=r"Query\.open"):
        require_guards(strawberry.Schema(query=Query)._schema)


def test_personal_fields_of_the_admin_schema_ask_for_their_own_right() -> None:
    reached_by_right = {"Buyer", "Mail", "StaffMember"}
    unguarded = [
        f"{kind.name}.{name}"
        for kind in own_types("admin")
        if isinstance(kind, GraphQLObjectType) and kind.name not in reached_by_right
        for name, field in kind.fields.items()
        if name in PERSONAL and right_of(field) is None
    ]
    assert unguarded == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_mutation_takes_one_input_with_an_idempotency_key_and_answers_with_errors(name: str) -> None:
    mutation = core(name).mutation_type
    assert mutation is not None
    for field in mutation.fields.values():
        assert list(field.args) == ["input"]
        asked, answered = get_named_type(field.args["input"].type), get_named_type(field.type)
        assert isinstance(asked, GraphQLInputObjectType)
        assert isinstance(answered, GraphQLObjectType)
        assert "idempotencyKey" in asked.fields
        assert "errors" in answered.fields


@pytest.mark.parametrize(("shown", "inner"), MIRRORS, ids=lambda kind: kind.__name__)
def test_an_enum_of_the_schema_has_the_values_of_the_model(shown: type, inner: type) -> None:
    assert {value.value for value in inner} == {value.value for value in shown}  # type: ignore[attr-defined]


def test_every_list_that_can_be_taken_away_is_in_the_schema() -> None:
    assert set(LISTINGS) == {kind.value for kind in ExportKind}


def test_every_scope_of_a_token_is_known_to_the_rights() -> None:
    assert set(SCOPES) == {scope.value for scope in TokenScope}


def test_every_problem_of_the_engine_is_an_error_code() -> None:
    assert {problem.value for problem in Problem} | {"invalid_input"} == {code.value for code in ErrorCode}


@pytest.mark.parametrize("reason", RefusalReason)
def test_browsers_are_told_a_reason_only_when_it_is_safe(reason: RefusalReason) -> None:
    told = CodeRefusalReason(reason.value)
    assert refusal_reason(reason, trusted=True) is told
    hidden = CodeRefusalReason.INVALID_CODE
    assert refusal_reason(reason, trusted=False) is (told if reason in SHOPPER_SAFE else hidden)


def test_every_code_has_a_sentence_in_both_languages() -> None:
    codes = {code.name for kind in (RequestCode, ErrorCode, CodeRefusalReason) for code in kind}
    assert codes - {"VALIDATION"} == set(MESSAGES)  # validation speaks for itself
    for code in MESSAGES:
        assert message(code, "en").isascii() or "…" in message(code, "en")
        assert not message(code, "ja").isascii()


def test_what_a_field_needs_is_said_in_its_description() -> None:
    for name in SCHEMAS:
        for root in (core(name).query_type, core(name).mutation_type):
            assert root is not None
            for field in root.fields.values():
                said = inspect.cleandoc(field.description or "")
                assert re.search(rf"Right: {right_of(field)}(, confirmed)?\.", said)
