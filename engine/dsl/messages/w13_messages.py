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
}
