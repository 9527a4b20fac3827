"""What `otoku doctor` sees of mails and SMS from outside: the DNS of the sender, the unsubscribe link, the gateway."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from engine.cli.finding import Finding
from engine.delivery.mail_domain import MailDomain, Seen
from engine.delivery.outbound_http import Ended
from engine.service import ask
from engine.service.engine import Engine
from engine.service.inbound_sms import inbound_url
from engine.settings import Settings


async def examine_mails(
    engine: Engine, given: Settings, shop: str, domain: MailDomain | None = None
) -> tuple[Finding, ...]:
    """Nothing here fails for want of a network: what was not seen says so."""
    found: Iterable[Finding] = (KEPT_HERE,)
    if domain is not None or given.smtp is not None:
        found = await _seen(domain or await _domain(engine, given, shop))
    return (*found, _encryption(given), await _unsubscribe(engine), _sms(engine, shop))


KEPT_HERE = Finding(
    subject="sender", text="its DNS is looked at once OTOKU_SMTP_URL is set: no mail leaves here", seen=False
)


async def _seen(domain: MailDomain) -> list[Finding]:
    return [
        Finding(
            subject=one.subject, text=one.text, bad=one.seen is Seen.BAD, seen=one.seen is not Seen.NOT_SEEN
        )
        for one in await domain.examine()
    ]


async def _domain(engine: Engine, given: Settings, shop: str) -> MailDomain:
    sender = (await ask.settings(engine, shop)).sender_email
    return MailDomain(
        sender=(given.return_path or sender or given.sender).rpartition("@")[2],
        server=given.smtp.host if given.smtp else "",
        selector=given.dkim_selector,
    )


def _encryption(given: Settings) -> Finding:
    if given.smtp is None:
        return Finding(subject="TLS", text="not seen: no mail server is set", seen=False)
    local = given.smtp.host in ("127.0.0.1", "::1", "localhost")
    if given.smtp.tls in ("required", "implicit") or local:
        return Finding(subject="TLS", text=f"mails are handed in with TLS {given.smtp.tls}")
    text = f"TLS {given.smtp.tls}: mails and codes may travel in clear; add ?tls=required to OTOKU_SMTP_URL"
    return Finding(subject="TLS", text=text, bad=True)


async def _unsubscribe(engine: Engine) -> Finding:
    """Whether the address in `List-Unsubscribe` leads here, as mail programs call it: a POST without a cookie."""
    url = f"{engine.public_url}/u/doctor"
    if urlsplit(url).scheme != "https":
        text = "not seen: mail programs take https only; set OTOKU_PUBLIC_URL"
        return Finding(subject="unsubscribe", text=text, seen=False)
    answer = await engine.http.post(url, b"List-Unsubscribe=One-Click", {})
    if answer.ended is not Ended.ANSWERED:
        text = f"not seen: {url} cannot be called from here ({answer.reason})"
        return Finding(subject="unsubscribe", text=text, seen=False)
    if answer.status != 404:  # the page's own answer to a link that is none
        text = f"{url} answers {answer.status}: let /u/ through to Otoku, without sign-in, redirect or cookie"
        return Finding(subject="unsubscribe", text=text, bad=True)
    return Finding(subject="unsubscribe", text=f"{engine.public_url}/u/ answers")


def _sms(engine: Engine, shop: str) -> Finding:
    if engine.sms_inbound is None:
        return Finding(subject="SMS", text="no gateway; set OTOKU_SMS_URL to send SMS", seen=False)
    return Finding(
        subject="SMS", text=f"let the gateway call {inbound_url(engine, shop)} for each SMS that comes"
    )
