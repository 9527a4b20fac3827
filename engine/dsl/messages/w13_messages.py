"""W13xx: messages."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1301": Entry(
        title=Said("mail lacks something", "メールに足りないものがあります"),
        message=Said(
            'the template "{template}" ({locale}) lacks something',
            'テンプレート "{template}"({locale})に足りないものがあります',
        ),
        variants={
            "note": Said(
                'the template "{template}" ({locale}) does not say that only the same address can use it',
                'テンプレート "{template}"({locale})に、同じメールアドレスでだけ使えるという注意がありません',
            ),
            "code": Said(
                'the template "{template}" ({locale}) does not show the code',
                'テンプレート "{template}"({locale})にクーポン番号がありません',
            ),
        },
    ),
    "W1302": Entry(
        title=Said("time edited while messages wait", "送信待ちのメッセージがある時刻の変更です"),
        message=Said(
            '{count} message(s) of "{name}" wait by the old time, and leave by it',
            '"{name}" の送信待ちのメッセージ {count} 件は、変更前の時刻に送られます',
        ),
        helps={
            "": Said(
                "the new time holds for messages that are queued after publishing",
                "新しい時刻は、公開後に登録されるメッセージから使われます",
            )
        },
    ),
    "W1303": Entry(
        title=Said("in the quiet hours", "送らない時間帯です"),
        message=Said(
            "{at} lies in the quiet hours: the message leaves at {until}",
            "{at} は送らない時間帯なので、{until} に送られます",
        ),
        helps={"": Said("choose another time", "ほかの時刻にしてください")},
    ),
    "W1304": Entry(
        title=Said("rearm has no effect", "rearm は働きません"),
        message=Said(
            "carts live {lifetime}, so none is left to be reminded of again",
            "カートの保存期間が {lifetime} なので、再び送ることはありません",
        ),
        helps={
            "": Said(
                "`rearm` goes with `cart lifetime unlimited`",
                "`rearm` は `cart lifetime unlimited` のときに使います",
            )
        },
    ),
    "W1305": Entry(
        title=Said("no quiet hours", "送信しない時間帯がありません"),
        message=Said(
            'the shop names no quiet hours: advertising of "{name}" may arrive at night',
            '送信しない時間帯が決まっていません。"{name}" の広告メッセージが夜間に届くことがあります',
        ),
        helps={
            "": Said("usual is `quiet from 21:00 to 08:00`", "一般的には `quiet from 21:00 to 08:00` です"),
            "none": Said(
                "a shop that wants none says `quiet none`", "時間帯を設けない場合は `quiet none` と書きます"
            ),
        },
    ),
    "W1306": Entry(
        title=Said("a cart is reminded of too often", "同じカートへの送信が多すぎます"),
        message=Said(
            "the same cart is reminded of more than once in 3 days",
            "同じカートについて、3日以内に2回以上送られることがあります",
        ),
        variants={
            "rules": Said(
                '"{name}" and "{other}" remind of the same cart within 3 days',
                '"{name}" と "{other}" が、同じカートについて3日以内に送ることがあります',
            ),
        },
        labels={
            "rearm": Said("less than 3 days", "3日未満です"),
            "series": Said("less than 3 days from another one", "ほかの送信から3日たっていません"),
        },
        helps={
            "rearm": Said("`rearm after 3 days`, or longer", "`rearm after 3 days` 以上にしてください"),
            "series": Said(
                "leave 3 days between (`after 3 days`), or cap them: `cap 1 per customer every 3 days`",
                "3日以上あけるか(`after 3 days`)、`cap 1 per customer every 3 days` で回数を抑えてください",
            ),
            "rules": Said(
                "let them differ in `to`, `pages` or `if`, or make one rule of them",
                "`to`・`pages`・`if` で対象を分けるか、1つのルールにまとめてください",
            ),
        },
        notes={"other": Said("the other rule", "もう一方のルール")},
    ),
}
