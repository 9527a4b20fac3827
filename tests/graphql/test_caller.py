"""Who may call what: every field against every kind of credentials, sites, cookies, and two shops that never meet."""

from datetime import timedelta
from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_input_field,
)

from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.links import make_link
from engine.service.tokens import TokenKind, create_token, revoke_token
from graphql_api.caller import OWN_HEADER
from graphql_api.ids import opaque
from graphql_api.rights import ADMIN_TOKEN, CI, LOOK, PUBLISHABLE, SECRET, Right, right_of
from graphql_api.schema_files import SCHEMAS
from tests.graphql.client import ORIGIN, SITE, TEST, Client, connect, sign_in
from tests.graphql.documents import QUOTE, RECORD, REVEAL, REVOKE, cart, order
from tests.service.shop import open_shop

GRANTED: dict[tuple[str, str | None], frozenset[Right]] = {
    ("storefront", "publishable"): PUBLISHABLE,
    ("storefront", "secret"): SECRET,
    ("admin", "admin"): ADMIN_TOKEN,
    ("admin", "ci"): CI,
}


def core(name: str) -> GraphQLSchema:
    schema: GraphQLSchema = SCHEMAS[name]._schema
    return schema


def some_value(kind: Any) -> str:
    """A literal that the type accepts, or null; secret scalars accept no literal, so they are left out."""
    named = get_named_type(kind)
    if isinstance(named, GraphQLInputObjectType):
        needed = {name: field for name, field in named.fields.items() if _needed(field)}
        return "{" + ", ".join(f"{name}: {some_value(field.type)}" for name, field in needed.items()) + "}"
    samples = {
        "Int": "1",
        "Boolean": "true",
        "Date": '"2026-05-20"',
        "DateTime": '"2026-05-20T00:00:00Z"',
        "Amount": "1",
    }
    if hasattr(named, "values"):
        return str(next(iter(named.values)))
    return "[]" if "[" in str(kind) else samples.get(named.name, '"x"')


def _needed(field: Any) -> bool:
    return is_required_input_field(field)


def document(operation: str, name: str, field: GraphQLField) -> str:
    """A document that asks for one root field, with the arguments it needs."""
    given = {
        key: some_value(argument.type)
        for key, argument in field.args.items()
        if isinstance(argument.type, GraphQLNonNull)
    }
    arguments = "(" + ", ".join(f"{key}: {text}" for key, text in given.items()) + ")" if given else ""
    selection = "" if is_leaf_type(get_named_type(field.type)) else " { __typename }"
    return f"{operation} {{ {name}{arguments}{selection} }}"


ROOTS = [
    (door, kind, name)
    for door in SCHEMAS
    for kind, root in (("query", core(door).query_type), ("mutation", core(door).mutation_type))
    if root is not None
    for name in root.fields
]
SECRET_LITERALS: dict[str, tuple[str, dict[str, str]]] = {
    "codeHold": ("CodeHoldInput", {"code": "X", "cartToken": "c"}),
    "signIn": ("SignInInput", {"email": "a@shop.example", "password": "x"}),
    "mailTest": ("MailTestInput", {"to": "a@shop.example"}),
    "templateTestSend": (
        "TemplateTestSendInput",
        {"path": "t.ja.liquid", "text": "x", "to": "a@shop.example"},
    ),
    "staffInvite": ("StaffInviteInput", {"email": "a@shop.example", "name": "x", "role": "EDITOR"}),
}
"""Their input needs a scalar that refuses literals."""


@pytest.mark.parametrize(("door", "kind", "name"), ROOTS, ids=lambda part: part)
@pytest.mark.parametrize("token", ["publishable", "secret", "admin", "ci", None])
async def test_every_root_field_is_open_to_those_with_its_right_and_closed_to_all_others(
    memory_client: Client, door: str, kind: str, name: str, token: str | None
) -> None:
    root = core(door).query_type if kind == "query" else core(door).mutation_type
    assert root is not None
    right = right_of(root.fields[name])
    text = document(kind, name, root.fields[name])
    variables: dict[str, Any] = {}
    if name in SECRET_LITERALS:
        kind_of_input, values = SECRET_LITERALS[name]
        text = f"mutation($i: {kind_of_input}!) {{ {name}(input: $i) {{ __typename }} }}"
        variables = {"i": values}
    answer = await memory_client.run(door, token, text, **variables)
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    if (door, token) not in GRANTED:
        assert codes == {"UNAUTHENTICATED"}
    elif right in GRANTED[door, token]:
        assert not codes & {"FORBIDDEN", "UNAUTHENTICATED", "VALIDATION", "INTERNAL"}, answer
    else:
        assert codes == {"FORBIDDEN"}
        assert answer["data"] in (None, {name: None})


