"""E08xx: rules beside each other, and the law."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0803": Entry(
        title=Said("budget smaller than one reward", "予算が1回分より小さい"),
        message=Said(
            'the budget "{budget}" of {spend} cannot pay a single discount of {discount}',
            '予算 "{budget}"({spend})では、{discount} の割引が1回もできません',
        ),
    ),
    "E0805": Entry(
        title=Said("advertising without its legal lines", "広告メールに必要な表示がありません"),
        message=Said(
            "an advertising message must show {missing:or}", "広告メールには {missing:or}の表示が必要です"
        ),
        variants={
            "shop": Said(
                "advertising needs a `legal` block in the shop with {missing:or}",
                "広告メールを送るには、shop の `legal` に {missing:or}が必要です",
            )
        },
        helps={
            "": Said(
                "the law wants the sender's name and address, where to complain, and a way to unsubscribe",
                "法律で、送信者の名称・住所・問い合わせ先・配信停止の方法の表示が必要です",
            )
        },
    ),
    "E0806": Entry(
        title=Said("mail without its code", "コードの無いメールです"),
        message=Said(
            'the template "{template}" ({locale}) does not show the code',
            'テンプレート "{template}"({locale})にクーポン番号がありません',
        ),
        helps={
            "": Said(
                "write {{{{ coupon.code }}}} in the text, and in the HTML if there is one",
                "本文に {{{{ coupon.code }}}} と書きます。HTML があれば HTML にも書きます",
            )
        },
    ),
}
