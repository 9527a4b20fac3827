"""Secret keys with ids, so that a key can be replaced without a stop (SEC4, SEC32)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """Keys by id for one purpose; new things use `current`, old things name the key they were made with."""

    current: str
    keys: Mapping[str, bytes]

    def key(self, key_id: str | None = None) -> bytes:
        """The key called `key_id`, else the current one. Raises KeyError for an id that is not on the ring."""
        return self.keys[self.current if key_id is None else key_id]

    def __repr__(self) -> str:
        return f"KeyRing(current={self.current!r}, ids={sorted(self.keys)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Everything secret that the engine computes with."""

    codes: KeyRing  # derives coupon codes from coupon ids
    peppers: KeyRing  # hashes codes for look-up
    links: KeyRing  # signs unsubscribe and return-path tokens (SEC26)
