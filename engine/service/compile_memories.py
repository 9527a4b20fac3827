"""What compilations of rule files remember from one to the next, shop by shop."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from engine.dsl.remembered import Memory

MOST_SHOPS = 8
"""Shops whose last rule set is remembered; a large one takes some tens of megabytes."""


@dataclass(slots=True, kw_only=True)
class CompileMemories:
    """One memory per shop, the least recently used one forgotten first. Hold `turn` while a memory is in use."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    by_shop: OrderedDict[str, Memory] = field(default_factory=OrderedDict)

    def of(self, shop: str) -> Memory:
        """What is remembered of the rules of `shop`; nothing at first."""
        memory = self.by_shop.pop(shop, None) or Memory()
        self.by_shop[shop] = memory
        while len(self.by_shop) > MOST_SHOPS:
            self.by_shop.popitem(last=False)
        return memory

    def forget(self, shop: str) -> None:
        """Leave the memory to whoever still writes into it: a compilation that took too long goes on in its thread."""
        self.by_shop.pop(shop, None)
