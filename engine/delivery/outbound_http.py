"""POST to a server outside that a merchant named, never to one inside, with a clear word on what happened (SEC27).

The name is resolved here, every address of it is judged, and the connection goes to a judged address with the name
in TLS and `Host`; a name that changes its mind between look-up and connection gains nothing. Redirects, proxies,
cookies and compressed answers are not followed, used, kept or unpacked.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from urllib.parse import SplitResult, urlsplit

import httpx2

from engine.delivery.channel import HandOver
from engine.delivery.public_address import IpAddress, may_be_called, read_address

SECONDS_TO_CONNECT = 5.0
SECONDS_IN_ALL = 15.0  # C26; less than any lease, so that nobody else sends the same meanwhile
BYTES_READ = 64 * 1024
ADDRESSES_TRIED = 3
SENDING = "http11.send_request_headers.started"  # the trace event of httpx2 before the first byte


class Ended(StrEnum):
    """How a request ended."""

    ANSWERED = "answered"  # there is a status
    REFUSED = (
        "refused"  # the address may not be called, or is none; nothing left, and asking again is useless
    )
    NOT_SENT = "not_sent"  # the server was not reached; nothing left
    WITHDRAWN = "withdrawn"  # the handover was refused; nothing left
    UNKNOWN = "unknown"  # no answer came after the request began to leave; it may have been acted upon


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What came of a request. `body` holds at most 64 KiB; `cut` when there was more or it did not end in time.

    `headers` have lower-case names. `reason` is for people and free of what was sent.
    """

    ended: Ended
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False
    reason: str = ""
    milliseconds: int = 0

    @property
    def ok(self) -> bool:
        """Whether the server took it: a 2xx answer, nothing else (C26)."""
        return self.ended is Ended.ANSWERED and 200 <= self.status < 300


