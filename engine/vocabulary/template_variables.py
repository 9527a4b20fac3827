"""What a message template may name, by category of template."""

from collections.abc import Mapping
from dataclasses import dataclass

UNSUBSCRIBE = "unsubscribe_url"
CODE = "coupon.code"
LEGAL = ("shop.legal.name", "shop.legal.address", "shop.legal.contact")
"""What advertising must show besides the way to unsubscribe (J3)."""

TAGS = frozenset({"if", "unless", "case", "comment", "raw"})
"""Choices, but no loops, no variables of its own, no other files: a template cannot run away (SEC28)."""

FILTERS = frozenset(
    {
        "append", "capitalize", "default", "downcase", "escape", "lstrip", "newline_to_br", "prepend", "remove",
        "replace", "rstrip", "slice", "strip", "strip_html", "strip_newlines", "truncate", "upcase", "url_encode",
    }
)  # fmt: skip
"""Text filters; `safe` is missing on purpose, it would switch the escaping of HTML off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVariable:
    """A value that is filled in when the message is handed over; `path` as in `{{ coupon.code }}`."""

    path: str
    doc: Mapping[str, str]
    example: str


SHOP_VARIABLES: tuple[TemplateVariable, ...] = (
    TemplateVariable(
        path="shop.name", doc={"en": "The name of the shop.", "ja": "お店の名前。"}, example="お得商店"
    ),
    TemplateVariable(
        path="shop.email",
        doc={"en": "The sender's address.", "ja": "差出人のアドレス。"},
        example="shop@example.jp",
    ),
    TemplateVariable(
        path="shop.colour",
        doc={
            "en": "The shop's colour as #rrggbb; white text on it can be read.",
            "ja": "お店の色(#rrggbb)。白い文字を重ねても読める濃さです。",
        },
        example="#0b7285",
    ),
    TemplateVariable(
        path="shop.legal.name",
        doc={"en": "The sender's name by law.", "ja": "送信者の氏名または名称。"},
        example="お得商店株式会社",
    ),
    TemplateVariable(
        path="shop.legal.address",
        doc={"en": "The sender's postal address.", "ja": "送信者の住所。"},
        example="東京都千代田区1-1",
    ),
    TemplateVariable(
        path="shop.legal.contact",
        doc={"en": "Where complaints go.", "ja": "苦情・問い合わせの受付先。"},
        example="support@example.jp",
    ),
    TemplateVariable(
        path="shop.legal.opt_out",
        doc={"en": "How to unsubscribe, in words.", "ja": "配信停止の方法の説明。"},
        example="配信停止はこちら",
    ),
    TemplateVariable(
        path="customer.name",
        doc={"en": "The buyer's name; empty if unknown.", "ja": "購入者の名前。不明なら空です。"},
        example="山田花子",
    ),
    TemplateVariable(
        path="customer.email",
        doc={"en": "The buyer's address.", "ja": "購入者のメールアドレス。"},
        example="a@example.com",
    ),
    TemplateVariable(
        path="order.id", doc={"en": "The number of the order.", "ja": "注文番号。"}, example="1001"
    ),
    TemplateVariable(
        path="order.total", doc={"en": "What was paid.", "ja": "支払った金額。"}, example="3,000円"
    ),
    TemplateVariable(
        path="order.placed_on",
        doc={"en": "The day of the order.", "ja": "注文日。"},
        example="2026年5月20日",
    ),
    TemplateVariable(
        path=UNSUBSCRIBE,
        doc={
            "en": "The link that stops advertising; only in templates of that class.",
            "ja": "広告メールの配信を停止するリンク。class が advertising のテンプレートだけで使えます。",
        },
        example="https://shop.example.jp/u/…",
    ),
)

COUPON_VARIABLES: tuple[TemplateVariable, ...] = (
    TemplateVariable(path=CODE, doc={"en": "The coupon's code.", "ja": "クーポン番号。"}, example="48201937"),
    TemplateVariable(
        path="coupon.title",
        doc={"en": "The title of its rule.", "ja": "ルールの名前(title)。"},
        example="お買い上げ御礼",
    ),
    TemplateVariable(
        path="coupon.discount",
        doc={"en": "What it takes off, in words.", "ja": "値引きの内容。"},
        example="500円引き",
    ),
    TemplateVariable(
        path="coupon.products",
        doc={"en": "What it can be used on, in words.", "ja": "対象の商品。"},
        example="煎茶まとめパック",
    ),
    TemplateVariable(
        path="coupon.valid_until",
        doc={"en": "The last day it can be used.", "ja": "有効期限。"},
        example="2026年6月3日",
    ),
    TemplateVariable(
        path="coupon.uses",
        doc={"en": "How often it can be used.", "ja": "使える回数。"},
        example="1",
    ),
)

LEFT_VARIABLES: tuple[TemplateVariable, ...] = (
    TemplateVariable(
        path="cart.url",
        doc={
            "en": "The link that brings the cart or the form back.",
            "ja": "カートまたはフォームを開くリンク。",
        },
        example="https://shop.example.jp/r/…",
    ),
    TemplateVariable(
        path="cart.products",
        doc={"en": "What was left behind, in words.", "ja": "カートに残っている商品。"},
        example="煎茶まとめパック",
    ),
    TemplateVariable(
        path="cart.total", doc={"en": "What it costs.", "ja": "カートの合計金額。"}, example="3,000円"
    ),
)

GIFT_CARD_CODE = "giftcard.code"

GIFT_CARD_VARIABLES: tuple[TemplateVariable, ...] = (
    TemplateVariable(
        path=GIFT_CARD_CODE,
        doc={"en": "The card's code.", "ja": "ギフトカードの番号。"},
        example="GIFT-4820-1937",
    ),
    TemplateVariable(
        path="giftcard.pin",
        doc={
            "en": "The card's PIN; empty if it has none.",
            "ja": "ギフトカードの暗証番号(PIN)。なければ空です。",
        },
        example="482019",
    ),
    TemplateVariable(
        path="giftcard.title",
        doc={"en": "The title of its rule.", "ja": "ルールの名前(title)。"},
        example="返金のギフトカード",
    ),
    TemplateVariable(
        path="giftcard.balance", doc={"en": "What it holds.", "ja": "残高。"}, example="5,000円"
    ),
    TemplateVariable(
        path="giftcard.valid_until",
        doc={"en": "The last day it can be used.", "ja": "有効期限。"},
        example="2027年5月20日",
    ),
)

ORDER_PATHS = frozenset({"order.id", "order.total", "order.placed_on"})
"""Facts of an order, which a message about something left behind has none of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A sort of template, and what it may name."""

    name: str
    variables: tuple[TemplateVariable, ...]
    doc: Mapping[str, str]


_WITHOUT_ORDER = tuple(one for one in SHOP_VARIABLES if one.path not in ORDER_PATHS)

CATEGORIES: tuple[Category, ...] = (
    Category(
        name="coupon",
        variables=SHOP_VARIABLES + COUPON_VARIABLES,
        doc={"en": "Mails that carry a coupon.", "ja": "クーポンを案内するメール。"},
    ),
    Category(
        name="abandonment",
        variables=_WITHOUT_ORDER + LEFT_VARIABLES,
        doc={
            "en": "Reminders of a cart or a confirmation screen that was left.",
            "ja": "カート離脱・確認画面離脱のメール。",
        },
    ),
    Category(
        name="remarketing",
        variables=_WITHOUT_ORDER + LEFT_VARIABLES,
        doc={
            "en": "Reminders of a form that was left.",
            "ja": "入力画面(フォーム)離脱のメールと SMS。",
        },
    ),
    Category(
        name="follow",
        variables=SHOP_VARIABLES,
        doc={"en": "Step messages of a list.", "ja": "リストのステップメッセージ。"},
    ),
    Category(
        name="giftcard",
        variables=SHOP_VARIABLES + GIFT_CARD_VARIABLES,
        doc={"en": "Messages that carry a gift card.", "ja": "ギフトカードを案内するメール。"},
    ),
)

CATEGORY_BY_NAME: Mapping[str, Category] = {one.name: one for one in CATEGORIES}
