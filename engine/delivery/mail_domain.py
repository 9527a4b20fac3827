"""What the DNS says of the domain that mails come from: SPF, DKIM, DMARC, where bounces go, who the server is."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import dns.asyncresolver
import dns.exception
import dns.resolver
import dns.reversename

SECONDS = 5.0
SHORTEST_KEY = 128  # bytes of a public key of 1,024 bits, about
EVERYBODY = ("+all", "all", "?all")
"""Ends of an SPF record that let everybody send."""


class Seen(StrEnum):
    """How a look at one subject ended."""

    FINE = "fine"
    POOR = "poor"  # it works, and could be better
    BAD = "bad"
    NOT_SEEN = "not_seen"  # no network, or nothing to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainFinding:
    """One subject: what is there, and when it is not fine how to mend it."""

    subject: str
    seen: Seen
    text: str


class _Silent(Exception):
    """The DNS did not answer."""


def system_resolver() -> dns.asyncresolver.Resolver:
    """The resolver of this machine; one that knows no server when the machine names none."""
    try:
        resolver = dns.asyncresolver.Resolver()
    except dns.exception.DNSException:
        resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.lifetime = SECONDS
    return resolver


@dataclass(frozen=True, slots=True, kw_only=True)
class MailDomain:
    """Looks at the domain of `sender`; `selector` names the key that the mail server signs with, if it was told."""

    sender: str
    server: str = ""  # that mails are handed to
    selector: str = ""
    resolver: dns.asyncresolver.Resolver = field(default_factory=system_resolver)

    async def examine(self) -> tuple[DomainFinding, ...]:
        """Every subject; without a network all of them were not seen, and nothing raises."""
        if "." not in self.sender:
            text = f"`{self.sender}` is no public domain; set OTOKU_SENDER before mails go out"
            return (DomainFinding(subject="mail domain", seen=Seen.NOT_SEEN, text=text),)
        looks = {"SPF": self._spf, "DKIM": self._dkim, "DMARC": self._dmarc, "MX": self._mx, "PTR": self._ptr}
        found, silence = [], ""
        for subject, look in looks.items():
            try:  # a DNS that did not answer once is not waited for again
                seen, text = (Seen.NOT_SEEN, silence) if silence else await look()
            except _Silent as reason:
                silence = f"not seen: {reason}"
                seen, text = Seen.NOT_SEEN, silence
            found.append(DomainFinding(subject=subject, seen=seen, text=text))
        return tuple(found)

    async def _spf(self) -> tuple[Seen, str]:
        records = [one for one in await self._texts(self.sender) if one.lower().split(" ")[0] == "v=spf1"]
        if not records:
            return Seen.BAD, f'{self.sender} has none: publish a TXT record such as "v=spf1 include:… -all"'
        if len(records) > 1:
            return (
                Seen.BAD,
                f"{self.sender} has {len(records)} records, which counts as none: join them into one",
            )
        words = records[0].lower().split()
        if words[-1] in EVERYBODY:
            return (
                Seen.BAD,
                f'{self.sender} lets everybody send ("{words[-1]}"): end the record with -all or ~all',
            )
        if words[-1] not in ("-all", "~all") and not words[-1].startswith("redirect="):
            return Seen.POOR, f"{self.sender} does not say who may not send: end the record with -all or ~all"
        return Seen.FINE, records[0]

    async def _dkim(self) -> tuple[Seen, str]:
        if not self.selector:
            return Seen.NOT_SEEN, (
                "not seen: name the selector that your mail server signs with in OTOKU_DKIM_SELECTOR; it has to sign "
                "List-Unsubscribe and List-Unsubscribe-Post as well (RFC 8058)"
            )
        name = f"{self.selector}._domainkey.{self.sender}"
        keys = [_tags(one) for one in await self._texts(name)]
        known = [one["p"] for one in keys if "p" in one]
        if not known:
            return Seen.BAD, f"{name} has no key: publish the one that your mail server shows"
        if not known[0]:
            return Seen.BAD, f"{name} was revoked (an empty p=): publish a new key"
        kind = keys[0].get("k", "rsa")
        if kind == "rsa" and _bytes(known[0]) < SHORTEST_KEY:
            return Seen.BAD, f"{name} is shorter than 1,024 bits: make one of 2,048"
        return Seen.FINE, f"{name}, {kind}"

    async def _dmarc(self) -> tuple[Seen, str]:
        labels = self.sender.split(".")
        for first in range(len(labels) - 1):
            name = "_dmarc." + ".".join(labels[first:])
            records = [one for one in await self._texts(name) if one.lower().startswith("v=dmarc1")]
            if not records:
                continue
            policy = _tags(records[0]).get("p", "").lower()
            if policy not in ("none", "quarantine", "reject"):
                return Seen.BAD, f"{name} has no policy: add p=quarantine"
            if policy == "none":
                return (
                    Seen.POOR,
                    f"{name} only watches (p=none); go on to p=quarantine once the reports are clean",
                )
            return Seen.FINE, f"{name}, p={policy}"
        return (
            Seen.BAD,
            f'{self.sender} has none: publish "v=DMARC1; p=none; rua=mailto:…" at _dmarc.{self.sender}',
        )

    async def _mx(self) -> tuple[Seen, str]:
        hosts = await self._answers(self.sender, "MX")
        if not hosts:
            return (
                Seen.BAD,
                f"{self.sender} takes no mail: bounces and replies are lost; publish an MX record",
            )
        return Seen.FINE, f"{len(hosts)} server(s) take what comes back"

    async def _ptr(self) -> tuple[Seen, str]:
        if not self.server:
            return Seen.NOT_SEEN, "not seen: no mail server is set"
        addresses = await self._answers(self.server, "A") + await self._answers(self.server, "AAAA")
        if not addresses:
            return Seen.NOT_SEEN, f"not seen: {self.server} has no address in the DNS"
        for address in addresses:
            names = await self._answers(str(dns.reversename.from_address(address)), "PTR")
            back = [await self._answers(one, kind) for one in names for kind in ("A", "AAAA")]
            if not any(address in one for one in back):
                return Seen.POOR, (
                    f"{address} of {self.server} has no name that leads back to it; if mails leave from there, "
                    "ask its provider to set the PTR record"
                )
        return Seen.FINE, f"every address of {self.server} has a name that leads back to it"

    async def _texts(self, name: str) -> list[str]:
        return await self._answers(name, "TXT")

    async def _answers(self, name: str, kind: str) -> list[str]:
        """Records as text; none when there are none. Raises _Silent when nobody answers."""
        try:
            answer = await self.resolver.resolve(name, kind)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as silence:
            raise _Silent(f"the DNS does not answer ({type(silence).__name__})") from None
        if kind == "TXT":
            return [b"".join(one.strings).decode(errors="replace") for one in answer]
        if kind == "MX":
            return [
                str(one.exchange) for one in answer if str(one.exchange) != "."
            ]  # a null MX takes nothing
        return [one.to_text().rstrip(".") for one in answer]


def _tags(record: str) -> Mapping[str, str]:
    pairs = (one.partition("=") for one in record.split(";") if "=" in one)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def _bytes(key: str) -> int:
    try:
        return len(base64.b64decode(key))
    except binascii.Error:
        return 0
