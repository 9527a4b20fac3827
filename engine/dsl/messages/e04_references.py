"""E04xx: names of things outside the line."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

_NEAR = Said('did you mean "{near}"?', 'もしかして "{near}" ですか？')


def _unknown(what: str, japanese: str, help_text: Said | None = None) -> Entry:
    return Entry(
        title=Said(f"unknown {what}", f"知らない{japanese}"),
        message=Said(f'there is no {what} "{{name}}"', f'{japanese} "{{name}}" はありません'),
        labels={"near": _NEAR},
        helps={"": help_text} if help_text else {},
    )


ENTRIES: Mapping[str, Entry] = {
    "E0401": _unknown("product", "商品"),
    "E0402": _unknown("plan", "プラン"),
    "E0403": _unknown("category", "カテゴリー"),
    "E0404": _unknown(
        "template",
        "テンプレート",
        Said(
            "a template is the file templates/<name>.<language>.liquid",
            "テンプレートは templates/<名前>.<言語>.liquid というファイルです",
        ),
    ),
    "E0405": _unknown("budget", "予算"),
    "E0406": _unknown("experiment", "実験"),
    "E0407": _unknown("audience", "audience"),
    "E0409": _unknown("rule", "ルール"),
    "E0410": Entry(
        title=Said("product that cannot be offered", "提案できない商品です"),
        message=Said('"{product}" cannot be offered here', '"{product}" はここでは提案できません'),
        labels={
            "shipping": Said("it is not shipped", "配送する商品ではありません"),
            "subscription": Said(
                "it is sold by subscription only, which goes with `pattern once to subscription`",
                "定期だけの商品は `pattern once to subscription` で提案します",
            ),
            "once": Said("it is not sold by subscription", "定期では販売していません"),
        },
    ),
    "E0411": Entry(
        title=Said("template not for this", "このルールに使えないテンプレートです"),
        message=Said(
            'the template "{template}" says `class: {found}`, this rule says otherwise',
            'テンプレート "{template}" は `class: {found}` ですが、ルールの class と違います',
        ),
        variants={
            "category": Said(
                'the template "{template}" is of the category `{found}`, this message needs `{wanted}`',
                'テンプレート "{template}" のカテゴリーは `{found}` ですが、必要なのは `{wanted}` です',
            ),
            "order": Said(
                'the template "{template}" ({locale}) names `{name}`, but '
                "no order of the receiver comes with this rule",
                'テンプレート "{template}"({locale})は `{name}` を使っていますが、'
                "このルールには受け取る人の注文がありません",
            ),
        },
        labels={
            "": Said("write `class {found}` in the rule", "ルールに `class {found}` と書きます"),
            "order": Said("take a template without it", "この項目のないテンプレートを使います"),
        },
    ),
    "E0412": Entry(
        title=Said("channel not enabled", "使えないチャネルです"),
        message=Said("`{channel}` is not enabled", "`{channel}` は使えません"),
        helps={
            "": Said(
                'SMS needs `sender sms "…"` in the shop block; push and webhook are not available in this version',
                'SMS は shop ブロックの `sender sms "…"` が必要です。push と webhook はこのバージョンでは使えません',
            )
        },
    ),
    "E0413": Entry(
        title=Said("no address", "アドレスではありません"),
        message=Said(
            '"{written}" is no address that mail can use', '"{written}" はメールアドレスではありません'
        ),
    ),
    "E0414": Entry(
        title=Said("no present", "プレゼントにできない商品です"),
        message=Said(
            '"{name}" is sold by subscription only and cannot be a gift',
            '"{name}" は定期販売だけの商品なので、プレゼントにできません',
        ),
        variants={
            "card": Said(
                '"{name}" is a gift card: money cannot be given away as a product',
                '"{name}" はギフトカードなので、プレゼントにできません',
            )
        },
    ),
    "E0415": Entry(
        title=Said("product without a date", "開催日のない商品です"),
        message=Said(
            '"{product}" has no event date to count from: this message would never leave',
            '"{product}" には開催日がないため、このメッセージは送られません',
        ),
        helps={
            "": Said(
                "fill `event_at` of the product in the catalogue, or count from the purchase:  step 3 days",
                "商品カタログの `event_at` に開催日時を入れるか、購入日から数えてください:  step 3 days",
            )
        },
    ),
}
