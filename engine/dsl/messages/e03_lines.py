"""E03xx: lines and numbers."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

_EXAMPLE = Said("for example:  {example}", "例:  {example}")

ENTRIES: Mapping[str, Entry] = {
    "E0301": Entry(
        title=Said("the same name twice", "同じ名前が2つあります"),
        message=Said('there are two {kind}s called "{name}"', '{kind} "{name}" が2つあります'),
        variants={"shop": Said("there are two `shop` blocks", "`shop` ブロックが2つあります")},
        labels={"second": Said("second one", "2つめ"), "shop": Said("second one", "2つめ")},
        notes={"first": Said("first one", "1つめ")},
        helps={
            "": Said(
                "names of rules are unique in all files of a shop; rename one of them",
                "ルールの名前はお店の全ファイルで1つだけにします。どちらかを変えてください",
            )
        },
    ),
    "E0302": Entry(
        title=Said("setting of another kind", "別の種類のルールの設定です"),
        message=Said("`{label}` is not a setting of a {kind}", "`{label}` は {kind} の設定ではありません"),
        labels={
            "belongs": Said("belongs to: {places:or}", "{places:or}の設定です"),
            "later": Said("this version has no block that holds it", "このバージョンでは使えません"),
        },
    ),
    "E0303": Entry(
        title=Said("set twice", "同じ設定が2回あります"),
        message=Said("`{label}` is set twice", "`{label}` が2回書かれています"),
        labels={"second": Said("second value", "2つめの値")},
        notes={"first": Said("first value", "1つめの値")},
        helps={
            "": Said("keep one", "どちらかを消してください"),
            "discount": Said(
                "keep one; a rule has one amount or one percentage",
                "どちらかを消してください。割引は1つだけです",
            ),
        },
    ),
    "E0304": Entry(
        title=Said("required line missing", "必要な行がありません"),
        message=Said("this {kind} has no `{label}` line", "この {kind} には `{label}` の行が必要です"),
        variants={
            "budget": Said(
                "this budget caps nothing: it has neither a `spend` nor an `issue` line",
                "この予算には上限がありません。`spend` か `issue` の行が必要です",
            )
        },
        helps={
            "": _EXAMPLE,
            "uses": Said(
                "a blank would mean 0 uses, so a number must be given",
                "空欄は0回の意味になってしまうため、必ず書きます",
            ),
            "code": Said(
                "without a number of digits no coupon would be issued",
                "桁数が無いとクーポンは発行されません",
            ),
            "discount": Said("give an amount or a percentage", "金額か割合を書いてください"),
        },
    ),
    "E0305": Entry(
        title=Said("former name in use", "以前の名前が使われています"),
        message=Said(
            'the former name "{name}" is the name of a rule of today',
            '以前の名前 "{name}" は今あるルールの名前です',
        ),
        variants={
            "twice": Said(
                'two rules say that they were "{name}"', '2つのルールが以前の名前を "{name}" としています'
            )
        },
        notes={"first": Said("claimed here first", "先に書かれた行")},
    ),
    "E0307": Entry(
        title=Said("empty name", "名前が空です"),
        message=Said("this {kind} has an empty name", "この {kind} の名前が空です"),
    ),
    "E0308": Entry(
        title=Said("not in this version", "このバージョンにはありません"),
        message=Said("`{what}` is not available in this version", "`{what}` はこのバージョンでは使えません"),
        variants={
            "kind": Said(
                "rules of the kind `{what}` are not available in this version",
                "`{what}` のルールはこのバージョンでは使えません",
            )
        },
    ),
    "E0309": Entry(
        title=Said("shared code twice", "共通コードの重複"),
        message=Said("the code `{code}` is listed twice", "コード `{code}` が2回書かれています"),
        variants={
            "rules": Said(
                'the code `{code}` belongs to "{rule}" already',
                'コード `{code}` はすでに "{rule}" で使われています',
            )
        },
        notes={"first": Said("first use", "先に使っている行")},
        helps={
            "": Said(
                "case, width and hyphens make no difference: `welcome-10` is `WELCOME10`",
                "大文字小文字、全角半角、ハイフンの違いは区別されません",
            )
        },
    ),
    "E0311": Entry(
        title=Said("number out of range", "数が範囲外です"),
        message=Said(
            "`{label}` can be {least} to {most}, not {found}",
            "`{label}` は {least}〜{most} です({found} は書けません)",
        ),
    ),
    "E0312": Entry(
        title=Said("too many digits", "桁が多すぎます"),
        message=Said(
            "this number has {digits} digits; at most {most} are read",
            "この数は {digits} 桁です。読めるのは {most} 桁までです",
        ),
    ),
    "E0313": Entry(
        title=Said("condition too large", "条件が大きすぎます"),
        message=Said("too large a condition", "条件が大きすぎます"),
        variants={
            "many": Said(
                "a rule may compare at most {most} facts, audiences included",
                "1つのルールで比べられる条件は、audience の中も含めて {most} 個までです",
            ),
            "deep": Said(
                "conditions may be nested at most {most} levels deep", "条件の入れ子は {most} 段までです"
            ),
        },
    ),
    "E0314": Entry(
        title=Said("form of another kind", "別の種類の書き方です"),
        message=Said(
            "a {kind} does not write `{label}` like this", "{kind} の `{label}` はこの書き方ではありません"
        ),
        helps={"": _EXAMPLE},
    ),
}