Resolve = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""Every address of a host, as the system names them. Raises OSError."""


class _Refused(Exception):
    """The address may not be called; the text says why."""


class _Withdrawn(Exception):
    """The handover was refused."""


@dataclass(slots=True, kw_only=True)
class _Progress:
    """What one request did so far; `deadline` is an instant of the loop's clock."""

    began: float
    deadline: float
    hand_over: HandOver
    asked: bool = False
    in_doubt: bool = False  # bytes may have left

    async def trace(self, event: str, _: object) -> None:
        """Ask for the handover at the last moment at which nothing has left."""
        if event != SENDING or self.asked:
            return
        self.asked = True
        if not await self.hand_over():
            raise _Withdrawn
        self.in_doubt = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What is sent."""

    body: bytes
    headers: Mapping[str, str]


async def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@cache
def public_authorities() -> ssl.SSLContext:
    """What the system trusts, read once: it takes longer than to open a whole engine."""
    return ssl.create_default_context()


async def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundHttp:
    """Sends requests. `loopback` (for development) allows http and https to this machine beside https to the public."""

    loopback: bool = False
    tls: ssl.SSLContext = field(default_factory=public_authorities, repr=False)
    resolve: Resolve = resolve_by_system
    seconds_to_connect: float = SECONDS_TO_CONNECT
    seconds_in_all: float = SECONDS_IN_ALL

    async def post(
        self, url: str, body: bytes, headers: Mapping[str, str], hand_over: HandOver = _always
    ) -> HttpAnswer:
        """POST `body` unless `hand_over`, asked before the first byte, says no; never raises for the other side."""
        now = asyncio.get_running_loop().time()
        progress = _Progress(began=now, deadline=now + self.seconds_in_all, hand_over=hand_over)
        try:
            target = _target(url)
            async with asyncio.timeout_at(progress.deadline):
                addresses = await self._judged(target)
            return await self._post(target, addresses, _Content(body=body, headers=headers), progress)
        except _Refused as refusal:
            return _without_answer(Ended.REFUSED, str(refusal), progress)
        except _Withdrawn:
            return _without_answer(Ended.WITHDRAWN, "", progress)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as failure:
            # TimeoutError and SSLError are OSErrors. ValueError: a header that is none.
            ended = Ended.UNKNOWN if progress.in_doubt else Ended.NOT_SENT
            return _without_answer(ended, f"{type(failure).__name__}: {failure}".rstrip(": "), progress)

    async def refusal(self, url: str) -> str:
        """Why `url` may not be called, in English; empty when it may, or when its name cannot be resolved now."""
        try:
            await self._judged(_target(url))
        except _Refused as refusal:
            return str(refusal)
        except OSError:
            return ""
        return ""

    async def _judged(self, target: SplitResult) -> tuple[IpAddress, ...]:
        host, port = target.hostname or "", _port(target)
        addresses = tuple(read_address(text) for text in await self.resolve(host, port))
        if not addresses:
            raise OSError("the name has no address")
        if self.loopback and all(may_be_called(address, loopback=True) for address in addresses):
            return addresses[:ADDRESSES_TRIED]
        if target.scheme != "https":
            raise _Refused("the address must begin with https://")
        # One inner address among public ones is a trap or a mistake: the whole name is refused.
        if not all(may_be_called(address) for address in addresses):
            raise _Refused(f"{host} is not a public address")
        return addresses[:ADDRESSES_TRIED]

    async def _post(
        self, target: SplitResult, addresses: tuple[IpAddress, ...], content: _Content, progress: _Progress
    ) -> HttpAnswer:
        for address in addresses[:-1]:
            try:
                return await self._to(address, target, content, progress)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue  # nothing left; the name has another address
        return await self._to(addresses[-1], target, content, progress)

    async def _to(
        self, address: IpAddress, target: SplitResult, content: _Content, progress: _Progress
    ) -> HttpAnswer:
        request = httpx2.Request(
            "POST",
            target._replace(netloc=_authority(address, _port(target))).geturl(),
            headers={**content.headers, "Host": target.netloc, "Accept-Encoding": "identity"},
            content=content.body,
            extensions={
                "timeout": httpx2.Timeout(self.seconds_in_all, connect=self.seconds_to_connect).as_dict(),
                "sni_hostname": target.hostname,
                "trace": progress.trace,
            },
        )
        async with httpx2.AsyncHTTPTransport(verify=self.tls, trust_env=False) as transport:
            async with asyncio.timeout_at(progress.deadline):
                response = await transport.handle_async_request(request)
            body, cut = await _read(response, progress.deadline)
        return HttpAnswer(
            ended=Ended.ANSWERED,
            status=response.status_code,
            headers=dict(response.headers),
            body=body,
            cut=cut,
            milliseconds=_since(progress),
        )


async def _read(response: httpx2.Response, deadline: float) -> tuple[bytes, bool]:
    """The first 64 KiB and whether there is more; the status stands, however the body ends."""
    read = bytearray()
    try:
        async with asyncio.timeout_at(deadline):
            async for part in response.aiter_raw():
                read += part
                if len(read) > BYTES_READ:
                    return bytes(read[:BYTES_READ]), True
    except (httpx2.HTTPError, TimeoutError):
        return bytes(read), True
    finally:
        await response.aclose()
    return bytes(read), False


def _target(url: str) -> SplitResult:
    try:
        target = urlsplit(url)
        port = target.port
        host = (target.hostname or "").rstrip(".").encode("idna").decode()
    except ValueError:
        raise _Refused("this is not an address of the web") from None
    if target.scheme not in ("http", "https") or not host or port == 0 or not url.isprintable() or " " in url:
        raise _Refused("the address must begin with https:// and name a server")
    if target.username is not None or target.password is not None:
        raise _Refused("the address must not hold a user name or password")
    name = f"[{host}]" if ":" in host else host
    return target._replace(netloc=name if port is None else f"{name}:{port}", fragment="")


def _port(target: SplitResult) -> int:
    return target.port or (443 if target.scheme == "https" else 80)


def _authority(address: IpAddress, port: int) -> str:
    return f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"


def _without_answer(ended: Ended, reason: str, progress: _Progress) -> HttpAnswer:
    return HttpAnswer(ended=ended, reason=" ".join(reason.split())[:300], milliseconds=_since(progress))


def _since(progress: _Progress) -> int:
    return round((asyncio.get_running_loop().time() - progress.began) * 1000)
