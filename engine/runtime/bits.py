"""Sets of small numbers as Python integers, bit k for k: an AND of 10,000 bits takes a tenth of a microsecond."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key")

_WORD = [0] + [1 << place for place in range(64)]
_FEW = 8
_MOST_POWERS = 4096
_KEPT_BYTES = 16 << 20


def mask_of(places: Iterable[int], size: int) -> int:
    """The set of `places`, each below `size`, in time linear in the size and the number of places."""
    octets = bytearray((size >> 3) + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def chosen(mask: int, items: Sequence[Item], powers: Sequence[int]) -> list[Item]:
    """The items at the members of `mask`, the greatest member first.

    `items[k + 1]` belongs to member k, as `bit_length` counts. With `powers` (see `powers_of`) every member is popped
    off the top; without, large sets are read word by word, which costs less than arithmetic on long integers.
    """
    found: list[Item] = []
    add = found.append
    if powers:
        while mask:
            top = mask.bit_length()
            add(items[top])
            mask ^= powers[top]
        return found
    if mask.bit_count() <= _FEW:
        while mask:
            top = mask.bit_length()
            add(items[top])
            mask ^= 1 << (top - 1)
        return found
    words = (mask.bit_length() + 63) >> 6
    base = words << 6
    for word in memoryview(mask.to_bytes(words << 3, "little")).cast("Q")[::-1]:
        base -= 64
        rest = word
        while rest:
            top = rest.bit_length()
            add(items[base + top])
            rest ^= _WORD[top]
    return found


def powers_of(size: int) -> Sequence[int]:
    """For sets below a few thousand members: entry k + 1 is the set {k}."""
    return (0, *(1 << place for place in range(size))) if size <= _MOST_POWERS else ()


class MaskMap(Generic[Key]):
    """Sets by key, made from lists of places when first asked for, and kept as long as they fit in 16 MiB."""

    __slots__ = ("_kept", "_places", "_room", "_size")

    def __init__(self, places: Mapping[Key, list[int]], size: int) -> None:
        self._places = places
        self._size = size
        self._kept: dict[Key, int] = {}
        self._room = _KEPT_BYTES // ((size >> 3) + 32)

    def __getitem__(self, key: Key) -> int:
        """The set of `key`; empty for an unknown key, and nothing is stored for it."""
        mask = self._kept.get(key)
        if mask is not None:
            return mask
        places = self._places.get(key)
        if places is None:
            return 0
        mask = mask_of(places, self._size)
        if len(self._kept) < self._room:
            self._kept[key] = mask
        return mask