async def test_a_token_of_no_scope_may_look_but_not_touch_or_see_people(client: Client) -> None:
    made = await create_token(client.engine, "tea", kind=TokenKind.ADMIN, name="look", actor=TEST)
    client.tokens["look"] = made.text
    assert LOOK == {Right.READ, Right.VALIDATE}
    seen = await client.run("admin", "look", "{ shop { name } inbox { edges { cursor } } }")
    assert [error["extensions"]["code"] for error in seen["errors"]] == ["FORBIDDEN"]
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    coupons = await client.run("admin", "look", "{ coupons { edges { node { maskedCode ownerEmail } } } }")
    assert coupons["data"]["coupons"]["edges"][0]["node"]["ownerEmail"] is None
    assert coupons["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer  ", "Basic dTpw", "Bearer otk_live_no_such", "Bearer " + "x" * 5_000, "Bearer あ"],
)
async def test_wrong_credentials_are_refused(client: Client, header: str) -> None:
    body = {"query": "{ __typename }"}
    headers = {b"authorization": header.encode("utf-8")}
    response = await client.http.post("/storefront/graphql", json=body, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_revoked_token_is_refused(client: Client) -> None:
    made = await create_token(client.engine, "tea", kind=TokenKind.SECRET, name="old", actor=TEST)
    client.tokens["old"] = made.text
    assert (await client.run("storefront", "old", "{ __typename }"))["data"] == {"__typename": "Query"}
    await revoke_token(client.engine, "tea", made.record.id, actor=TEST)
    assert "errors" in await client.run("storefront", "old", "{ __typename }")


async def test_tokens_are_made_shown_once_and_revoked_over_the_api(client: Client) -> None:
    create = """mutation($i: TokenCreateInput!) {
      tokenCreate(input: $i) { secret token { id kind scopes origins } errors { code field } } }"""
    asked = {"kind": "PUBLISHABLE", "name": "web", "origins": [ORIGIN]}
    made = (await client.admin(create, i=asked))["tokenCreate"]
    assert made["errors"] == []
    client.tokens["web"] = made["secret"]
    assert (await client.run("storefront", "web", "{ __typename }"))["data"] == {"__typename": "Query"}
    listed = await client.admin("{ tokens { id name } }")
    assert made["secret"] not in str(listed)
    revoke = "mutation($i: TokenRevokeInput!) { tokenRevoke(input: $i) { revoked errors { code } } }"
    ended = await client.admin(revoke, i={"tokenId": made["token"]["id"]})
    assert ended["tokenRevoke"] == {"revoked": True, "errors": []}
    again = await client.admin(revoke, i={"tokenId": made["token"]["id"]})
    assert again["tokenRevoke"] == {"revoked": False, "errors": []}
    unknown = await client.admin(revoke, i={"tokenId": "x"})
    assert unknown["tokenRevoke"] == {"revoked": False, "errors": [{"code": "NOT_FOUND"}]}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"kind": "SECRET", "name": ""}, "name"),
        ({"kind": "SECRET", "name": "x", "origins": [ORIGIN]}, "origins"),
        ({"kind": "PUBLISHABLE", "name": "x", "origins": ["*"]}, "origins"),
        ({"kind": "PUBLISHABLE", "name": "x", "origins": [ORIGIN + "/path"]}, "origins"),
        ({"kind": "PUBLISHABLE", "name": "x", "origins": [ORIGIN] * 21}, "origins"),
        ({"kind": "CI", "name": "x", "scopes": ["WRITE"]}, "scopes"),
        ({"kind": "ADMIN", "name": "x", "expiresAt": "2020-01-01T00:00:00Z"}, "expiresAt"),
    ],
)
async def test_a_token_that_makes_no_sense_is_not_made(
    client: Client, asked: dict[str, Any], field: str
) -> None:
    create = "mutation($i: TokenCreateInput!) { tokenCreate(input: $i) { secret errors { code field } } }"
    made = (await client.admin(create, i=asked))["tokenCreate"]
    assert made == {"secret": None, "errors": [{"code": "INVALID_INPUT", "field": [field]}]}


