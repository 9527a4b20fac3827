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
            "terms": Said(
                "an offer of a subscription must show its terms",
                "定期購入の提案には、契約条件(terms)の表示が必要です",
            ),
            "budget": Said(
                "this budget caps nothing: it has neither a `spend` nor an `issue` line",
                "この予算には上限がありません。`spend` か `issue` の行が必要です",
            ),
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
            "terms": Said(
                "write `terms {{ … }}` with payment, delivery, period and cancel, here or in the shop block",
                "`terms {{ … }}` に payment、delivery、period、cancel を書きます。shop に書けば全オファーで使えます",
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
    "E0306": Entry(
        title=Said("variant of a line that is not there", "ルールにない行のバリエーションです"),
        message=Said(
            'the rule "{rule}" has no `{label}` line that a variant could change',
            'ルール "{rule}" には、バリエーションで変える `{label}` の行がありません',
        ),
        variants={
            "fixed": Said(
                'the `{label}` line of "{rule}" is the same for all variants',
                'ルール "{rule}" の `{label}` はバリエーションごとに変えられません',
            )
        },
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
    "E0310": Entry(
        title=Said("wait of a reminder", "リマインドの時間"),
        message=Said("a reminder waits 1 to 24 whole hours", "リマインドは1〜24時間後を1時間単位で書きます"),
        helps={"": Said("for example:  after 3 hours", "例:  after 3 hours")},
    ),
    "E0311": Entry(
        title=Said("number out of range", "数が範囲外です"),
        message=Said(
            "`{label}` can be {least} to {most}, not {found}",
            "`{label}` は {least}〜{most} です({found} は書けません)",
        ),
        labels={"nearest": Said("the nearest is {nearest}", "いちばん近いのは {nearest} です")},
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
    "E0315": Entry(
        title=Said("trigger of another kind", "別の種類のきっかけです"),
        message=Said("`{what}` starts no {kind}", "`{what}` は {kind} のきっかけになりません"),
        labels={
            "": Said("can be: {known:or}", "書けるのは {known:or}です"),
            "leave": Said("can be: {known:or}", "書けるのは {known:or}です"),
        },
        variants={
            "leave": Said("`{what}` ends nothing", "`{what}` では終わりません"),
            "products": Said("`{what}` is about no products", "`{what}` に商品は指定できません"),
        },
    ),
    "E0316": Entry(
        title=Said("no buy button", "購入ボタンがありません"),
        message=Said(
            "without a buy button nobody can accept the offer", "購入ボタンが無いと、だれも購入できません"
        ),
        helps={"": Said('for example:  button buy "追加注文する"', '例:  button buy "追加注文する"')},
    ),
    "E0317": Entry(
        title=Said("clock time after hours", "時間後の時刻"),
        message=Said(
            "a clock time goes with days or months, not with minutes or hours",
            "時刻は日・月と一緒に書きます(分・時間とは書けません)",
        ),
        helps={"": Said("for example:  3 days at 10:00", "例:  3 days at 10:00")},
    ),
    "E0318": Entry(
        title=Said("too few random characters", "番号の型が短すぎます"),
        message=Said(
            "this pattern draws {found} random characters; it needs {least} or more",
            "この型で変わるのは {found} 文字です。{least} 文字以上必要です",
        ),
        helps={
            "": Said(
                'each `#` is a random digit, each `*` a random letter or digit:  code pattern "GIFT-####-####"',
                '`#` は数字、`*` は英数字に変わります:  code pattern "GIFT-####-####"',
            )
        },
    ),
    "E0320": Entry(
        title=Said("offer without a plan", "プランがありません"),
        message=Said(
            'a subscription to "{product}" is offered without a plan',
            '"{product}" を定期で提案するにはプランが必要です',
        ),
        helps={
            "": Said(
                'for example:  show product "{product}" plan "monthly"',
                '例:  show product "{product}" plan "monthly"',
            )
        },
    ),
    "E0321": Entry(
        title=Said("plan of a one-time offer", "都度購入にはプランがありません"),
        message=Said(
            "a product that is offered once has no plan", "都度購入(once)の提案にプランは書けません"
        ),
        helps={
            "": Said(
                "delete the plan, or offer a subscription with `pattern … to subscription`",
                "プランを消すか、`pattern … to subscription` にしてください",
            )
        },
    ),
    "E0322": Entry(
        title=Said("plans of another cycle", "周期が合いません"),
        message=Said(
            "the contract is delivered every {bought}, this product every {offered}: it could never be added",
            "契約の周期は {bought}、提案する商品は {offered} なので、加えられません",
        ),
        labels={"": Said("needs a plan of the same cycle", "同じ周期のプランが必要です")},
    ),
    "E0323": Entry(
        title=Said("two plans of one cycle", "同じ周期のプランが2つあります"),
        message=Said("two plans are delivered every {cycle}", "周期が {cycle} のプランが2つあります"),
        labels={"": Said("one plan per cycle", "周期ごとに1つだけです")},
        notes={"first": Said("first one", "1つめ")},
    ),
    "E0324": Entry(
        title=Said("two rewards", "特典が2つあります"),
        message=Said(
            "a sale gives one thing: `{first}` or `{label}`, not both",
            "1つのセールの特典は1種類です(`{first}` と `{label}` は一緒に書けません)",
        ),
        notes={"first": Said("first one", "1つめ")},
        helps={
            "": Said(
                "make two sales, and say with `stacking any` in both that they combine",
                "セールを2つに分け、併用するなら両方に `stacking any` と書いてください",
            )
        },
    ),
    "E0325": Entry(
        title=Said("line without a part", "効果のない行です"),
        message=Said(
            "`{label}` says nothing beside this `{reward}`",
            "この `{reward}` では `{label}` に意味がありません",
        ),
        variants={
            "count": Said(
                "`buy` says how many already: write `pick cheapest` or `pick dearest` without a number",
                "個数は `buy` で決まっています。`pick cheapest` か `pick dearest` とだけ書いてください",
            )
        },
        labels={"": Said("delete it", "消してください")},
    ),
    "E0326": Entry(
        title=Said("tiers that do not fit together", "段階がそろっていません"),
        message=Said(
            "the tiers of one sale count the same: items, or money",
            "1つのセールの段階は、点数か金額のどちらかにそろえてください",
        ),
        variants={
            "twice": Said("this tier begins where another one does", "同じところから始まる段階があります")
        },
        notes={"first": Said("first one", "1つめ")},
    ),
    "E0327": Entry(
        title=Said("no set", "セットになっていません"),
        message=Said(
            "a bundle names two products or more, or says how many pieces make a set",
            "セットは、2つ以上の商品を並べるか、何点で1セットかを書きます",
        ),
        helps={
            "": Said(
                'for example:  bundle product "A", "B" for 3,000 JPY  or  bundle 3 of category "tea" for 1,000 JPY',
                '例:  bundle product "A", "B" for 3,000 JPY  または  bundle 3 of category "tea" for 1,000 JPY',
            )
        },
    ),
    "E0328": Entry(
        title=Said("lane without a name", "レーンに名前がありません"),
        message=Said("this lane has no name", "このレーンには名前がありません"),
        labels={"": Said('for example:  lane "season"', '例:  lane "season"')},
    ),
    "E0329": Entry(
        title=Said("offer that nothing starts", "きっかけと pattern が合いません"),
        message=Said(
            "nothing that is bought can start this offer: `when` and `pattern` want different things",
            "`when` と `pattern` が食い違っているため、このオファーは一度も提案されません",
        ),
        labels={
            "started": Said(
                "a subscription started, so nothing was bought once", "定期の開始は都度購入ではありません"
            ),
            "plans": Said(
                "the trigger products have no plans: they are bought once",
                "きっかけの商品にプランがなく、定期では購入できません",
            ),
            "once": Said(
                "the trigger products are sold by subscription only", "きっかけの商品は定期購入のみです"
            ),
        },
        helps={
            "": Said(
                "write before `to` how the trigger product is bought: `once` or `subscription`",
                "`to` の前に、きっかけの商品の買い方(`once` または `subscription`)を書いてください",
            )
        },
    ),
}
