"""How things are said in one language: money, products, moments, lengths of time, lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import assert_never
from zoneinfo import ZoneInfo

from engine.model.catalog import Catalog
from engine.model.selector import SelectBy, Selector
from engine.values.duration import Duration, Unit
from engine.values.money import decimal_text

_UNITS = {Unit.MINUTE: "分", Unit.HOUR: "時間", Unit.DAY: "日", Unit.MONTH: "か月"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A language (`en` or `ja`) with what names and moments need: catalogue, currency, time zone."""

    language: str
    catalog: Catalog
    currency: str
    zone: ZoneInfo

    def say(self, en: str, ja: str) -> str:
        """One of two texts."""
        return ja if self.language == "ja" else en

    def money(self, amount: int) -> str:
        """`500 JPY` · `500円`."""
        digits = decimal_text(amount, self.currency)
        return (
            f"{digits}円" if self.language == "ja" and self.currency == "JPY" else f"{digits} {self.currency}"
        )

    def percent(self, rate: Fraction) -> str:
        """`10%`."""
        return f"{float(rate * 100):g}%"

    def length(self, duration: Duration) -> str:
        """`14 days` · `14日`."""
        return self.say(str(duration), f"{duration.count}{_UNITS[duration.unit]}")

    def moment(self, at: datetime) -> str:
        """The shop-local minute."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def last_moment(self, end: datetime) -> str:
        """The last minute before an exclusive end that is a midnight, else the end itself."""
        local = end.astimezone(self.zone)
        return self.moment(end - timedelta(minutes=1) if (local.hour, local.minute) == (0, 0) else end)

    def either(self, texts: Iterable[str]) -> str:
        """`a, b or c` · `a、bまたはc`."""
        return self._joined(tuple(texts), self.say(" or ", "または"))

    def both(self, texts: Iterable[str]) -> str:
        """`a, b and c` · `a、bと c`."""
        return self._joined(tuple(texts), self.say(" and ", "と"))

    def _joined(self, texts: tuple[str, ...], last: str) -> str:
        comma = self.say(", ", "、")
        if len(texts) < 2:
            return "".join(texts)
        return f"{comma.join(texts[:-1])}{last}{texts[-1]}"

    def product(self, sku: str) -> str:
        """The name of a product with its SKU, or the SKU alone when the catalogue lacks it."""
        known = self.catalog.products.get(sku)
        if known is None:
            return f'"{sku}"'
        return self.say(f"{known.name} ({sku})", f"「{known.name}」({sku})")

    def products(self, selector: Selector, *, all_of: bool = False) -> str:
        """What a selector picks."""
        join = self.both if all_of else self.either
        names = sorted(selector.names)
        match selector.by:
            case SelectBy.ANY if not names:
                return self.say("any product", "すべての商品")
            case SelectBy.ANY:
                left_out = self.both(self.product(one) for one in names)
                return self.say(f"any product except {left_out}", f"{left_out}を除くすべての商品")
            case SelectBy.PRODUCT:
                return join(self.product(one) for one in names)
            case SelectBy.CATEGORY:
                listed = join(f'"{one}"' for one in names)
                return self.say(f"a product of the category {listed}", f"カテゴリー{listed}の商品")
            case SelectBy.TAG:
                listed = join(f'"{one}"' for one in names)
                return self.say(f"a product with the tag {listed}", f"タグ{listed}の商品")
            case _:
                assert_never(selector.by)
