"""The application as a shop runs it: a real server on loopback, SQLite, a clock that stands until it is moved."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.delivery.outbound_http import OutboundHttp
from engine.model.answers import Session
from engine.model.decision import Rejection
from engine.model.staff import Role
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.links import make_link, owner_link
from engine.service.own_account import accept_link
from engine.service.sessions import Visit
from engine.service.staff import invite
from engine.store.connect import open_store
from graphql_api.app import create_app
from tests.graphql.client import GENEROUS
from tests.service.shop import TEST, drain, make_engine, open_shop
from tests.ui.forced import Forced
from tests.ui.server import Server

SHOP = "tea"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running application: its address, and the engine and clock behind it."""

    base: str
    engine: Engine
    clock: VirtualClock

    async def sign_in_link(self) -> str:
        """An address that signs the browser in, once."""
        return f"{self.base}/sign-in/{(await make_link(self.engine, SHOP)).secret}"

    async def first_password_link(self) -> str:
        """An address where the owner of a new shop chooses a password, as `otoku sign-in` prints it."""
        return f"{self.base}/sign-in/{(await owner_link(self.engine, SHOP)).secret}"

    async def add_person(self, email: str, password: str, *, role: Role) -> None:
        """Somebody who signs in with a password."""
        invited = await invite(self.engine, SHOP, email=email, name="茶野 花子", role=role, actor=TEST)
        assert not isinstance(invited, Rejection), invited
        _, link = invited
        session = await accept_link(
            self.engine, link.secret, email=email, name="", password=password, visit=Visit()
        )
        assert isinstance(session, Session), session

    async def work(self) -> None:
        """Do what is due on the clock: send mails, fire timers."""
        await drain(self.engine)


async def make_database(path: Path) -> None:
    """A database with the example shop in it; migrating and publishing take a second, so tests copy it."""
    store = open_store(f"sqlite://{path}")
    await store.open()
    await open_shop(make_engine(store), SHOP)
    await store.close()


@asynccontextmanager
async def running_site(server: Server, database: Path, folder: Path) -> AsyncIterator[Site]:
    """Serve a copy of `database` while the block runs."""
    shutil.copy(database, folder / "otoku.sqlite3")
    store = open_store(f"sqlite://{folder}/otoku.sqlite3")
    await store.open()
    engine = make_engine(
        store,
        public_url=server.base,
        sandbox_folder=folder / "otoku.sandbox",
        http=OutboundHttp(loopback=True),
    )
    assert isinstance(engine.clock, VirtualClock)
    app = create_app(engine, rates=GENEROUS)
    try:
        async with server.serving(app, Forced(app)):
            yield Site(base=server.base, engine=engine, clock=engine.clock)
    finally:
        await store.close()
