"""What a line that is left out means, for every block: a blank never has a hidden meaning."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.vocabulary.word import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """The meaning of a missing line in both languages; `line` says the same when it is written, where one can."""

    en: str
    ja: str
    line: str = ""


def _says(line: str, en: str, ja: str) -> Blank:
    return Blank(en=en, ja=ja, line=line)


def _means(en: str, ja: str) -> Blank:
    return Blank(en=en, ja=ja)


NONE = _means("none", "なし")

BLANKS: Mapping[str, Blank] = {
    "title": _means("lists show the name", "一覧には名前を表示"),
    "note": NONE,
    "status": _says("status live", "it acts", "有効"),
    "was": _means("it had no other name", "旧名なし"),
    "tags": NONE,
    "owner": NONE,
    "when": _means("given and credited by the API", "API で発行・入金"),
    "if": _means("it always holds", "条件なし(常に成立)"),
    "unless": _means("nothing is left out", "除外なし"),
    "begins": _means("from when it is published", "公開したときから"),
    "ends": _means("until it is paused or taken out", "停止または削除まで"),
    "open": _means("on all days, at all hours", "毎日・終日"),
    "limit": _means("as often as its lines hold", "回数の上限なし"),
    "budget": _means("nothing caps what it gives away", "予算の上限なし"),
    "experiment": _means("everybody gets it as it stands", "実験なし(全員に同じ内容)"),
    "priority": _says("priority 100", "100", "100"),
    "mode": _says("mode live", "it acts in real orders", "本番の注文で動作"),
    "stacking": _says("stacking alone", "combines with nothing", "他の割引と併用しない"),
    "class": _says(
        "class essential", "essential: sent at least once, no consent needed", "essential(必要な連絡)"
    ),
    "send": _means("nothing is sent; hand the code over yourself", "送信しない(番号はお店が伝える)"),
    "late": _says("late send", "sent all the same", "遅れても送る"),
    "max": _means("however late; an hour with `late skip`", "遅れの上限なし(late skip なら1時間)"),
    "for": _says("for any product", "every product", "全商品"),
    # coupon
    "valid": _says("valid forever", "it never ends", "無期限"),
    "bound": _says("bound to email", "only the address that it was issued to", "発行先のメールアドレスのみ"),
    "gateway": _says(
        "gateway shows payable", "the payment screen shows the reduced price", "決済画面に割引後の金額"
    ),
    # sale
    "code": _means("it applies by itself", "コードなしで自動適用"),
    "pick": _means("every piece that `for` picks", "対象商品のすべて"),
    "floor": _means("down to 0", "0円まで"),
    "lane": _means("in no lane", "レーンなし"),
    # offer
    "others": _says("others allowed", "also when other products were bought", "他の商品と一緒の購入でも表示"),
    "on": _says("on multiple plans first", "into the first contract only", "最初の契約にのみ追加"),
    "headline": NONE,
    "text": _says("text from product", "the description of the product", "商品の説明文"),
    "timer": _says("timer 10 minutes", "10 minutes, shown", "10分(表示あり)"),
    "quantity": _says("quantity 1", "one piece", "1個"),
    "shipping": _says("shipping charged", "the shop's usual charge", "通常の送料"),
    "button": _means("“追加注文する” and “閉じる”", "「追加注文する」と「閉じる」"),
    "terms": _means("those of the shop", "shop ブロックの内容"),
    # reminder, list
    "to": _says("to members, guests", "everyone", "会員とゲストの全員"),
    "needs": _means("nothing but what the law wants", "法律上必要なもの以外の条件なし"),
    "pages": _says("pages lp, shop", "both", "両方"),
    "skip": _means("no cart is left out", "除外するカートなし"),
    "rearm": _means("once for a cart", "カートごとに1回"),
    "stop": _means("the purchase alone", "購入のみで停止"),
    "cap": _means("no cap over time", "期間の上限なし"),
    "link": _says("link cart", "the cart", "カート"),
    "segment": _says("segment general", "general", "general"),
    "leave": _means("readers stay", "外れない"),
    "step": _means("nothing is sent by itself", "自動では送らない"),
    # gift card
    "balance": _means("0, credited later by the API", "0(後から API で入金)"),
    "consideration": _says("consideration paid", "money was paid for it", "有償"),
    "redeem": _says("redeem by owner", "only who it was given to", "受け取った本人のみ"),
    "pin": _means("no PIN", "PIN なし"),
    "cash": _says("cash refund refused", "not paid out", "払い戻さない"),
    "refund": _says("refund card first", "the card first", "カードから先に返す"),
    "pool": _means("no end", "上限なし"),
    "meta": NONE,
    "notify": _means("no webhook of its own", "個別の通知なし"),
    # shop
    "currency": _means("that of the catalogue, else JPY", "商品データの通貨(なければ JPY)"),
    "timezone": _says('timezone "Asia/Tokyo"', "Asia/Tokyo", "Asia/Tokyo"),
    "rounding": _says("rounding down", "down", "切り捨て"),
    "quiet": _means("messages leave at any hour", "時間の制限なし"),
    "sender": _means("that of the installation", "サーバーの設定の差出人"),
    "cart lifetime": _says("cart lifetime unlimited", "for ever", "無期限"),
    "identity": _means("a+x@b.jp and a@b.jp are two people", "a+x@b.jp と a@b.jp は別人"),
    "optin": _says("optin single", "the tick of the page counts", "チェックだけで同意"),
    "compat": _means("no other system's meanings", "他システムの解釈なし"),
    "legal": _means("none: advertising is refused (E0805)", "なし(広告は送れない: E0805)"),
    "name": _means("missing: advertising is refused (E0805)", "なし(広告は送れない: E0805)"),
    "address": _means("missing: advertising is refused (E0805)", "なし(広告は送れない: E0805)"),
    "contact": _means("missing: advertising is refused (E0805)", "なし(広告は送れない: E0805)"),
    "optout": _means("none: templates say it themselves", "なし(テンプレートの文言のみ)"),
    # budget, experiment
    "spend": _means("no bound on money", "金額の上限なし"),
    "issue": _means("no bound on their number", "件数の上限なし"),
    "warn": _means("at 80%", "80%"),
    "then": _says("then pause", "they give nothing more", "それ以上渡さない"),
    "split": _says("split by customer", "each customer", "お客様ごと"),
    "holdout": _means("nobody", "なし(0%)"),
    "goal": _says("goal orders", "orders", "注文数"),
}
"""By label, where nothing else is said below."""

_ONE_OF = _means("one of discount, tier, buy, bundle, gift has to be there", "どれか1つが必要")
_ADVERTISING = _says("class advertising", "advertising: to who agreed only", "advertising(同意した人のみ)")

IN_PLACE: Mapping[tuple[Place, str], Blank] = {
    (Place.COUPON, "for"): _says("for any product as issued", "every product", "全商品"),
    (Place.COUPON, "gateway"): _says(
        "gateway shows list", "the payment screen shows the price before it", "決済画面に割引前の金額"
    ),
    **{(Place.SALE, label): _ONE_OF for label in ("discount", "tier", "buy", "bundle", "gift")},
    (Place.OFFER, "discount"): _means(
        "the plan's own discounts, else the full price", "プランの割引(なければ定価)"
    ),
    (Place.REMINDER, "class"): _ADVERTISING,
    (Place.LIST, "class"): _ADVERTISING,
    (Place.REMINDER, "cap"): _means("once a day for one customer", "お客様ごとに1日1回"),
    (Place.SHOP, "terms"): _means("each offer has its own", "オファーごとに記載"),
    (Place.AUDIENCE, "unless"): _means("nobody is left out", "除外なし"),
    (Place.EXPERIMENT, "begins"): _means("from when it is published", "公開したときから"),
}
"""By block and label, where a block means something else."""


def blank_of(place: Place, label: str) -> Blank | None:
    """What a block without the line means; None where nobody has said it."""
    return IN_PLACE.get((place, label)) or BLANKS.get(label)
