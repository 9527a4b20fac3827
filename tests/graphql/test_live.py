"""Subscriptions over a real WebSocket: who is told what, when, and who is let go."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from websockets.exceptions import InvalidStatus

from engine.model.records import Actor
from engine.model.staff import Role
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.service.run_jobs import run_job
from engine.service.sessions import sign_out
from engine.service.staff import update_member
from engine.service.tokens import revoke_token
from graphql_api.live.limits import LIVE
from tests.graphql.client import TEST, connect
from tests.graphql.documents import RECORD, order
from tests.graphql.live_client import (
    LiveServer,
    closing,
    cookie_of,
    got,
    greet,
    live_server,
    refusal,
    send,
    state,
    subscribe,
)
from tests.graphql.test_account import enter, later, person
from tests.graphql.test_jobs import EXPORT
from tests.service.shop import example_files, open_shop

JOB = "subscription($id: ID!) { jobProgress(id: $id) { state done total outputPath } }"
RULES = "subscription { rulesetChanged { revision fingerprint newest } }"
FIGURES = """subscription($since: Date!, $until: Date!, $rule: String) {
  statsChanged(since: $since, until: $until, rule: $rule) { rule issued } }"""
MAY = {"since": "2026-05-01", "until": "2026-06-01"}
IMPATIENT = replace(LIVE, check_seconds=0.1)


@pytest.fixture
async def live(engine: Engine) -> AsyncIterator[LiveServer]:
    """The shop `tea`, served."""
    async with live_server(engine, live=IMPATIENT) as server:
        yield server


async def export(live: LiveServer) -> str:
    made = await live.client.admin(EXPORT, input={"list": "COUPONS"})
    job_id: str = made["exportStart"]["job"]["id"]
    return job_id


async def test_a_job_is_followed_from_its_present_state_to_its_end(live: LiveServer) -> None:
    await live.client.storefront(RECORD, input=order("1", "SAMPLE-1"))
    job_id = await export(live)
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, JOB, id=job_id)
        assert (await state(ws))["jobProgress"]["state"] == "WAITING"
        assert await run_job(live.client.engine)
        seen = [(await state(ws))["jobProgress"]]
        while seen[-1]["state"] != "DONE":
            seen.append((await state(ws))["jobProgress"])
        assert seen[-1]["done"] == 1
        assert seen[-1]["outputPath"].startswith("/export/")
        assert await got(ws) == {"id": "1", "type": "complete"}


async def test_a_job_that_has_ended_is_told_and_completed_and_one_that_is_none_is_null(
    live: LiveServer,
) -> None:
    job_id = await export(live)
    assert await run_job(live.client.engine)
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, JOB, id=job_id)
        assert (await state(ws))["jobProgress"]["state"] == "DONE"
        assert (await got(ws))["type"] == "complete"
        await subscribe(ws, JOB, "2", id="nothing of ours")
        assert await state(ws, "2") == {"jobProgress": None}
        assert (await got(ws))["type"] == "complete"


async def test_who_follows_the_rules_hears_of_another_revision(live: LiveServer) -> None:
    engine = live.client.engine
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        before = (await state(ws))["rulesetChanged"]
        assert (before["revision"], before["newest"]) == (1, 1)
        files = [
            replace(one, text=one.text.replace("valid 14 days", "valid 15 days")) for one in example_files()
        ]
        await publish(engine, "tea", files, expected=1, actor=TEST)
        after = (await state(ws))["rulesetChanged"]
        assert (after["revision"], after["newest"]) == (2, 2)
        assert after["fingerprint"] not in ("", before["fingerprint"])


async def test_figures_are_told_when_they_change_and_once_a_second_at_most(live: LiveServer) -> None:
    loop = asyncio.get_running_loop()
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, FIGURES, **MAY)
        assert await state(ws) == {"statsChanged": []}
        told = loop.time()
        for number in range(5):
            await live.client.storefront(
                RECORD, input=order(str(number), "SAMPLE-1", email=f"u{number}@shop.example")
            )
        (row,) = (await state(ws))["statsChanged"]
        assert loop.time() - told >= 0.99
        while row["issued"] < 5:
            (row,) = (await state(ws))["statsChanged"]
        assert row == {"rule": "thanks-coupon", "issued": 5}


async def test_figures_of_a_time_that_is_none_are_refused(live: LiveServer) -> None:
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, FIGURES, since="2026-06-01", until="2026-05-01")
        assert await refusal(ws) == "BAD_VALUE"


async def test_a_shop_hears_nothing_of_another(live: LiveServer) -> None:
    await open_shop(live.client.engine, "rival")
    rival = await connect(live.client.engine, "rival")
    job_id = await export(live)
    async with live.connect(additional_headers={"authorization": f"Bearer {rival.tokens['admin']}"}) as ws:
        await greet(ws)
        await subscribe(ws, JOB, id=job_id)
        assert await state(ws) == {"jobProgress": None}
    await rival.http.aclose()


async def test_a_person_follows_with_the_cookie_of_our_own_pages(live: LiveServer) -> None:
    async with live.as_person(await cookie_of(live.client)) as ws:
        await greet(ws, acceptLanguage="ja")
        await subscribe(ws, RULES)
        assert (await state(ws))["rulesetChanged"]["revision"] == 1
        await subscribe(ws, "{ shop { id } }", "2")
        message = await got(ws)
        assert message["payload"][0]["extensions"]["code"] == "SUBSCRIPTIONS_ONLY"
        assert "サブスクリプション" in message["payload"][0]["message"]


async def test_a_tool_may_say_who_it_is_in_its_first_message(live: LiveServer) -> None:
    async with live.connect() as ws:
        await greet(ws, authorization=f"Bearer {live.client.tokens['admin']}")
        await subscribe(ws, RULES)
        assert (await state(ws))["rulesetChanged"]["revision"] == 1


@pytest.mark.parametrize("token", ["publishable", "secret", "otk_live_000000000000_nonsense"])
async def test_tokens_of_the_storefront_and_wrong_ones_follow_nothing(live: LiveServer, token: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await live.as_tool(token)
    assert refused.value.response.status_code == 401
    async with live.connect() as ws:
        await send(ws, type="connection_init", payload={"authorization": f"Bearer {token}"})
        assert (await closing(ws))[0] == 4403


async def test_without_the_right_nothing_is_followed(live: LiveServer) -> None:
    async with live.as_tool("ci") as ws:
        await greet(ws)
        for number, query in enumerate((RULES, "subscription { jobProgress(id: 1) { state } }")):
            await subscribe(ws, query, str(number))
            assert await refusal(ws, str(number)) == "FORBIDDEN"


async def test_a_cookie_is_worth_nothing_without_the_origin_of_our_own_pages(live: LiveServer) -> None:
    cookie = await cookie_of(live.client)
    with pytest.raises(InvalidStatus) as refused:
        await live.as_person(cookie, origin="https://evil.example")
    assert refused.value.response.status_code == 403
    async with live.as_person(cookie, origin=None) as ws:
        await send(ws, type="connection_init")
        assert (await closing(ws))[0] == 4403


async def test_who_signs_out_is_let_go_while_following(live: LiveServer) -> None:
    cookie = await cookie_of(live.client)
    async with live.as_person(cookie) as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        await sign_out(live.client.engine, cookie.partition("=")[2])
        assert (await closing(ws))[0] == 4401


async def test_an_open_page_keeps_no_idle_session_alive(live: LiveServer) -> None:
    async with live.as_person(await cookie_of(live.client)) as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        later(live.client, minutes=29)
        await asyncio.sleep(5 * IMPATIENT.check_seconds)
        later(live.client, minutes=2)
        assert (await closing(ws))[0] == 4401


async def test_who_gets_another_role_is_let_go_while_following(live: LiveServer) -> None:
    address = await person(live.client, Role.EDITOR)
    await enter(live.client, address)
    (cookie,) = live.client.http.cookies.jar
    async with live.as_person(f"{cookie.name}={cookie.value}") as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        engine = live.client.engine
        (member,) = (one for one in await engine.store.staff("tea") if one.email == address)
        await update_member(engine, "tea", member.id, role=Role.ANALYST, actor=TEST)
        assert (await closing(ws))[0] == 4401


async def test_a_revoked_token_is_let_go_while_following(live: LiveServer) -> None:
    token = live.client.tokens["admin"]
    async with live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        engine = live.client.engine
        assert await revoke_token(engine, "tea", token.split("_")[2], actor=Actor(kind="cli", id="test"))
        assert (await closing(ws))[0] == 4401


async def test_a_server_that_stops_lets_its_connections_go_in_order(engine: Engine) -> None:
    async with live_server(engine) as live, live.as_tool() as ws:
        await greet(ws)
        await subscribe(ws, RULES)
        await state(ws)
        live.server.should_exit = True
        assert (await closing(ws))[0] == 1012


async def test_subscriptions_are_not_answered_over_http(live: LiveServer) -> None:
    answer = await live.client.run("admin", "admin", RULES)
    assert answer["errors"][0]["extensions"]["code"] == "WEBSOCKET_ONLY"
