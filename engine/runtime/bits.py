"""Sets of small numbers as Python integers, bit k for k: an AND of 10,000 bits takes a tenth of a microsecond."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

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


Getter = Callable[[Key, int], int]
"""Like `dict.get`: the set of a key, or a default; nothing is stored for unknown keys."""


def getter(places: Mapping[Key, list[int]], size: int) -> Getter[Key]:
    """The sets of `places` by key: all made now if they fit in 16 MiB, else each when it is asked for."""
    if len(places) * (size >> 3) <= _KEPT_BYTES:
        return {key: mask_of(members, size) for key, members in places.items()}.get

    def get(key: Key, default: int) -> int:
        members = places.get(key)
        return default if members is None else mask_of(members, size)

    return get
