"""Calls to servers outside: where they may go, and what is known of them afterwards."""

import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest

from engine.delivery.outbound_http import BYTES_READ, Ended, OutboundHttp, Resolve
from engine.delivery.public_address import may_be_called
from tests.delivery.outgoing import forbidden
from tests.delivery.scripted import certificate
from tests.support.servers import free_port
from tests.support.web import Answer, web_server

WRITTEN_INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
64:ff9b:1::a00:1 2002:7f00:1:: 2002:c0a8:101:: 2001::1 2001:db8::1 100::1 3fff::1 fc00::1 fd12:3456::1 fe80::1
fe80::1%eth0 fec0::1 ff02::1 ff0e::1
"""
WRITTEN_OUTSIDE = (
    "1.1.1.1 8.8.8.8 100.63.255.255 172.32.0.1 192.167.1.1 2606:4700:4700::1111 64:ff9b::808:808"
)
INSIDE = WRITTEN_INSIDE.split()
OUTSIDE = WRITTEN_OUTSIDE.split()


def resolver(*answers: tuple[str, ...]) -> Resolve:
    """A resolver that gives the next of `answers` at each look-up, and the last one for ever."""
    left = list(answers)

    async def resolve(host: str, port: int) -> tuple[str, ...]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


def here() -> OutboundHttp:
    """A sender that may call this machine and waits for no one."""
    return OutboundHttp(loopback=True, seconds_in_all=0.6, seconds_to_connect=0.4)


def test_no_address_inside_may_be_called() -> None:
    assert len(INSIDE) >= 40
    assert [] == [text for text in INSIDE if may_be_called(ip_address(text))]


def test_public_addresses_may_be_called() -> None:
    assert OUTSIDE == [text for text in OUTSIDE if may_be_called(ip_address(text))]


@pytest.mark.parametrize("address", INSIDE)
async def test_a_name_that_leads_inside_is_refused_before_anything_is_opened(address: str) -> None:
    sender = OutboundHttp(resolve=resolver((address,)))
    answer = await sender.post("https://shop.example/hook", b"{}", {})
    assert (Ended.REFUSED, "shop.example is not a public address") == (answer.ended, answer.reason)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "https://localhost/",
        "https://[::ffff:127.0.0.1]/", "https://0/", "https://127.0.0.1./",
    ],
)  # fmt: skip
async def test_this_machine_is_refused_in_every_spelling(url: str) -> None:
    answer = await OutboundHttp().post(url, b"{}", {})
    assert answer.ended in (Ended.REFUSED, Ended.NOT_SENT)  # some resolvers do not know some spellings
    assert (await OutboundHttp().post("https://127.0.0.1/", b"{}", {})).ended is Ended.REFUSED


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/", "ftp://shop.example/", "file:///etc/passwd", "https://", "shop.example",
        "https://user:word@shop.example/", "https://shop.example:0/", "https://shop.example:99999/",
        "https://shop.example/a b", "https://shop.example/\r\nHost: inside", "https://a..b/", "",
    ],
)  # fmt: skip
async def test_what_is_no_address_of_https_is_refused(url: str) -> None:
    sender = OutboundHttp(resolve=resolver(("1.1.1.1",)))
    assert Ended.REFUSED is (await sender.post(url, b"{}", {})).ended
    assert "" != await sender.refusal(url)


async def test_one_inner_address_among_public_ones_refuses_the_name() -> None:
    sender = OutboundHttp(resolve=resolver(("1.1.1.1", "10.0.0.1")))
    assert Ended.REFUSED is (await sender.post("https://shop.example/", b"", {})).ended


async def test_a_name_is_looked_up_once_and_the_judged_address_is_called() -> None:
    looked_up = []

    async def rebinding(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return ("192.0.2.1",) if len(looked_up) > 1 else ("127.0.0.1",)

    async with web_server() as server:
        sender = OutboundHttp(loopback=True, resolve=rebinding)
        answer = await sender.post(f"http://shop.example:{server.port}/hook", b"{}", {})
        assert (200, ["shop.example"]) == (answer.status, looked_up)
        assert f"shop.example:{server.port}" == server.received[0].headers["host"]

        assert Ended.REFUSED is (await sender.post(f"http://shop.example:{server.port}/", b"", {})).ended
        assert 1 == server.connections


async def test_the_flag_for_development_opens_this_machine_and_no_other() -> None:
    sender = OutboundHttp(loopback=True, resolve=resolver(("10.0.0.1",)))
    assert Ended.REFUSED is (await sender.post("http://shop.example/", b"", {})).ended
    assert Ended.REFUSED is (await sender.post("https://shop.example/", b"", {})).ended
    assert "" == await here().refusal("http://127.0.0.1:9/")
    assert "" != await OutboundHttp().refusal("https://127.0.0.1:9/")


async def test_the_certificate_must_be_of_the_name_and_not_of_the_address(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=str(authority))
    async with web_server(tls=context) as server:
        sender = OutboundHttp(loopback=True, tls=trusting, resolve=resolver(("127.0.0.1",)))
        right = await sender.post(f"https://localhost:{server.port}/hook", b"{}", {})
        wrong = await sender.post(f"https://shop.example:{server.port}/hook", b"{}", {})
        stranger = await OutboundHttp(loopback=True).post(f"https://localhost:{server.port}/", b"{}", {})

    assert (Ended.ANSWERED, 200) == (right.ended, right.status)
    assert (Ended.NOT_SENT, Ended.NOT_SENT) == (wrong.ended, stranger.ended)
    assert "certificate" in wrong.reason.lower()
    assert 1 == len(server.received)


async def test_what_is_posted_arrives_as_it_was_written() -> None:
    async with web_server() as server:
        server.answers.append(Answer(status=201, headers={"Retry-After": "7"}, body=b"thanks"))
        answer = await here().post(f"{server.url}/a?b=c", b'{"x":1}', {"Content-Type": "application/json"})

    assert (True, 201, "7", b"thanks", False) == (
        answer.ok, answer.status, answer.headers["retry-after"], answer.body, answer.cut,
    )  # fmt: skip
    got = server.received[0]
    assert ("/a?b=c", b'{"x":1}', "application/json") == (got.path, got.body, got.headers["content-type"])


async def test_a_redirect_is_an_answer_and_not_an_order() -> None:
    async with web_server() as server:
        server.answers.append(Answer(status=307, headers={"Location": f"{server.url}/inside"}))
        answer = await here().post(f"{server.url}/", b"{}", {})
    assert (False, 307, 1) == (answer.ok, answer.status, len(server.received))


async def test_no_more_than_64_kib_of_an_answer_is_read() -> None:
    async with web_server() as server:
        endless = b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n" + b"x" * (BYTES_READ * 4)
        server.answers.append(Answer(raw=endless))
        answer = await here().post(f"{server.url}/", b"{}", {})
    assert (True, BYTES_READ, True) == (answer.ok, len(answer.body), answer.cut)


async def test_a_packed_answer_stays_packed() -> None:
    async with web_server() as server:
        server.answers.append(Answer(headers={"Content-Encoding": "gzip"}, body=b"not gzip"))
        answer = await here().post(f"{server.url}/", b"{}", {})
    assert b"not gzip" == answer.body
    assert "identity" == server.received[0].headers["accept-encoding"]


async def test_an_answer_that_trickles_counts_by_its_status() -> None:
    async with web_server() as server:
        server.answers.append(Answer(body=b"slowly", trickle=0.5))
        answer = await here().post(f"{server.url}/", b"{}", {})
    assert (True, True) == (answer.ok, answer.cut)
    assert answer.milliseconds < 2000


@pytest.mark.parametrize("bad", [Answer(wait=30), Answer(drop=True), Answer(raw=b"HELLO\r\n\r\n")])
async def test_without_an_answer_nobody_knows_whether_it_was_taken(bad: Answer) -> None:
    async with web_server() as server:
        server.answers.append(bad)
        answer = await here().post(f"{server.url}/", b"{}", {})
    assert (Ended.UNKNOWN, False) == (answer.ended, answer.ok)
    assert answer.milliseconds < 2000


async def test_a_server_that_is_not_there_got_nothing() -> None:
    answer = await here().post(f"http://127.0.0.1:{free_port()}/", b"{}", {})
    assert Ended.NOT_SENT is answer.ended


async def test_a_name_without_an_address_got_nothing() -> None:
    async def nowhere(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    sender = OutboundHttp(resolve=nowhere)
    assert Ended.NOT_SENT is (await sender.post("https://shop.example/", b"{}", {})).ended
    assert "" == await sender.refusal("https://shop.example/")


async def test_the_next_address_of_a_name_is_tried() -> None:
    async with web_server() as server:
        sender = OutboundHttp(loopback=True, resolve=resolver(("127.0.0.9", "127.0.0.1")))
        answer = await sender.post(f"http://shop.example:{server.port}/", b"{}", {})
    assert (200, 1) == (answer.status, len(server.received))


async def test_nothing_leaves_when_the_handover_is_refused() -> None:
    async with web_server() as server:
        answer = await here().post(f"{server.url}/", b"{}", {}, forbidden)
    assert (Ended.WITHDRAWN, 0) == (answer.ended, len(server.received))


async def test_the_handover_is_asked_once_and_only_when_the_server_was_reached() -> None:
    asked = []

    async def ask() -> bool:
        asked.append(True)
        return True

    await here().post(f"http://127.0.0.1:{free_port()}/", b"{}", {}, ask)
    assert [] == asked
    async with web_server() as server:
        await here().post(f"{server.url}/", b"{}", {}, ask)
    assert [True] == asked


async def test_a_header_with_a_line_break_is_not_sent() -> None:
    async with web_server() as server:
        answer = await here().post(f"{server.url}/", b"{}", {"X-Note": "a\r\nX-Evil: b"})
    assert ([], False) == (server.received, answer.ok)
