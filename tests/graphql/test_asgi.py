"""The entry of ASGI servers: opens and closes the engine, works beside it, says why it cannot start."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2
from starlette.types import Message

from graphql_api.asgi import application
from tests.graphql.documents import RECORD, order
from tests.graphql.servers import environment, prepare, settings_of


class Lifespan:
    """Starts and stops an application as an ASGI server does."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._received: asyncio.Queue[Message] = asyncio.Queue()
        self._sent: asyncio.Queue[Message] = asyncio.Queue()

    async def begin(self) -> Message:
        self._task = asyncio.create_task(
            self._app({"type": "lifespan", "asgi": {"version": "3.0"}}, self._received.get, self._sent.put)
        )
        await self._received.put({"type": "lifespan.startup"})
        return await asyncio.wait_for(self._sent.get(), 30)

    async def end(self) -> Message:
        await self._received.put({"type": "lifespan.shutdown"})
        message = await asyncio.wait_for(self._sent.get(), 30)
        await self._task
        return message


async def test_a_server_serves_and_sends(tmp_path: Path) -> None:
    variables = environment(f"sqlite://{tmp_path}/otoku.sqlite3", tmp_path, 8000)
    tokens = await prepare(settings_of(variables))
    server = application(settings_of(variables), drive=True)
    lifespan = Lifespan(server)
    assert await lifespan.begin() == {"type": "lifespan.startup.complete"}
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=server), base_url="http://127.0.0.1"
    ) as http:

        async def run(door: str, token: str, query: str, **given: Any) -> dict[str, Any]:
            headers = {"authorization": f"Bearer {tokens[token]}"}
            body = {"query": query, "variables": given}
            data: dict[str, Any] = (await http.post(f"/{door}/graphql", json=body, headers=headers)).json()[
                "data"
            ]
            return data

        await run("storefront", "secret", RECORD, input=order("first", "SAMPLE-1"))
        for _ in range(100):
            kept = (await run("admin", "admin", "{ inbox { edges { node { recipient } } } }"))["inbox"][
                "edges"
            ]
            if kept:
                break
            await asyncio.sleep(0.05)
        assert kept == [{"node": {"recipient": "taro@shop.example"}}]
    assert await lifespan.end() == {"type": "lifespan.shutdown.complete"}


async def test_a_server_that_only_serves_sends_nothing(tmp_path: Path) -> None:
    variables = environment(f"sqlite://{tmp_path}/otoku.sqlite3", tmp_path, 8000)
    await prepare(settings_of(variables))
    lifespan = Lifespan(application(settings_of(variables), drive=False))
    assert (await lifespan.begin())["type"] == "lifespan.startup.complete"
    assert "otoku loop" not in {task.get_name() for task in asyncio.all_tasks()}
    await lifespan.end()


async def test_a_database_that_must_not_be_used_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "otoku.sqlite3"
    path.write_bytes(b"this is no database, it is a letter to my aunt" * 20)
    variables = environment(f"sqlite://{path}", tmp_path, 8000)
    message = await Lifespan(application(settings_of(variables), drive=False)).begin()
    assert message["type"] == "lifespan.startup.failed"
    assert "no database" in message["message"]
