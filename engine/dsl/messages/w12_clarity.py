"""W12xx: clarity."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1201": Entry(
        title=Said("no title", "title がありません"),
        message=Said('the offer "{name}" has no `title`', 'オファー "{name}" に `title` がありません'),
        helps={
            "": Said(
                "the admin list shows it; customers never see it",
                "管理画面の一覧に出ます。お客様には表示されません",
            )
        },
    ),
    "W1202": Entry(
        title=Said("and/or mixed", "and と or が混ざっています"),
        message=Said("`and` and `or` are mixed in one line", "1行に `and` と `or` が混ざっています"),
        labels={"": Said("this is taken together first", "ここが先にまとめられます")},
        helps={
            "": Said("write parentheses around what belongs together", "まとまりをかっこで囲んでください")
        },
    ),
    "W1203": Entry(
        title=Said("always true", "いつも成り立ちます"),
        message=Said("this condition always holds", "この条件はいつも成り立ちます"),
        helps={"": Said("delete the line", "この行は消せます")},
    ),
    "W1204": Entry(
        title=Said("shadowed offer", "表示されないオファー"),
        message=Said(
            '"{name}" is never shown: "{other}" comes first, for example for `{order}`',
            '"{name}" は表示されません。"{other}" が先に選ばれます(例: `{order}`)',
        ),
        notes={"other": Said("wins every time", "いつもこちらが優先されます")},
        helps={
            "": Said(
                "give it a smaller `priority`, or the other one a condition",
                "`priority` を小さくするか、もう一方に条件をつけてください",
            )
        },
    ),
    "W1205": Entry(
        title=Said("targets of today", "対象商品があとから変わります"),
        message=Said(
            "`as current` changes what issued coupons are for whenever this line changes",
            "`as current` では、この行を変えると発行済みクーポンの対象も変わります",
        ),
        helps={
            "": Said(
                "buyers were told something else: `as issued` is recommended, unless the sale of a target ended",
                "お客様への案内と食い違います。対象商品の販売が終わった場合を除き `as issued` をお勧めします",
            )
        },
    ),
    "W1206": Entry(
        title=Said("not used", "使われていません"),
        message=Said('nothing uses the {kind} "{name}"', '{kind} "{name}" はどこからも使われていません'),
    ),
    "W1207": Entry(
        title=Said("tag of no product", "商品に無いタグです"),
        message=Said('no product has the tag "{name}"', 'タグ "{name}" のついた商品はありません'),
        labels={"near": Said('did you mean "{near}"?', 'もしかして "{near}" ですか？')},
    ),
}
