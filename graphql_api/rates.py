"""How often one caller may ask (C28): moving windows per token and address, told to the caller in headers."""

from collections.abc import Mapping
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from graphql_api.refused import Refused, RequestCode


class RateLimited(Refused):
    """Too many requests; in `seconds` the window is certainly empty."""

    def __init__(self, seconds: int) -> None:
        super().__init__(RequestCode.RATE_LIMITED, seconds=seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Requests per window, by the kind of caller; texts as the `limits` library reads them."""

    publishable: str = "5 per 5 seconds"  # per token and address: a browser showing a cart (SEC6)
    secret: str = "300 per second"  # noqa: S105 - per token: a shop's back end
    admin: str = "30 per second"  # per token
    staff: str = "30 per second"  # per address
    entry: str = "30 per 10 seconds"  # per address, on the way to sign in
    stranger: str = "20 per minute"  # per address, with no or wrong credentials

    def by_kind(self) -> Mapping[str, RateLimitItem]:
        """Each limit, ready to be counted."""
        return {
            kind: parse(getattr(self, kind))
            for kind in ("publishable", "secret", "admin", "staff", "entry", "stranger")
        }


class Turnstile:
    """Counts requests of this process. Wrong codes are counted in the database instead, for all processes together."""

    def __init__(self, rates: Rates) -> None:
        self._limits = rates.by_kind()
        self._windows = MovingWindowRateLimiter(MemoryStorage())

    async def admit(self, key: str) -> None:
        """Count a request of `key` (`secret:<token>`). Raises RateLimited."""
        limit = self._limits[key.partition(":")[0]]
        if not await self._windows.hit(limit, key):
            raise RateLimited(limit.get_expiry())

    async def check_stranger(self, address: str) -> None:
        """Refuse an address that sent wrong credentials too often, before they are looked at. Raises RateLimited."""
        limit = self._limits["stranger"]
        if not await self._windows.test(limit, f"stranger:{address}"):
            raise RateLimited(limit.get_expiry())

    async def count_stranger(self, address: str) -> None:
        """Count wrong credentials from `address`."""
        await self._windows.hit(self._limits["stranger"], f"stranger:{address}")
