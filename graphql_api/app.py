"""The application: both schemas, the pages around them, and, when asked, the work loop beside them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, WebSocketRoute

from engine.drivers.change_relay import relaying_changes
from engine.drivers.loop import running_loop
from engine.drivers.note_writer import writing_notes
from engine.drivers.opt_out_replayer import replaying_opt_outs
from engine.service.engine import Engine
from engine.service.sandboxes import Sandboxes
from engine.service.waker import LocalWaker
from engine.service.warm_up import warm_up
from engine.wiring import sandbox_engine
from graphql_api.admin.schema import schema as admin_schema
from graphql_api.caller import admin_caller, storefront_caller
from graphql_api.cross_origin import preflight
from graphql_api.door import Audience, Door
from graphql_api.headers import SecurityHeaders
from graphql_api.limits import ADMIN, STOREFRONT
from graphql_api.live.door import LiveDoor
from graphql_api.live.limits import LIVE, LiveLimits
from graphql_api.metrics import Metrics
from graphql_api.pages.confirm import ConfirmPage
from graphql_api.pages.delivery_reports import DeliveryReportPages
from graphql_api.pages.health import HealthPages
from graphql_api.pages.job_files import JobFiles
from graphql_api.pages.preview import PreviewPage
from graphql_api.pages.recover import RecoverPage
from graphql_api.pages.session import SessionPages
from graphql_api.pages.shop_colour import shop_colour
from graphql_api.pages.start import StartPages, not_found
from graphql_api.pages.unsubscribe import UnsubscribePage
from graphql_api.rates import Rates, Turnstile
from graphql_api.sandbox.desk import Desk, sandbox_audience
from graphql_api.sandbox.routes import SandboxRoutes
from graphql_api.storefront.schema import CODE_FIELDS
from graphql_api.storefront.schema import schema as storefront_schema
from graphql_api.ui.pages import AppPages

PAGES = Path(__file__).parent / "pages"
ASSETS = {"otoku.css": "text/css", "otoku.svg": "image/svg+xml"}
ALL_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""GraphQL routes take every method, so that a wrong one is refused with a code."""

STOREFRONT_AUDIENCE = Audience(
    name="storefront",
    schema=storefront_schema,
    limits=STOREFRONT,
    find_caller=storefront_caller,
    code_fields=CODE_FIELDS,
)
ADMIN_AUDIENCE = Audience(name="admin", schema=admin_schema, limits=ADMIN, find_caller=admin_caller)


def create_app(
    engine: Engine, *, drive: bool = False, rates: Rates | None = None, live: LiveLimits = LIVE
) -> Starlette:
    """The ASGI application over an open engine; with `drive` it also fires timers and sends messages."""
    turnstile, metrics = Turnstile(rates or Rates()), Metrics()
    https = engine.public_url.startswith("https://")
    storefront = Door(STOREFRONT_AUDIENCE, engine, turnstile, metrics)
    admin = Door(ADMIN_AUDIENCE, engine, turnstile, metrics)
    followed = LiveDoor(ADMIN_AUDIENCE.schema, engine, turnstile, metrics, live)
    sandbox = _sandbox(engine, rates or Rates(), metrics)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001
        async with AsyncExitStack() as stack:
            if drive and isinstance(engine.waker, LocalWaker):
                await stack.enter_async_context(running_loop(engine, engine.waker))
            await stack.enter_async_context(_warming(engine))
            await stack.enter_async_context(writing_notes(engine))
            await stack.enter_async_context(relaying_changes(engine))
            await stack.enter_async_context(replaying_opt_outs(engine))
            if sandbox is not None:
                stack.push_async_callback(sandbox.sandboxes.close)
            yield

    return Starlette(
        routes=[
            Route("/storefront/graphql", preflight, methods=["OPTIONS"]),
            Route("/storefront/graphql", storefront.answer, methods=ALL_METHODS),
            Route("/admin/graphql", admin.answer, methods=ALL_METHODS),
            WebSocketRoute("/admin/graphql", followed.answer),
            *_pages(engine, metrics, turnstile),
            *AppPages("admin").routes(),
            *(SandboxRoutes(engine, sandbox).routes() if sandbox is not None else ()),
            *(AppPages("sandbox").routes() if sandbox is not None else ()),
        ],
        middleware=[Middleware(SecurityHeaders, https=https)],
        exception_handlers={404: _missing},
        lifespan=lifespan,
    )


def _sandbox(engine: Engine, rates: Rates, metrics: Metrics) -> Desk | None:
    """Who opens the sandboxes, unless this installation has none."""
    if engine.sandbox_folder is None:
        return None
    sandboxes = Sandboxes(main=engine, folder=engine.sandbox_folder, engine_over=sandbox_engine)
    return Desk(sandboxes, sandbox_audience(STOREFRONT_AUDIENCE), rates, metrics)


@asynccontextmanager
async def _warming(engine: Engine) -> AsyncIterator[None]:
    """Compile the live rules beside the first requests; when the database is away, `/readyz` takes it up again."""
    task = asyncio.create_task(warm_up(engine), name="otoku warm-up")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _pages(engine: Engine, metrics: Metrics, turnstile: Turnstile) -> list[Route]:
    start, session, health = (
        StartPages(engine),
        SessionPages(engine, turnstile),
        HealthPages(engine, metrics),
    )
    unsubscribe, reports = UnsubscribePage(engine), DeliveryReportPages(engine)
    files = JobFiles(engine, turnstile)
    return [
        Route("/", start.start),
        Route("/inbox/{id}", start.mail),
        Route("/inbox/{id}/html", start.mail_html),
        Route("/preview", PreviewPage(engine).show, methods=["POST"]),
        Route("/sign-in", session.ask),
        Route("/sign-in", session.enter_by_password, methods=["POST"]),
        Route("/sign-in/{token}", session.enter),
        Route("/sign-in/{token}", session.choose, methods=["POST"]),
        Route("/sign-out", session.leave, methods=["POST"]),
        Route("/u/{token}", unsubscribe.answer, methods=["GET", "POST"]),
        Route("/c/{token}", ConfirmPage(engine).answer, methods=["GET", "POST"]),
        Route("/hooks/sms/{token}", reports.sms, methods=["POST"]),
        Route("/hooks/mail", reports.mail, methods=["POST"]),
        Route("/r/{token}", RecoverPage(engine).answer),
        Route("/import/{id}", files.upload, methods=["POST"]),
        Route("/export/{id}", files.download),
        Route("/export/{id}/failures", files.failures),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/assets/shop/{name}", shop_colour),
        Route("/assets/{name}", _asset),
    ]


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        return not_found(request)
    return FileResponse(PAGES / name, media_type=ASSETS[name], headers={"Cache-Control": "max-age=3600"})


async def _missing(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    return not_found(request)
