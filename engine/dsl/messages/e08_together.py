"""E08xx: rules beside each other, and the law."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0801": Entry(
        title=Said("two offers for one order", "1つの注文に2つのオファーがあります"),
        message=Said(
            'the order `{order}` starts "{name}" and "{other}", and both have the priority {priority}',
            '注文 `{order}` に "{name}" と "{other}" が同じ priority {priority} で当てはまります',
        ),
        notes={"other": Said("the other one", "もう1つのオファー")},
        helps={
            "": Said(
                "only one offer is shown: give the more important one a smaller `priority`",
                "表示されるのは1つだけです。優先するほうの `priority` を小さくしてください",
            )
        },
    ),
    "E0803": Entry(
        title=Said("budget smaller than one reward", "予算が1回分より小さい"),
        message=Said(
            'the budget "{budget}" of {spend} cannot pay a single discount of {discount}',
            '予算 "{budget}"({spend})では、{discount} の割引が1回もできません',
        ),
    ),
    "E0804": Entry(
        title=Said("reminder without consent", "同意の無いリマインド"),
        message=Said(
            "an SMS before a purchase may only go to people who agreed",
            "購入前の SMS は、同意した人にだけ送れます",
        ),
        variants={
            "essential": Said(
                "a reminder is advertising: it may only go to people who agreed",
                "リマインドは広告です。同意した人にだけ送れます",
            )
        },
        helps={"": Said("add the line `needs consent`", "`needs consent` の行を加えてください")},
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
            ),
            "giftcard": Said(
                "write {{{{ giftcard.code }}}} in the text, and in the HTML if there is one",
                "本文に {{{{ giftcard.code }}}} と書きます。HTML があれば HTML にも書きます",
            ),
        },
    ),
    "E0808": Entry(
        title=Said("arms of carts for a rule without a cart", "カートの無いルールをカートごとに分けています"),
        message=Said(
            'the experiment "{name}" is split by {split}, but this rule acts where there is no cart',
            '実験 "{name}" は `split by {split}` ですが、このルールの対象にはカートがありません',
        ),
        helps={
            "": Said(
                "write `split by customer` in the experiment",
                "実験に `split by customer` と書いてください",
            )
        },
    ),
    "E0809": Entry(
        title=Said("too many arms at once", "同時に行う実験が多すぎます"),
        message=Said(
            "{experiments} experiments that run at the same time have {count} combinations of arms, more than {most}",
            "同時に行う {experiments} 個の実験で、グループの組み合わせが {count} 通りになります(上限 {most} 通り)",
        ),
        helps={
            "": Said(
                "let one end before another begins, or let several rules share an experiment",
                "期間をずらすか、複数のルールで1つの実験を使ってください",
            )
        },
    ),
}
