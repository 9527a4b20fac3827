"""A shop with experiments, and buyers of each arm."""

from collections.abc import Iterator

from engine.dsl.compile import compile_files
from engine.model.cart import Buyer
from engine.model.catalog import Catalog
from engine.model.program import Program
from engine.model.records import SourceFile
from engine.runtime.arms import Subject
from engine.runtime.dealing import deal
from engine.service.engine import Engine

SHOP = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
  sender email "shop@example.com"
  legal {
    name "おとく茶舗"
    address "東京都千代田区丸の内1-1-1"
    contact "support@example.com"
    optout "https://shop.example.com/optout"
  }
}
"""

DEPTH = """
experiment "depth" {
  ends 2026-07-01
  split by customer
  holdout 20%
  variant "A" 40%
  variant "B" 40% {
    discount 20%
  }
  goal revenue
}
"""

SALE = """
sale "tea-week" {
  discount 10%
  for product "PACK-1"
  experiment "depth"
}
"""

COUPON = """
coupon "thanks" {
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  discount 10%
  for product "PACK-1" as issued
  bound to email
  experiment "depth"
}
"""


def files(*blocks: str) -> tuple[SourceFile, ...]:
    """One rule file."""
    return (SourceFile(path="rules.otoku", text=SHOP + "".join(blocks)),)


def program(*blocks: str, catalog: Catalog | None = None) -> Program:
    """The compiled rules."""
    compiled = compile_files(files(*blocks), catalog)
    assert compiled.program is not None, compiled.diagnostics
    return compiled.program


async def buyers_of(
    engine: Engine, arm: str, *, experiment: str = "depth", shop: str = "tea"
) -> Iterator[str]:
    """Addresses that are dealt the arm now."""
    prepared = await engine.programs.live(engine.store, shop)
    assert prepared is not None
    lab = prepared.lab
    assert lab is not None
    at = engine.clock.now()

    def found() -> Iterator[str]:
        for number in range(10_000):
            email = f"b{number}@shop.example"
            if deal(lab, Subject(buyer=Buyer(email=email)), {}, at).arms[experiment] == arm:
                yield email

    return found()