async def test_nobody_gives_away_rights_that_they_lack(client: Client) -> None:
    scopes = frozenset({"tokens", "read"})
    made = await create_token(
        client.engine, "tea", kind=TokenKind.ADMIN, name="few", actor=TEST, scopes=scopes
    )
    client.tokens["few"] = made.text
    create = "mutation($i: TokenCreateInput!) { tokenCreate(input: $i) { secret errors { code field } } }"
    asked = {"kind": "ADMIN", "name": "more", "scopes": ["REVEAL"]}
    refused = (await client.admin(create, "few", i=asked))["tokenCreate"]
    assert refused == {"secret": None, "errors": [{"code": "INVALID_INPUT", "field": ["scopes"]}]}


# ---- browsers of shoppers


async def test_a_browser_of_a_listed_site_may_read_the_answer(client: Client) -> None:
    body = {"query": QUOTE, "variables": {"cart": cart("PACK-1")}}
    response = await client.post("/storefront/graphql", "publishable", body, origin=ORIGIN)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == ORIGIN
    assert response.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", ORIGIN + ".evil.example", "http://shop.example", "null", ORIGIN + ":8443"],
)
async def test_a_browser_of_another_site_is_refused(client: Client, origin: str) -> None:
    body = {"query": QUOTE, "variables": {"cart": cart("PACK-1")}}
    response = await client.post("/storefront/graphql", "publishable", body, origin=origin)
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "ORIGIN_NOT_ALLOWED"
    assert "access-control-allow-origin" not in response.headers


async def test_a_secret_token_gets_no_cross_origin_answer(client: Client) -> None:
    response = await client.post("/storefront/graphql", "secret", {"query": "{ __typename }"}, origin=ORIGIN)
    assert "access-control-allow-origin" not in response.headers


async def test_the_preflight_of_the_storefront_is_answered_and_that_of_the_admin_is_not(
    client: Client,
) -> None:
    asked = {"origin": ORIGIN, "access-control-request-method": "POST"}
    storefront = await client.http.options("/storefront/graphql", headers=asked)
    assert (storefront.status_code, storefront.headers["access-control-allow-origin"]) == (204, ORIGIN)
    admin = await client.http.options("/admin/graphql", headers=asked)
    assert "access-control-allow-origin" not in admin.headers


# ---- staff


async def test_a_signed_in_person_uses_the_admin_schema_with_our_header(client: Client) -> None:
    await sign_in(client)
    body = {"query": "{ shop { name } tokens { kind } }"}
    answer = await client.post("/admin/graphql", None, body, x_otoku_request="1")
    assert answer.json()["data"]["shop"] == {"name": "おとく茶舗"}


FORGED: list[dict[str, str]] = [
    {},
    {OWN_HEADER: "0"},
    {OWN_HEADER: "1", "origin": "https://evil.example"},
    {OWN_HEADER: "1", "origin": "null"},
    {OWN_HEADER: "1", "origin": SITE + ".evil.example"},
    {OWN_HEADER: "1", "sec-fetch-site": "cross-site"},
    {OWN_HEADER: "1", "sec-fetch-site": "same-site"},
    {"origin": SITE},
    {"sec-fetch-site": "same-origin"},
    {"referer": SITE},
    {"x-requested-with": "XMLHttpRequest"},
    {OWN_HEADER: "", "origin": SITE},
]


@pytest.mark.parametrize("headers", FORGED, ids=str)
async def test_a_forged_request_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    await sign_in(client)
    response = await client.http.post("/admin/graphql", json={"query": "{ shop { name } }"}, headers=headers)
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "CROSS_SITE"


async def test_a_session_opens_no_storefront(client: Client) -> None:
    await sign_in(client)
    response = await client.http.post(
        "/storefront/graphql", json={"query": "{ __typename }"}, headers={OWN_HEADER: "1"}
    )
    assert response.status_code == 401


async def test_a_session_ends(client: Client) -> None:
    await sign_in(client)
    assert isinstance(client.engine.clock, VirtualClock)
    client.engine.clock.advance(timedelta(hours=9))
    response = await client.post("/admin/graphql", None, {"query": "{ shop { name } }"}, x_otoku_request="1")
    assert response.status_code == 401


# ---- two shops


@pytest.fixture
async def rival(engine: Engine) -> Any:
    """A client of another shop with the same rules."""
    await open_shop(engine, "rival")
    client = await connect(engine, "rival")
    yield client
    await client.http.aclose()


LISTS = """
{
  coupons { totalCount edges { node { id } } } orders { totalCount edges { node { id } } }
  redemptions { totalCount edges { node { id } } } messages { totalCount edges { node { id } } }
  inbox { edges { node { id } } }
}
"""


