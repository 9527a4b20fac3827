"""Two server processes on one PostgreSQL: what is done at one is told by the other."""

import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.asyncio.client import connect

from tests.conftest import NewDatabase
from tests.graphql.documents import RECORD, order
from tests.graphql.live_client import PROTOCOL, got, greet, state, subscribe
from tests.graphql.servers import environment, free_port, prepare, served, settings_of
from tests.graphql.test_jobs import EXPORT
from tests.graphql.test_live import FIGURES, JOB


@pytest.mark.services
@pytest.mark.slow
async def test_a_job_and_an_order_of_one_process_are_followed_in_the_other(
    new_pg_database: NewDatabase, tmp_path: Path
) -> None:
    url = await new_pg_database()
    first, second = (environment(url, tmp_path, free_port()) for _ in range(2))
    tokens = await prepare(settings_of(first))
    async with (
        served(first, 1, entry="serving_only") as here,
        served(second, 1) as there,
        httpx2.AsyncClient(base_url=there) as http,
        connect(
            f"{here.replace('http', 'ws')}/admin/graphql",
            subprotocols=[PROTOCOL],
            additional_headers={"authorization": f"Bearer {tokens['admin']}"},
            proxy=None,
        ) as ws,
    ):

        async def run(door: str, token: str, query: str, **given: Any) -> dict[str, Any]:
            headers = {"authorization": f"Bearer {tokens[token]}"}
            body = {"query": query, "variables": given}
            answer = (await http.post(f"/{door}/graphql", json=body, headers=headers)).json()
            assert "errors" not in answer, answer
            data: dict[str, Any] = answer["data"]
            return data

        await greet(ws)
        today = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 2 * 86_400))
        later = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 2 * 86_400))
        await subscribe(ws, FIGURES, "figures", since=today, until=later)
        assert await state(ws, "figures") == {"statsChanged": []}
        await run("storefront", "secret", RECORD, input=order("1", "SAMPLE-1"))
        (row,) = (await state(ws, "figures"))["statsChanged"]
        assert row == {"rule": "thanks-coupon", "issued": 1}

        made = await run("admin", "admin", EXPORT, input={"list": "COUPONS"})
        await subscribe(ws, JOB, "job", id=made["exportStart"]["job"]["id"])
        seen: list[str] = []
        while seen[-1:] != ["DONE"]:
            message = await state_of(ws, "job")
            seen.append(message["jobProgress"]["state"])


async def state_of(ws: Any, name: str) -> Any:
    """The next state of `name`; those of other subscriptions are passed over."""
    while True:
        message = await got(ws)
        if message["id"] == name:
            assert message["type"] == "next", message
            return message["payload"]["data"]
