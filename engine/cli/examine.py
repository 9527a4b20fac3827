"""What `otoku doctor` looks at, one function per subject; each says what is wrong and how to mend it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from engine.cli.examine_clock import examine_clock
from engine.cli.examine_mails import examine_mails
from engine.cli.finding import Finding
from engine.delivery.channel import Outcome
from engine.delivery.mail import Mail
from engine.drivers.examine_redis import examine_redis
from engine.model.program import Kind, Status
from engine.model.records import MessageState, Page
from engine.service.check_invariants import check_invariants
from engine.service.engine import Engine
from engine.settings import Settings, sqlite_path
from engine.wiring import server_of

LATE = timedelta(minutes=1)
LONGEST_LIST = 100


async def examine(engine: Engine, given: Settings, shop: str) -> tuple[Finding, ...]:
    """Look at everything, in the order in which trouble usually comes."""
    looks: tuple[Callable[[], Awaitable[Finding]], ...] = (
        lambda: _database(engine, given),
        lambda: examine_clock(engine),
        lambda: _shop(engine, shop),
        lambda: _address(given),
        lambda: _mail(given),
        lambda: _offers(engine, given, shop),
        lambda: _redis(given),
        lambda: _backlog(engine),
        lambda: _unknown(engine, shop),
        lambda: _invariants(engine),
    )
    found = [await look() for look in looks]
    mails = await examine_mails(engine, given, shop)
    return (*found, *mails)


async def _database(engine: Engine, given: Settings) -> Finding:
    path = sqlite_path(given.database_url)
    kind = f"SQLite, {path}" if path is not None else given.database_url.partition(":")[0]
    shops = await engine.store.shops()
    secrets = f"; back up {path} and {path}.secrets together" if path is not None else ""
    return Finding(subject="database", text=f"{kind}, {len(shops)} shop(s){secrets}")


async def _shop(engine: Engine, shop: str) -> Finding:
    found = await engine.store.shop(shop)
    if found is None or found.live_revision is None:
        text = f"`{shop}` has no live rules; `otoku publish FOLDER --shop {shop}` makes some live"
        return Finding(subject="rules", text=text, bad=True)
    return Finding(subject="rules", text=f"`{shop}` runs revision {found.live_revision}")


async def _address(given: Settings) -> Finding:
    local = "127.0.0.1" in given.public_url or "localhost" in given.public_url
    if local:
        text = f"{given.public_url} works on this machine only; set OTOKU_PUBLIC_URL before mails with links go out"
        return Finding(subject="address", text=text)
    secure = given.public_url.startswith("https://")
    text = (
        given.public_url if secure else f"{given.public_url} is not https: cookies and tokens travel in clear"
    )
    return Finding(subject="address", text=text, bad=not secure)


async def _mail(given: Settings) -> Finding:
    if given.smtp is None:
        return Finding(subject="mail", text="kept in the inbox viewer; set OTOKU_SMTP_URL to send it")
    server = given.smtp
    result = await Mail(server=server_of(server)).examine()
    if result.outcome is not Outcome.SENT:
        text = f"{server.host}:{server.port} cannot be used, {result.stage}: {result.reason}"
        return Finding(subject="mail", text=text, bad=True)
    return Finding(subject="mail", text=f"{server.host}:{server.port} answers (TLS {server.tls})")


async def _offers(engine: Engine, given: Settings, shop: str) -> Finding:
    own = given.platforms.get(shop)
    url = given.platform_url if own is None else own.url
    if url:
        return Finding(subject="offers", text=f"are fulfilled by {url}")
    live = await engine.programs.live(engine.store, shop)
    sells = live is not None and any(
        rule.kind is Kind.OFFER and rule.status is Status.LIVE for rule in live.program.rules
    )
    if sells and given.public_url.startswith("https://"):
        text = (
            "the built-in shop takes no real money for them: name your platform with OTOKU_PLATFORM_URL and "
            "OTOKU_PLATFORM_SECRET (docs/offers.md)"
        )
        return Finding(subject="offers", text=text, bad=True)
    return Finding(subject="offers", text="the built-in shop fulfils them; it moves no real money")


async def _redis(given: Settings) -> Finding:
    if not given.redis_url:
        return Finding(subject="redis", text="not used; work is found by sweeping the tables")
    health = await examine_redis(given.redis_url)
    if health.trouble:
        text = f"does not answer ({health.trouble}); work goes on by sweeping, about a second later"
        return Finding(subject="redis", text=text, bad=True)
    if health.eviction != "noeviction":
        text = f"maxmemory-policy is {health.eviction}: hints may vanish; set it to noeviction"
        return Finding(subject="redis", text=text, bad=True)
    return Finding(subject="redis", text="answers, evicts nothing")


async def _backlog(engine: Engine) -> Finding:
    due = await engine.store.next_due()
    late = engine.clock.now() - due if due is not None else timedelta()
    if late > LATE:
        text = f"something has been due for {late}: is `otoku serve` or `otoku work` running?"
        return Finding(subject="work", text=text, bad=True)
    return Finding(subject="work", text="nothing is late")


async def _unknown(engine: Engine, shop: str) -> Finding:
    page = Page(limit=LONGEST_LIST)
    stuck = await engine.store.messages(shop, page, state=MessageState.UNKNOWN, order_id=None, coupon_id=None)
    if stuck:
        text = (
            f"{len(stuck)} message(s) may or may not have left; settle them in the admin API (messageResolve)"
        )
        return Finding(subject="messages", text=text, bad=True)
    return Finding(subject="messages", text="none in doubt")


async def _invariants(engine: Engine) -> Finding:
    broken = await check_invariants(engine)
    if broken:
        return Finding(subject="invariants", text="; ".join(broken), bad=True)
    return Finding(subject="invariants", text="all hold")