async def test_a_shop_sees_nothing_of_another(client: Client, rival: Client) -> None:
    recorded = (await client.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    coupon = recorded["issuedCoupons"][0]["id"]
    code = (await client.admin(REVEAL, i={"couponId": coupon}))["couponReveal"]["code"]
    listed = await rival.admin(LISTS)
    assert [part["edges"] for part in listed.values()] == [[]] * 5
    assert [part["totalCount"] for part in listed.values() if "totalCount" in part] == [0] * 4
    by_id = await rival.admin(
        'query($c: ID!) { coupon(id: $c) { id } order(externalId: "first") { id } }', c=coupon
    )
    assert by_id == {"coupon": None, "order": None}
    for mutation, key in ((REVEAL, "couponReveal"), (REVOKE, "couponRevoke")):
        asked = {"couponId": coupon} | ({"reason": "theft"} if key == "couponRevoke" else {})
        refused = (await rival.admin(mutation, i=asked))[key]
        assert [error["code"] for error in refused["errors"]] == ["NOT_FOUND"]
    quote = (await rival.storefront(QUOTE, cart=cart("PACK-1"), codes=[code]))["quote"]["quote"]
    assert [refusal["reason"] for refusal in quote["refusals"]] == ["UNKNOWN_CODE"]
    own = (await client.storefront(QUOTE, cart=cart("PACK-1"), codes=[code]))["quote"]["quote"]
    assert own["discount"] == {"amount": 500}


async def test_the_same_order_id_of_two_shops_is_two_orders(client: Client, rival: Client) -> None:
    ours = (await client.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    theirs = (await rival.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    assert theirs["order"] == {"id": "first", "state": "PAID", "repeated": False}
    codes = [
        (await each.admin(REVEAL, i={"couponId": made["issuedCoupons"][0]["id"]}))["couponReveal"]["code"]
        for each, made in ((client, ours), (rival, theirs))
    ]
    assert codes[0] != codes[1]


async def test_a_sign_in_link_is_for_its_own_shop(client: Client, rival: Client) -> None:
    link = await make_link(client.engine, "rival")
    await client.http.get(f"/sign-in/{link.secret}")
    answer = await client.post("/admin/graphql", None, {"query": "{ shop { id } }"}, x_otoku_request="1")
    assert answer.json()["data"]["shop"]["id"] == "rival"


async def test_what_was_changed_is_audited_with_the_token_that_did_it(client: Client) -> None:
    recorded = (await client.storefront(RECORD, input=order("first", "SAMPLE-1")))["orderRecord"]
    await client.admin(REVEAL, i={"couponId": recorded["issuedCoupons"][0]["id"]})
    (last,) = (await client.admin("{ audit(first: 1) { edges { node { action actorKind actorId ip } } } }"))[
        "audit"
    ]["edges"]
    assert last["node"]["action"] == "coupon.code_shown"
    assert last["node"]["actorKind"] == "token"
    assert last["node"]["ip"] == "203.0.113.7"
    tokens = {
        token["name"]: token["id"] for token in (await client.admin("{ tokens { id name } }"))["tokens"]
    }
    assert opaque("Token", last["node"]["actorId"]) == tokens["admin of tea"]


async def test_who_may_not_see_people_learns_nothing_of_them_by_trying_rules_or_searching(
    client: Client,
) -> None:
    made = await create_token(
        client.engine, "tea", kind=TokenKind.ADMIN, name="looks", actor=TEST, scopes=frozenset({"read"})
    )
    known = "taro@shop.example"
    await client.storefront(RECORD, input=order("first", "SAMPLE-1", email=known))
    orders = "query($f: OrderFilter) { orders(filter: $f) { edges { cursor } } }"
    searched = await client.run("admin", made.text, orders, f={"email": known})
    assert [one["extensions"]["code"] for one in searched["errors"]] == ["FORBIDDEN"]
    event = {"lines": [{"sku": "PACK-1"}], "codes": ["WELCOME10"]}
    tried = "query($e: TrialEventInput!) { tryRules(event: $e) { quote { total { amount } } } }"
    played = """query($e: TrialEventInput!) { simulate(case: {event: $e}, rules: {kind: LIVE}) {
      simulation { quote { total { amount } } } } }"""
    for text in (tried, played):
        seen, stranger = [
            (await client.run("admin", made.text, text, e=event | {"email": email}))["data"]
            for email in (known, "nobody@shop.example")
        ]
        assert seen == stranger  # the welcome price is for first orders only
        assert seen != (await client.admin(text, e=event | {"email": known}))
