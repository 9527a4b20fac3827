"""What moves on a page by itself: told by the server over a WebSocket, asked for where there is none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from playwright.async_api import Page, Route, expect

from engine.model.job import Job, JobState, JobStep
from engine.model.records import Actor
from engine.service.changes import job_topic
from engine.service.jobs import start_export
from engine.service.publish import publish
from engine.service.run_jobs import run_job
from tests.service.shop import START, TEST, buy, example_files
from tests.ui.conftest import OpenPage
from tests.ui.looks import picture
from tests.ui.site import SHOP, Site

OWN = Actor(kind="staff", id="test")
ENDPOINT = "**/admin/graphql"
JOBS = "/admin/settings/jobs"


@asynccontextmanager
async def no_answers(page: Page) -> AsyncIterator[None]:
    """Requests get no answer while the block runs: whatever moves was told over the WebSocket."""
    over = asyncio.Event()

    async def wait(route: Route) -> None:
        await over.wait()
        await route.continue_()

    await page.route(ENDPOINT, wait)
    try:
        yield
    finally:
        over.set()
        await page.unroute_all(behavior="wait")


async def step(site: Site, job: Job, done: int, now: datetime) -> None:
    """Write a step down as a worker does, and say so."""
    kept = await site.engine.store.keep_step(
        job, JobStep(cursor=str(done), state=JobState.RUNNING, done=done, total=500), now, now
    )
    assert kept is not None
    site.engine.changes.tell(job_topic(SHOP, job.id))


async def test_a_job_moves_in_two_tabs_of_which_neither_asks(
    page: Page, site: Site, open_page: OpenPage
) -> None:
    other = await open_page(locale="en")
    started = await start_export(site.engine, SHOP, {"list": "orders"}, OWN)
    assert isinstance(started, Job)
    for one in (page, other):
        async with one.expect_websocket():
            await one.goto(JOBS)
        await expect(one.get_by_role("table").locator("tbody tr")).to_have_count(1)
    await followed_by(2, site, started.id)
    now = site.clock.now()
    running = await site.engine.store.claim_job(now, now)
    assert running is not None
    async with no_answers(page), no_answers(other):
        await step(site, running, 120, now)
        await expect(page.get_by_text("120 / 500")).to_be_visible()
        await expect(other.get_by_text("120 of 500")).to_be_visible()
        await step(site, running, 340, now)
        await expect(page.get_by_text("340 / 500")).to_be_visible()
        await expect(other.get_by_text("340 of 500")).to_be_visible()
        await picture(page, "jobs-live-ja")
        await picture(other, "jobs-live-en")


async def followed_by(count: int, site: Site, job_id: str) -> None:
    """Wait until so many pages follow the job."""
    async with asyncio.timeout(60):
        while len(site.engine.changes._watches.get(job_topic(SHOP, job_id), ())) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_where_no_websocket_gets_through_the_page_asks(page: Page, site: Site) -> None:
    await page.route_web_socket(ENDPOINT, lambda socket: socket.close(code=1011, reason="a proxy"))
    await buy(site.engine, "1001", "SAMPLE-1")
    assert isinstance(await start_export(site.engine, SHOP, {"list": "orders"}, OWN), Job)
    await page.goto(JOBS)
    row = page.get_by_role("table").locator("tbody tr")
    await expect(row.get_by_text("開始待ち")).to_be_visible()
    assert await run_job(site.engine)
    await expect(row.get_by_text("完了", exact=True)).to_be_visible()


async def test_home_shows_an_order_of_this_moment(page: Page, site: Site) -> None:
    await buy(site.engine, "1043", "PACK-1", codes=["WELCOME10"])
    await page.clock.set_fixed_time(START)
    await page.goto("/admin/")
    await expect(page.get_by_role("definition").filter(has_text="¥3,420")).to_be_visible()
    await buy(site.engine, "1044", "PACK-1", codes=["WELCOME10"], email="hanako@shop.example")
    await expect(page.get_by_role("definition").filter(has_text="¥6,840")).to_be_visible()


async def test_a_release_of_somebody_else_shows_without_asking_for_it(page: Page, site: Site) -> None:
    await page.goto("/admin/releases")
    history = page.get_by_role("main")
    await expect(history.get_by_text("公開中", exact=True)).to_have_count(1)
    files = [
        type(one)(path=one.path, text=one.text.replace("valid 14 days", "valid 15 days"))
        for one in example_files()
    ]
    await publish(site.engine, SHOP, files, expected=1, actor=TEST, note="someone else's")
    await expect(history.get_by_text("someone else's")).to_be_visible()
