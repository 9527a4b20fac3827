"""E05xx: conditions, and the texts of templates."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0501": Entry(
        title=Said("unknown fact", "知らない項目"),
        message=Said("there is no fact `{field}`", "`{field}` という項目はありません"),
        labels={
            "": Said("one of: {known:or}", "使えるのは {known:or}"),
            "near": Said("did you mean `{near}`?", "もしかして `{near}` ですか？"),
        },
    ),
    "E0502": Entry(
        title=Said("cannot be compared", "比べられません"),
        message=Said("`{field}` cannot be compared with this", "`{field}` はこの値とは比べられません"),
        variants={
            "operator": Said(
                "`{field}` cannot be asked `{operator}`", "`{field}` に `{operator}` は使えません"
            )
        },
        labels={
            "": Said("write something like {example}", "{example} のように書きます"),
            "money": Said("write `{example}`", "`{example}` と書きます"),
            "operator": Said("it can be asked {operators:or}", "使えるのは {operators:or}"),
        },
        helps={"operator": Said("for example:  if {example}", "例:  if {example}")},
    ),
    "E0503": Entry(
        title=Said("fact not known then", "その時点では分からない項目です"),
        message=Said("`{field}` is not known at that moment", "`{field}` はその時点では分かりません"),
        labels={
            "checkout": Said(
                "while a cart is priced there is no order yet", "カートの計算中にはまだ注文がありません"
            ),
            "order_paid": Said("not known when an order is paid", "支払いの時点では分かりません"),
            "cart_left": Said("what was left has no order yet", "離脱した時点では、まだ注文がありません"),
            "refund": Said("not known when an order is refunded", "返金の時点では分かりません"),
            "subscription": Said(
                "with a subscription there is no cart", "定期購入のできごとにはカートがありません"
            ),
            "person": Said(
                "at that moment there is no cart and no order", "この時点ではカートも注文もありません"
            ),
            "audience": Said(
                "an audience is about customers: use facts that begin with `customer.`",
                "audience は顧客の条件です。`customer.` で始まる項目を使います",
            ),
        },
    ),
    "E0504": Entry(
        title=Said("never true", "決して成り立ちません"),
        message=Said("this condition can never hold", "この条件が成り立つことはありません"),
        variants={
            "together": Said(
                "this line and an earlier one can never hold together",
                "この行と前の行が同時に成り立つことはありません",
            )
        },
        labels={"line": Said("no value fits", "当てはまる値がありません")},
        notes={"other": Said("contradicts this line", "この行と矛盾します")},
    ),
    "E0505": Entry(
        title=Said("audiences in a circle", "audience が循環しています"),
        message=Said("this audience needs itself: {circle}", "audience が自分自身を参照しています: {circle}"),
    ),
    "E0506": Entry(
        title=Said("bounds reversed", "範囲が逆です"),
        message=Said(
            "the lower bound of `{field}` is above the upper one",
            "`{field}` の下限が上限より大きくなっています",
        ),
        labels={"": Said("write the smaller value first", "小さい値を先に書きます")},
    ),
    "E0510": Entry(
        title=Said("template cannot be read", "テンプレートを読めません"),
        message=Said("this template cannot be read: {reason}", "テンプレートを読めません: {reason}"),
    ),
    "E0511": Entry(
        title=Said("unknown name in a template", "テンプレートに知らない名前があります"),
        message=Said("there is no variable `{name}`", "`{name}` という変数はありません"),
        variants={
            "filter": Said("the filter `{name}` cannot be used", "フィルター `{name}` は使えません"),
            "tag": Said("the tag `{name}` cannot be used", "タグ `{name}` は使えません"),
        },
        labels={"near": Said("did you mean `{near}`?", "もしかして `{near}` ですか？")},
    ),
    "E0512": Entry(
        title=Said("head of a template", "テンプレートの先頭が正しくありません"),
        message=Said("this template file is not complete", "テンプレートのファイルが正しくありません"),
        variants={
            "name": Said(
                "a template file is called <name>.<language>.liquid, like thanks.ja.liquid",
                "テンプレートのファイル名は thanks.ja.liquid のように <名前>.<言語>.liquid とします",
            ),
            "size": Said("this template is too large", "テンプレートが大きすぎます"),
            "line": Said(
                "the line `---` between the head and the text is missing",
                "先頭部分と本文を分ける `---` の行がありません",
            ),
            "twice": Said(
                "there are two templates of this name and language",
                "同じ名前と言語のテンプレートが2つあります",
            ),
            "header": Said("did not understand `{line}`", "`{line}` を読めません"),
            "missing": Said("the line `{key}: …` is missing", "`{key}: …` の行がありません"),
            "category": Said("there is no category `{found}`", "カテゴリー `{found}` はありません"),
            "class": Said("there is no class `{found}`", "class `{found}` はありません"),
        },
        labels={
            "header": Said("one of: category, class, subject", "category、class、subject のどれかです"),
            "category": Said("one of: {known:or}", "使えるのは {known:or}"),
            "class": Said("one of: {known:or}", "使えるのは {known:or}"),
        },
    ),
    "E0513": Entry(
        title=Said("MJML cannot be read", "MJML を読めません"),
        message=Said("this MJML cannot be read", "MJML を読めません"),
        variants={
            "reason": Said("this MJML cannot be read: {name}", "MJML を読めません: {name}"),
            "size": Said("this MJML has too many tags", "MJML のタグが多すぎます"),
            "root": Said(
                "MJML is one `<mjml>` with an `<mj-body>` in it",
                "MJML は `<mjml>` 1つと、その中の `<mj-body>` で書きます",
            ),
            "element": Said("there is no element `<{name}>`", "`<{name}>` という要素はありません"),
            "near": Said("there is no element `<{name}>`", "`<{name}>` という要素はありません"),
            "include": Said(
                "`<mj-include>` cannot be used: a template is one file",
                "`<mj-include>` は使えません。テンプレートは1つのファイルに書きます",
            ),
            "open": Said(
                "`<{name}>` is never closed, or stands where text is",
                "`<{name}>` が閉じていないか、文章の中にあります",
            ),
            "close": Said("`</{name}>` closes nothing here", "`</{name}>` に対応する開始タグがありません"),
        },
        labels={"near": Said("did you mean `{near}`?", "もしかして `{near}` ですか？")},
    ),
}
