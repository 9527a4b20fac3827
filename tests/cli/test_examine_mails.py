"""What `otoku doctor` sees of mails from outside, with a real DNS server on this machine."""

import base64
import socket
from collections.abc import Mapping

import pytest

from engine.cli.examine_mails import examine_mails
from engine.delivery.mail_domain import MailDomain, Seen
from engine.settings import Settings, smtp_address
from engine.store.memory import MemoryStore
from tests.service.shop import KEYS, make_engine
from tests.support.dns_server import Records, dns_server, resolver_of

KEY = base64.b64encode(b"k" * 294).decode()
GOOD: Records = {
    ("shop.example", "TXT"): ['"google-site-verification=1"', '"v=spf1 include:_spf.mta.example -all"'],
    ("s1._domainkey.shop.example", "TXT"): [f'"v=DKIM1; k=rsa; p={KEY[:200]}" "{KEY[200:]}"'],
    ("_dmarc.shop.example", "TXT"): ['"v=DMARC1; p=quarantine; rua=mailto:d@shop.example"'],
    ("shop.example", "MX"): ["10 mx.shop.example."],
    ("mta.example", "A"): ["192.0.2.1"],
    ("1.2.0.192.in-addr.arpa", "PTR"): ["mta.example."],
}


async def seen(records: Records, sender: str = "shop.example", selector: str = "s1") -> Mapping[str, Seen]:
    async with dns_server(records) as resolver:
        looked = MailDomain(sender=sender, server="mta.example", selector=selector, resolver=resolver)
        return {one.subject: one.seen for one in await looked.examine()}


async def test_a_domain_that_is_in_order_is_found_so() -> None:
    assert await seen(GOOD) == dict.fromkeys(("SPF", "DKIM", "DMARC", "MX", "PTR"), Seen.FINE)


@pytest.mark.parametrize(
    ("name", "kind", "values", "subject", "becomes"),
    [
        ("shop.example", "TXT", ['"other"'], "SPF", Seen.BAD),
        ("shop.example", "TXT", ['"v=spf1 -all"', '"v=spf1 ~all"'], "SPF", Seen.BAD),
        ("shop.example", "TXT", ['"v=spf1 a +all"'], "SPF", Seen.BAD),
        ("shop.example", "TXT", ['"v=spf1 a"'], "SPF", Seen.POOR),
        ("shop.example", "TXT", ['"v=spf1 redirect=mta.example"'], "SPF", Seen.FINE),
        ("s1._domainkey.shop.example", "TXT", ['"v=DKIM1"'], "DKIM", Seen.BAD),
        ("s1._domainkey.shop.example", "TXT", ['"v=DKIM1; p="'], "DKIM", Seen.BAD),
        ("s1._domainkey.shop.example", "TXT", ['"v=DKIM1; p=AAAA"'], "DKIM", Seen.BAD),
        ("s1._domainkey.shop.example", "TXT", ['"v=DKIM1; p=???"'], "DKIM", Seen.BAD),
        ("s1._domainkey.shop.example", "TXT", ['"k=ed25519; p=AAAA"'], "DKIM", Seen.FINE),
        ("_dmarc.shop.example", "TXT", ['"v=DMARC1; p=none"'], "DMARC", Seen.POOR),
        ("_dmarc.shop.example", "TXT", ['"v=DMARC1; rua=mailto:d@x.jp"'], "DMARC", Seen.BAD),
        ("_dmarc.shop.example", "TXT", ['"other"'], "DMARC", Seen.BAD),
        ("shop.example", "MX", ["0 ."], "MX", Seen.BAD),
        ("1.2.0.192.in-addr.arpa", "PTR", ["other.example."], "PTR", Seen.POOR),
        ("mta.example", "A", [], "PTR", Seen.NOT_SEEN),
    ],
)
async def test_each_thing_that_is_wrong_is_found(
    name: str, kind: str, values: list[str], subject: str, becomes: Seen
) -> None:
    found = await seen({**GOOD, (name, kind): values})
    assert found[subject] is becomes
    assert {one for other, one in found.items() if other != subject} == {Seen.FINE}


async def test_a_subdomain_is_under_the_policy_of_its_domain() -> None:
    found = await seen(GOOD, sender="news.shop.example", selector="")
    assert (found["DMARC"], found["DKIM"]) == (Seen.FINE, Seen.NOT_SEEN)


async def test_without_a_network_nothing_is_wrong_and_nothing_was_seen() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver = resolver_of(silent.getsockname()[1], seconds=0.2)
        looked = MailDomain(sender="shop.example", server="mta.example", selector="s1", resolver=resolver)
        given = Settings(database_url="memory://", secrets=KEYS, smtp=smtp_address("smtp://mta.example"))
        engine = make_engine(MemoryStore(), public_url="http://127.0.0.1:8000")
        found = {one.subject: one for one in await examine_mails(engine, given, "tea", looked)}
    assert {name for name, one in found.items() if one.bad} == {"TLS"}
    assert {one.mark for name, one in found.items() if name != "TLS"} == {"?"}
    assert "?tls=required" in found["TLS"].text


async def test_a_sender_on_this_machine_has_no_domain_to_look_at() -> None:
    (only,) = await MailDomain(sender="localhost").examine()
    assert only.seen is Seen.NOT_SEEN
