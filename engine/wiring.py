"""The composition root: settings become an engine; nothing else constructs one."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from engine.delivery.channel import Channel
from engine.delivery.fulfilment import Fulfilment
from engine.delivery.inbox import Inbox
from engine.delivery.mail import Mail, SmtpServer, Tls
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.platform import Platform
from engine.delivery.registry import Channels
from engine.delivery.sms import SignedGateway, TwilioGateway
from engine.delivery.sms_inbound import SignedInbound, SmsInbound, TwilioInbound
from engine.delivery.webhook_signature import read_secret
from engine.model.program import ChannelName
from engine.service.clock import Clock, SystemClock
from engine.service.engine import BreakerLimits, Engine, Limits, MailIdentity
from engine.service.programs import ProgramCache
from engine.service.waker import LocalWaker, NoWaker, Waker
from engine.settings import PlatformAddress, Settings, SmtpAddress, read_settings
from engine.store.connect import open_store
from engine.store.failpoints import install as install_failpoint
from engine.store.port import Store


@contextlib.asynccontextmanager
async def open_engine(settings: Settings, waker: Waker | None = None) -> AsyncIterator[Engine]:
    """An engine whose store is open, and closed again at the end.

    `waker` is told of new work; by default the `LocalWaker` of a loop in this process. Raises StoreUnusable,
    StoreUnavailable.
    """
    engine = closed_engine(settings, waker or LocalWaker())
    await engine.store.open()
    try:
        yield engine
    finally:
        await engine.store.close()


def closed_engine(settings: Settings, waker: Waker) -> Engine:
    """An engine whose store is not open yet, for those who open it in their own time."""
    install_failpoint(settings.failpoint)
    return assemble(settings, open_store(settings.database_url), waker)


def assemble(settings: Settings, store: Store, waker: Waker) -> Engine:
    """An engine around an open store."""
    return Engine(
        store=store,
        clock=SystemClock(),
        keys=settings.secrets,
        channels=channels_of(settings, store),
        waker=waker,
        public_url=settings.public_url,
        mail=MailIdentity(
            sender=settings.sender,
            return_path=settings.return_path,
            hook_key=settings.mail_hook_key,
            sms_sender=settings.sms.sender if settings.sms else "",
        ),
        limits=limits_of(settings),
        retention=settings.retention,
        http=OutboundHttp(loopback=settings.loopback_http),
        fulfilment=platform_of(settings),
        fulfilments=platforms_of(settings),
        sandbox_folder=settings.sandbox_folder,
        spool_folder=settings.spool_folder,
        sms_inbound=sms_inbound_of(settings),
    )


def limits_of(settings: Settings) -> Limits:
    """What this installation allows."""
    return Limits(
        sms_parts_per_day=settings.sms_parts_per_day,
        mails_per_minute=settings.mails_per_minute,
        sms_per_minute=settings.sms_per_minute,
        breaker=breaker_of(settings),
    )


def platform_of(settings: Settings) -> Fulfilment | None:
    """The merchant's platform, which takes money and delivers by itself; None where none is named."""
    if not settings.platform_url:
        return None
    address = PlatformAddress(url=settings.platform_url, secrets=settings.platform_secrets)
    return _platform(settings, address)


def platforms_of(settings: Settings) -> dict[str, Fulfilment]:
    """The platforms of single shops: money of one merchant never goes to the system of another."""
    return {shop: _platform(settings, address) for shop, address in settings.platforms.items()}


def _platform(settings: Settings, address: PlatformAddress) -> Fulfilment:
    http = OutboundHttp(loopback=settings.loopback_http)
    platform = Platform(http=http, url=address.url, secrets=address.secrets)
    return Fulfilment(gateway=None, commerce=platform, pay_outs=platform)


def sandbox_engine(main: Engine, database: Path, clock: Clock) -> Engine:
    """The engine of a sandbox, not open yet: SQLite at `database`, keys of its own, every channel ends in its inbox.

    Its orders are ordinary ones, so that limits, budgets and figures work as they will; rules of `mode sandbox` act
    on them (S1.38). With the keys of the real shop, an order id chosen in the sandbox could give the code of a real
    coupon away.
    """
    settings = read_settings({"OTOKU_DATABASE_URL": f"sqlite://{database}", "OTOKU_SANDBOX_URL": "off"})
    engine = assemble(settings, open_store(settings.database_url), NoWaker())
    return replace(
        engine,
        clock=clock,
        programs=ProgramCache(all_worlds=True),
        channels=Channels(
            live=dict.fromkeys(ChannelName, engine.channels.inbox), inbox=engine.channels.inbox
        ),
        public_url=f"{main.public_url}/sandbox",
        mail=main.mail,
    )


def channels_of(settings: Settings, store: Store) -> Channels:
    """E-mail and SMS go out where a server or gateway is named, and stay in the inbox where none is."""
    inbox = Inbox(keep=store.keep_mail)
    email: Channel = inbox if settings.smtp is None else Mail(server=server_of(settings.smtp))
    return Channels(live={ChannelName.EMAIL: email, ChannelName.SMS: sms_of(settings) or inbox}, inbox=inbox)


def sms_of(settings: Settings) -> Channel | None:
    """The SMS gateway, if one is named."""
    named = settings.sms
    if named is None:
        return None
    http = OutboundHttp(loopback=settings.loopback_http)
    if named.twilio:
        return TwilioGateway(address=named.address, account=named.account, secret=named.secret, http=http)
    return SignedGateway(address=named.address, secret=read_secret(named.secret), http=http)


def breaker_of(settings: Settings) -> BreakerLimits:
    """When advertising by a channel stops by itself."""
    return BreakerLimits(complaints=settings.complaints_stop, dead_addresses=settings.dead_addresses_stop)


def sms_inbound_of(settings: Settings) -> SmsInbound | None:
    """What reads the SMS that the gateway hands over: it signs with the secret that it knows us by."""
    named = settings.sms
    if named is None:
        return None
    if named.twilio:
        return TwilioInbound(secret=named.secret)
    return SignedInbound(secret=read_secret(named.secret))


def server_of(address: SmtpAddress) -> SmtpServer:
    """Where mails are handed in."""
    return SmtpServer(
        host=address.host,
        port=address.port,
        tls=Tls(address.tls),
        username=address.username,
        password=address.password,
        ca_file=address.ca_file,
        hello=address.hello,
    )
