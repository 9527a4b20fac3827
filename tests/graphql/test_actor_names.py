"""Who did something is said by name: people, tokens, the engine's own actors, and who is known no more."""

from typing import Any

from engine.model.records import Actor, SourceFile
from engine.model.staff import Role, StaffMember
from engine.service.links import the_owner
from engine.service.publish import publish
from engine.service.staff import update_member
from engine.store.connect import open_store
from graphql_api.actor_names import OWN
from tests.graphql.client import Client, connect
from tests.graphql.statements import counted_statements
from tests.graphql.test_account import person
from tests.service.shop import TEST, make_engine, open_shop

HISTORY = "{ revisions(first: 10) { edges { node { createdBy createdByName } } } }"
TRAIL = "{ audit(first: 20) { edges { node { actorKind actorId actorName } } } }"


async def member_of(client: Client, role: Role) -> StaffMember:
    """Somebody who works for the shop."""
    address = await person(client, role)
    return next(one for one in await client.engine.store.staff("tea") if one.email == address)


async def release(client: Client, actor: Actor, discount: int) -> None:
    """A release by somebody."""
    head = await client.engine.store.shop("tea")
    assert head is not None
    text = (
        f'otoku 1\nsale "s" {{\n  discount {discount}%\n  for any product\n'
        "  stacking any\n  limit 5 per customer\n}\n"
    )
    await publish(
        client.engine,
        "tea",
        [SourceFile(path="rules.otoku", text=text)],
        expected=head.live_revision,
        actor=actor,
    )


async def names(client: Client, language: str = "en") -> list[str]:
    answer = await asked(client, HISTORY, language)
    return [edge["node"]["createdByName"] for edge in answer["revisions"]["edges"]]


async def asked(client: Client, text: str, language: str) -> dict[str, Any]:
    body = {"query": text}
    response = await client.post("/admin/graphql", "admin", body, accept_language=language)
    data: dict[str, Any] = response.json()["data"]
    return data


async def test_releases_and_the_trail_name_people_also_after_they_left(client: Client) -> None:
    member = await member_of(client, Role.OWNER)
    left = await member_of(client, Role.PUBLISHER)
    await release(client, Actor(kind="staff", id=left.id), 5)
    await update_member(client.engine, "tea", left.id, disabled=True, actor=TEST)
    await release(client, Actor(kind="staff", id=member.id), 6)
    assert (await names(client))[:2] == [member.name, left.name]
    trail = (await asked(client, TRAIL, "en"))["audit"]["edges"]
    assert {"actorKind": "staff", "actorId": left.id, "actorName": left.name} in [
        row["node"] for row in trail
    ]


async def test_tokens_the_command_line_and_unknown_ids_are_said_in_both_languages(client: Client) -> None:
    (token, *_) = await client.engine.store.tokens("tea")
    for discount, actor in enumerate(
        (Actor(kind="token", id=token.id), Actor(kind="cli", id="otoku"), Actor(kind="staff", id="gone")), 5
    ):
        await release(client, actor, discount)
    assert (await names(client))[:3] == ["Unknown (gone)", "Command line", f"API token {token.name}"]
    assert (await names(client, "ja"))[:3] == ["不明(gone)", "コマンドライン", f"APIトークン {token.name}"]


async def test_an_owner_who_came_by_the_first_link_is_not_without_a_name(client: Client) -> None:
    owner = await the_owner(client.engine, "tea")
    assert ("", "") == (owner.name, owner.email)
    await release(client, Actor(kind="staff", id=owner.id), 5)
    assert ["Owner (sign-in link)"] == (await names(client))[:1]
    assert ["オーナー（サインインリンク）"] == (await names(client, "ja"))[:1]


async def test_names_cost_the_same_statements_for_one_row_and_for_many(tmp_path: object) -> None:
    store = open_store(f"sqlite://{tmp_path}/names.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    client = await connect(engine)
    member = await member_of(client, Role.OWNER)
    await names(client)  # credentials are read once
    counts = []
    for discount in range(5, 11):
        await release(client, Actor(kind="staff", id=member.id), discount)
        with counted_statements() as statements:
            await names(client)
        counts.append(len(statements))
    await client.http.aclose()
    await store.close()
    assert counts[0] > 1
    assert len(set(counts)) == 1


def test_each_actor_of_the_engine_itself_has_a_name_in_both_languages() -> None:
    assert all(english and japanese for english, japanese in OWN.values())
