"""What settings and blocks are called in a plan, in English and Japanese."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Said

KINDS: Mapping[str, Said] = {
    "coupon": Said("coupon", "クーポン"),
    "sale": Said("sale", "値引き"),
    "offer": Said("offer", "アップセル"),
    "reminder": Said("reminder", "リマインダー"),
    "list": Said("list", "配信リスト"),
    "giftcard": Said("gift card", "ギフトカード"),
    "audience": Said("audience", "対象者"),
    "budget": Said("budget", "予算"),
    "experiment": Said("experiment", "実験"),
    "shop": Said("shop block", "お店の設定"),
}

LABELS: Mapping[str, Said] = {
    "title": Said("title", "タイトル"),
    "note": Said("note", "メモ"),
    "status": Said("status", "状態"),
    "was": Said("former names", "以前の名前"),
    "tags": Said("tags", "タグ"),
    "owner": Said("responsible", "担当"),
    "when": Said("trigger", "きっかけ"),
    "if": Said("condition", "条件"),
    "unless": Said("exception", "除外条件"),
    "begins": Said("begins", "開始"),
    "ends": Said("ends", "終了"),
    "open": Said("hours", "有効な時間帯"),
    "code": Said("code", "コード"),
    "valid": Said("validity", "有効期間"),
    "uses": Said("uses", "使用回数"),
    "discount": Said("discount", "割引"),
    "tier": Said("tier", "段階割引"),
    "buy": Said("buy and get", "まとめ買い特典"),
    "bundle": Said("bundle price", "セット価格"),
    "gift": Said("gift", "プレゼント"),
    "pick": Said("which items", "割引する商品の選び方"),
    "floor": Said("price floor", "下限価格"),
    "lane": Said("lane", "レーン"),
    "for": Said("products", "対象商品"),
    "bound": Said("who may use it", "使える人"),
    "gateway": Said("payment screen", "外部決済画面"),
    "stacking": Said("combining", "併用"),
    "limit": Said("limit", "上限"),
    "budget": Said("budget", "予算"),
    "experiment": Said("experiment", "実験"),
    "priority": Said("priority", "優先順位"),
    "mode": Said("mode", "モード"),
    "class": Said("kind of message", "メッセージの種類"),
    "send": Said("message", "メッセージ"),
    "currency": Said("currency", "通貨"),
    "timezone": Said("time zone", "タイムゾーン"),
    "rounding": Said("rounding", "端数処理"),
    "quiet": Said("quiet hours", "送信しない時間帯"),
    "sender": Said("sender", "差出人"),
    "cart lifetime": Said("cart lifetime", "カートの保存期間"),
    "identity": Said("identity", "同一人物の判定"),
    "optin": Said("opt-in", "同意の確認"),
    "compat": Said("compatibility", "互換"),
    "name": Said("name", "名称"),
    "address": Said("address", "住所"),
    "contact": Said("contact", "連絡先"),
    "optout": Said("unsubscribing", "配信停止"),
    "legal": Said("legal display", "法定表示"),
    "spend": Said("money", "金額"),
    "issue": Said("how many", "件数"),
    "warn": Said("warning", "警告"),
    "then": Said("at the end", "使い切ったとき"),
    "others": Said("bought with others", "同時購入時"),
    "on": Said("several plans", "複数プラン"),
    "pattern": Said("pattern", "パターン"),
    "show": Said("offered product", "案内する商品"),
    "headline": Said("headline", "見出し"),
    "timer": Said("timer", "タイマー"),
    "quantity": Said("quantity", "数量"),
    "shipping": Said("shipping", "送料"),
    "button": Said("button", "ボタン"),
    "terms": Said("terms shown", "申込条件の表示"),
    "payment": Said("payment", "支払い"),
    "delivery": Said("delivery", "引き渡し"),
    "period": Said("period", "契約期間"),
    "cancel": Said("cancelling", "解約"),
    "after": Said("delay", "送るまでの時間"),
    "to": Said("recipients", "送る相手"),
    "needs": Said("needs", "必要なもの"),
    "pages": Said("pages", "対象ページ"),
    "skip": Said("left out", "送らない場合"),
    "rearm": Said("again", "再び対象になるまで"),
    "stop": Said("stops", "停止条件"),
    "cap": Said("at most", "送信回数の上限"),
    "late": Said("when late", "遅れたとき"),
    "max": Said("latest", "遅れの上限"),
    "link": Said("link", "リンク先"),
    "segment": Said("list group", "リストの区分"),
    "leave": Said("leaving", "外れる条件"),
    "step": Said("step", "ステップ"),
    "balance": Said("balance", "残高"),
    "consideration": Said("paid or free", "有償・無償"),
    "redeem": Said("who may redeem", "使える人"),
    "cash": Said("cash refund", "現金での返金"),
    "refund": Said("refund", "返金"),
    "pin": Said("PIN", "PIN"),
    "pool": Said("cards in all", "発行総数"),
    "meta": Said("note on the card", "付加情報"),
    "notify": Said("notification", "通知"),
    "split": Said("dealt to", "振り分けの単位"),
    "holdout": Said("left out", "適用しない割合"),
    "variant": Said("variant", "バリエーション"),
    "goal": Said("compared by", "比べる指標"),
    "category": Said("category", "分類"),
    "subject": Said("subject", "件名"),
    "text": Said("text", "本文"),
    "html": Said("HTML", "HTML"),
}


def label_text(label: str, language: str) -> str:
    """`discount`, `products (for)`, `割引 (discount)`; `legal display: address` for a line in braces."""
    outer, _, last = label.rpartition("/")
    name = _said(last, language)
    return _grouped(outer, name if name == last else f"{name} ({last})", language)


def label_title(label: str, language: str) -> str:
    """`discount`, `products` for `for`, `割引`; `legal display: address` for a line in braces."""
    outer, _, last = label.rpartition("/")
    return _grouped(outer, _said(last, language), language)


def _said(label: str, language: str) -> str:
    said = LABELS.get(label) or LABELS.get(label.rpartition(" ")[2])
    return said.text(language) if said else label


def _grouped(outer: str, shown: str, language: str) -> str:
    if not outer:
        return shown
    word, _, rest = outer.partition(" ")
    group = LABELS.get(word, Said(word, word)).text(language)
    return f"{group} {rest}: {shown}" if rest else f"{group}: {shown}"


def kind_text(kind: str, name: str, language: str) -> str:
    """`coupon "thanks"`, `クーポン「thanks」`; the shop has no name."""
    word = KINDS.get(kind, Said(kind, kind)).text(language)
    if not name:
        return word
    return f"{word}「{name}」" if language == "ja" else f'{word} "{name}"'
