"""A retailer's year as files of a shop: rule files, a catalogue, and orders in time order."""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson

from bench.replay.retail import Article, Basket, Campaign, PaperCoupon, PaperRedemption, Retail, TillLine

LONGEST_LIST = 200
"""A coupon for more products than this picks them by a tag of the catalogue.

The language takes lists of up to 1,000 names and the widest coupon has 14,477; besides, nobody can review such a list,
while a tag is kept where products are kept.
"""

LARGEST_FILE = 200 * 1024  # bytes; the language takes files of 256 KiB
RATES = (10, 15, 20, 25, 30, 40, 50)
"""Percentages that coupons take off. The data do not say what a coupon is worth: a hash of its number picks one."""

USES_PER_CUSTOMER = 2
SPEND_PER_HOUSEHOLD = 25  # dollars; a campaign's budget, so that money is counted, without getting in the way


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, and what is dirty in the data."""

    campaigns: int
    rules: int
    pairs: int
    tagged_rules: int  # those that pick products by tag
    products: int
    orders: int
    lines: int
    lines_without_quantity: int
    redemptions: int
    never_presented: int  # redemptions on a day without any basket of the household
    presented_without_product: int


def write_files(retail: Retail, folder: Path) -> Written:
    """Write `rules/`, `automatic/`, `catalog.csv` and `orders.jsonl` into `folder`.

    `automatic/` holds the same coupons without codes, limits and budgets, as a shop does that loads them on a card.
    """
    campaigns = {campaign.id: campaign for campaign in retail.campaigns()}
    coupons = list(retail.coupons())
    articles = {article.id: article for article in retail.articles()}
    for name, coded in (("rules", True), ("automatic", False)):
        _write_rules(folder / name, retail.zone, campaigns, coupons, coded=coded)
    _write_catalog(folder / "catalog.csv", articles.values(), coupons)
    presented = _Presented(retail.redemptions(), coupons, ZoneInfo(retail.zone))
    counts: Counter[str] = Counter()
    with (folder / "orders.jsonl").open("wb") as file:
        # A customer may hand a coupon in with any basket of the day, so a day is looked at as a whole.
        for day in _days(retail.baskets(), ZoneInfo(retail.zone)):
            codes = presented.codes_of(day)
            for basket in day:
                record = _order(basket, articles, campaigns, codes.get(basket.id, []))
                file.write(orjson.dumps(record) + b"\n")
                counts["orders"] += 1
                counts["lines"] += len(basket.lines)
                counts["empty"] += sum(line.quantity == 0 for line in basket.lines)
    return Written(
        campaigns=len(campaigns),
        rules=len(coupons),
        pairs=sum(len(coupon.products) for coupon in coupons),
        tagged_rules=sum(len(coupon.products) > LONGEST_LIST for coupon in coupons),
        products=len(articles),
        orders=counts["orders"],
        lines=counts["lines"],
        lines_without_quantity=counts["empty"],
        redemptions=presented.count,
        never_presented=presented.count - presented.shown,
        presented_without_product=presented.shown_without_product,
    )


# -------------------------------------------------------------------------------------------- rules


def code_of(campaign: int, upc: int) -> str:
    """The shared code that stands for a paper coupon of a campaign."""
    return f"C{campaign:02d}U{upc}"


def rate_of(upc: int) -> int:
    """The percentage that a coupon takes off, always the same for one number."""
    return RATES[hashlib.sha256(str(upc).encode()).digest()[0] % len(RATES)]


def _write_rules(
    folder: Path, zone: str, campaigns: dict[int, Campaign], coupons: Iterable[PaperCoupon], *, coded: bool
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shop = f'otoku 1\n\nshop {{\n  currency USD\n  timezone "{zone}"\n  rounding half\n}}\n'
    (folder / "shop.otoku").write_text(shop, encoding="utf-8")
    by_campaign: defaultdict[int, list[PaperCoupon]] = defaultdict(list)
    for coupon in coupons:
        by_campaign[coupon.campaign].append(coupon)
    for number, campaign in campaigns.items():
        blocks = [_campaign(campaign, coded), *(_rule(campaign, one, coded) for one in by_campaign[number])]
        for part, text in enumerate(_in_files(blocks), 1):
            name = f"campaign-{number:02d}" + (f"-part-{part}" if part > 1 else "")
            (folder / f"{name}.otoku").write_text(text, encoding="utf-8")


def _in_files(blocks: Iterable[str]) -> Iterator[str]:
    text = "otoku 1\n"
    for block in blocks:
        if len(text) + len(block) > LARGEST_FILE:
            yield text
            text = "otoku 1\n"
        text += "\n" + block
    yield text


def _campaign(campaign: Campaign, coded: bool) -> str:
    name = f"campaign-{campaign.id}"
    audience = (
        f'audience "{name}" {{\n  title "Campaign {campaign.id}, {campaign.kind}"\n'
        f'  if customer.tags has "{name}"\n}}\n'
    )
    spend = max(1, len(campaign.households)) * SPEND_PER_HOUSEHOLD
    budget = f'budget "{name}" {{\n  spend at most {spend:,} USD\n  then pause\n}}\n'
    return f"{audience}\n{budget}" if coded else audience


def _rule(campaign: Campaign, coupon: PaperCoupon, coded: bool) -> str:
    name = f"campaign-{campaign.id}"
    lines = [
        f'title "Coupon {coupon.upc} of campaign {campaign.id}"',
        f"begins {campaign.begins} 00:00",
        f"ends {campaign.ends + timedelta(days=1)} 00:00",
        f'if customer in audience "{name}"',
        f"discount {rate_of(coupon.upc)}%",
        f"for {_products(coupon)}",
        "stacking any",
    ]
    if coded:
        code = f'code "{code_of(campaign.id, coupon.upc)}"'
        lines += [code, f"limit {USES_PER_CUSTOMER} per customer", f'budget "{name}"']
    return f'sale "{name}-{coupon.upc}" {{\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


def _products(coupon: PaperCoupon) -> str:
    if len(coupon.products) > LONGEST_LIST:
        return f'tag "{tag_of(coupon)}"'
    return "product " + ", ".join(f'"{number}"' for number in sorted(coupon.products))


def tag_of(coupon: PaperCoupon) -> str:
    """The tag of the products of a wide coupon."""
    return f"coupon-{coupon.campaign}-{coupon.upc}"


# ---------------------------------------------------------------------------------------- catalogue


def _write_catalog(path: Path, articles: Iterable[Article], coupons: Iterable[PaperCoupon]) -> None:
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for coupon in coupons:
        if len(coupon.products) > LONGEST_LIST:
            for number in coupon.products:
                tags[number].append(tag_of(coupon))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("sku", "name", "price", "category", "tags"))
        for article in articles:
            name = article.name or f"Article {article.id}"
            price = f"{article.cents // 100}.{article.cents % 100:02d}"
            rows.writerow((article.id, name, price, article.category, ", ".join(sorted(tags[article.id]))))


# ------------------------------------------------------------------------------------------- orders


def _days(baskets: Iterable[Basket], zone: ZoneInfo) -> Iterator[list[Basket]]:
    day: list[Basket] = []
    for basket in baskets:
        if day and day[0].at.astimezone(zone).date() != basket.at.astimezone(zone).date():
            yield day
            day = []
        day.append(basket)
    if day:
        yield day


class _Presented:
    """Which basket each paper coupon was handed in with: the data tell only the household and the day.

    It is the household's first basket of that day that holds a product of the coupon, else its first with anything in
    it. Whether the coupon is any good there is the engine's business.
    """

    def __init__(
        self, redemptions: Iterable[PaperRedemption], coupons: Iterable[PaperCoupon], zone: ZoneInfo
    ) -> None:
        self._products = {(coupon.campaign, coupon.upc): coupon.products for coupon in coupons}
        self._by_day: defaultdict[object, list[PaperRedemption]] = defaultdict(list)
        self._zone = zone
        self.count = self.shown = self.shown_without_product = 0
        for redemption in redemptions:
            self._by_day[redemption.day].append(redemption)
            self.count += 1

    def codes_of(self, day: list[Basket]) -> dict[int, list[str]]:
        """The codes of each basket of a day, by basket id."""
        codes: dict[int, list[str]] = {}
        for redemption in self._by_day.get(day[0].at.astimezone(self._zone).date(), ()):
            own = [basket for basket in day if basket.household == redemption.household]
            if not own:
                continue
            wanted = self._products.get((redemption.campaign, redemption.upc), frozenset())
            fitting = [basket for basket in own if any(_buys(line, wanted) for line in basket.lines)]
            self.shown += 1
            self.shown_without_product += not fitting
            bought = [basket for basket in own if any(line.quantity > 0 for line in basket.lines)]
            basket = (fitting or bought or own)[0]
            codes.setdefault(basket.id, []).append(code_of(redemption.campaign, redemption.upc))
        return codes


def _buys(line: TillLine, wanted: frozenset[int]) -> bool:
    return line.quantity > 0 and line.article in wanted


def _order(
    basket: Basket, articles: dict[int, Article], campaigns: dict[int, Campaign], codes: list[str]
) -> dict[str, object]:
    tags = [f"campaign-{number}" for number, one in campaigns.items() if basket.household in one.households]
    return {
        "id": str(basket.id),
        "at": basket.at.isoformat(),
        "customer": {"id": str(basket.household), "tags": tags},
        "lines": [
            piece for line in basket.lines for piece in _pieces(line, articles[line.article].by_measure)
        ],
        "codes": codes,
    }


def _pieces(line: TillLine, by_measure: bool) -> Iterator[dict[str, object]]:
    """Order lines that sum to exactly what was paid: 3 for 5.00 dollars are one at 1.66 and two at 1.67."""
    sku = str(line.article)
    if line.quantity == 0 or (by_measure and line.quantity > 0):
        yield {"sku": sku, "quantity": min(line.quantity, 1), "price": line.cents}
        return
    price, dearer = divmod(line.cents, line.quantity)
    if line.quantity > dearer:
        yield {"sku": sku, "quantity": line.quantity - dearer, "price": price}
    if dearer:
        yield {"sku": sku, "quantity": dearer, "price": price + 1}
