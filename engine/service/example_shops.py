"""The example shops of `rules/examples` that a sandbox can be filled with; the shop's own rules stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from engine.model.catalog import Product
from engine.model.records import SourceFile
from engine.service.read_products import CatalogFile, ImportFormat, read_products

IN_A_WHEEL = Path(__file__).resolve().parents[1] / "examples"
FOLDER = IN_A_WHEEL if IN_A_WHEEL.is_dir() else IN_A_WHEEL.parents[1] / "rules" / "examples"
"""The examples: carried by a wheel, or of the checkout."""

THANK_YOU = FOLDER / "01-thank-you-coupon"
"""The first of them, with which people begin."""

CURRENCY = "JPY"  # of every example


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShop:
    """An example: its folder, and what it shows, by language."""

    id: str
    title: Mapping[str, str]


def _example(folder: str, *, ja: str, en: str) -> ExampleShop:
    return ExampleShop(id=folder, title={"ja": ja, "en": en})


EXAMPLES: tuple[ExampleShop, ...] = (
    _example("01-thank-you-coupon", ja="購入のお礼クーポン", en="A coupon for a purchase"),
    _example("02-shared-codes", ja="共通コードと自動割引", en="Shared codes and automatic discounts"),
    _example("07-refund-to-gift-card", ja="返金をギフトカードで", en="A refund as a gift card"),
    _example("08-buy-two-get-one", ja="2個買うと1個無料", en="Buy two, get one free"),
    _example("09-tiered-discount", ja="まとめ買い割引（段階）", en="The more, the cheaper"),
    _example("10-free-shipping-threshold", ja="送料無料とプレゼント", en="Free shipping and a present"),
    _example("11-bundle", ja="セット価格", en="Sets at a price of their own"),
    _example("13-first-order", ja="初回・2回目・10回目の特典", en="The first, second and tenth order"),
    _example("14-win-back", ja="しばらく買っていないお客様へ", en="Win customers back"),
    _example("16-vip", ja="お得意様割引", en="VIP customers"),
    _example("17-referral", ja="お友だち紹介", en="Friends bring friends"),
    _example("18-upsell-same-parcel", ja="購入直後のもう1品（都度→都度）", en="One more in the same parcel"),
    _example("19-upsell-into-contract", ja="定期便にもう1種類（定期→定期）", en="One more in every delivery"),
    _example(
        "20-upsell-first-box", ja="定期便の初回にもう1品（定期→都度）", en="Something extra in the first box"
    ),
    _example(
        "21-upsell-to-subscription",
        ja="おためしから定期便へ（都度→定期）",
        en="The sample becomes a subscription",
    ),
    _example("22-cart-abandonment", ja="カゴ落ちリマインド", en="Carts that were left behind"),
    _example("23-form-abandonment", ja="フォーム離脱リマインド（LP）", en="Forms that were left behind"),
    _example("24-buyer-list-steps", ja="購入者リストのステップ配信", en="Steps to those who bought"),
    _example("26-gift-card-campaign", ja="次に使えるギフトカード", en="A gift card for the next purchase"),
)
"""Those that a storefront shows at work. A flash sale on fixed days and birthdays that a shop reports are not."""

BY_ID: Mapping[str, ExampleShop] = {one.id: one for one in EXAMPLES}


def example_shops() -> tuple[ExampleShop, ...]:
    """The examples that came with this installation."""
    return tuple(one for one in EXAMPLES if (FOLDER / one.id).is_dir())


def example_files(example: str) -> tuple[SourceFile, ...]:
    """The rules and templates of an example, as a revision has them."""
    folder = FOLDER / BY_ID[example].id
    found = [*sorted(folder.glob("*.otoku")), *sorted(folder.glob("templates/*.liquid"))]
    return tuple(
        SourceFile(path=file.relative_to(folder).as_posix(), text=file.read_text(encoding="utf-8"))
        for file in found
    )


def example_products(example: str) -> tuple[Product, ...]:
    """What an example sells; all of it may be tried out (S1.39)."""
    lines = (FOLDER / BY_ID[example].id / "catalog.csv").read_text(encoding="utf-8").splitlines()
    rows = read_products(lines, CatalogFile(format=ImportFormat.CSV, currency=CURRENCY))
    return tuple(replace(row.product, sandbox=True) for row in rows if row.product is not None)
