"""E02xx: the form of lines and blocks."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

_EXAMPLE = Said("for example:  {example}", "例:  {example}")
_DELETE = Said("delete it", "削除してください")

ENTRIES: Mapping[str, Entry] = {
    "E0200": Entry(
        title=Said("not expected here", "ここには書けません"),
        message=Said("did not expect `{found}` here", "ここに `{found}` は書けません"),
        variants={
            "extra": Said(
                "did not expect `{found}` after a complete line",
                "行はもう完結しています。`{found}` は余分です",
            ),
            "place": Said(
                "`{found}` is not a setting of this block", "`{found}` はこのブロックの設定ではありません"
            ),
            "missing": Said(
                "`{missing}` is missing before `{found}`", "`{found}` の前に `{missing}` が必要です"
            ),
        },
        labels={
            "": Said("expected {expected:or}", "{expected:or}を書きます"),
            "meant": Said("did you mean `{write}`?", "もしかして `{write}` ですか？"),
            "look_alike": Said(
                "a letter looks like a digit here: did you mean `{write}`?",
                "数字に似た英字が入っています。もしかして `{write}` ですか？",
            ),
            "place": Said("belongs to: {places:or}", "{places:or}の設定です"),
            "condition": Said("a condition begins with `if`", "条件は `if` で始めます"),
            "begin": Said(
                "a line begins with one of the language's own words", "行はこの言語の単語で始めます"
            ),
            "block": Said("a block begins with {expected:or}", "ブロックは{expected:or}で始まります"),
            "unquote": Said("write `{write}` without quotes", "引用符なしで `{write}` と書きます"),
            "delete": Said("delete it", "削除してください"),
            "many": Said("this `{label}` line goes on differently", "`{label}` の行の続きが違います"),
            "extra": Said(
                "the `{label}` line is already complete here", "`{label}` の行はここで完結しています"
            ),
            "missing": Said("write `{write}`", "`{write}` と書きます"),
        },
        helps={"example": _EXAMPLE},
    ),
    "E0201": Entry(
        title=Said("unknown word", "知らない単語"),
        message=Said("unknown word `{found}`", "`{found}` という単語はありません"),
        labels={
            "": Said("did you mean `{write}`?", "もしかして `{write}` ですか？"),
            "expected": Said("expected {expected:or}", "{expected:or}を書きます"),
            "setting": Said("no setting begins with this word", "この単語で始まる設定はありません"),
            "block": Said("a block begins with {expected:or}", "ブロックは{expected:or}で始まります"),
            "quotes": Said(
                'your own words go in quotes: `"{found}"`', '自分で決めた名前は引用符で囲みます: `"{found}"`'
            ),
        },
        helps={
            "example": _EXAMPLE,
            "words": Said("`otoku words` lists every word", "単語の一覧は `otoku words` で見られます"),
        },
    ),
    "E0202": Entry(
        title=Said("line not finished", "行が途中で終わっています"),
        message=Said("this `{label}` line is not finished", "`{label}` の行が途中で終わっています"),
        variants={"block": Said("this line is not finished", "この行は途中で終わっています")},
        labels={
            "": Said("expected {expected:or}", "{expected:or}が続きます"),
            "block": Said("expected {expected:or}", "{expected:or}が続きます"),
            "many": Said("something is missing here", "続きが必要です"),
        },
        helps={"example": _EXAMPLE},
    ),
    "E0203": Entry(
        title=Said("must start its own line", "改行が必要です"),
        message=Said("`{found}` must start a line of its own", "`{found}` は改行して書きます"),
        variants={
            "brace": Said("`{found}` stands at the end of its line", "`{found}` の後で改行します"),
            "closing": Said("`}}` stands on a line of its own", "`}}` は単独の行に書きます"),
        },
        labels={
            "": Said("the `{label}` line is already complete here", "`{label}` の行はここで完結しています"),
            "brace": Said("begin a new line after it", "この後で改行してください"),
            "begin": Said("begin a new line here", "ここで改行してください"),
            "closing": Said("begin a new line here", "ここで改行してください"),
        },
        helps={
            "": Said(
                "one setting per line; `otoku fmt` does it for you",
                "設定は 1 行に 1 つです。`otoku fmt` で直せます",
            )
        },
    ),
    "E0204": Entry(
        title=Said("block never closed", "ブロックが閉じられていません"),
        message=Said("the block `{block}` is never closed", "ブロック `{block}` が閉じられていません"),
        labels={
            "": Said("a new block starts here", "ここで新しいブロックが始まっています"),
            "end": Said("the file ends here", "ここでファイルが終わっています"),
            "group": Said("this line belongs to the block around it", "この行は外側のブロックの設定です"),
        },
        notes={"opened": Said("opened here", "ここで始まっています")},
        helps={
            "": Said("put `}}` on its own line before this", "この前に `}}` だけの行を入れてください"),
            "end": Said("put `}}` on its own line at the end", "最後に `}}` だけの行を入れてください"),
        },
    ),
    "E0205": Entry(
        title=Said("block needs `{`", "`{` が必要です"),
        message=Said("a `{label}` block opens with `{{`", "`{label}` のブロックは `{{` で始めます"),
        labels={"": Said("write `{{` here", "ここに `{{` を書きます")},
        helps={"": Said("`{{` stands at the end of the first line", "`{{` は最初の行の終わりに書きます")},
    ),
    "E0206": Entry(
        title=Said("`}` closes nothing", "対応する `{` がありません"),
        message=Said("this `}}` closes nothing", "この `}}` に対応する `{{` がありません"),
        helps={"": _DELETE},
    ),
    "E0207": Entry(
        title=Said("line starts with and/or", "行が and / or で始まっています"),
        message=Said("a line cannot start with `{found}`", "行を `{found}` で始めることはできません"),
        helps={
            "and": Said(
                "every `if` line must hold: write a second `if` line",
                "`if` 行はすべて満たす必要があります。`if` をもう 1 行書いてください",
            ),
            "or": Said(
                "write `if any {{ … }}` with one condition per line",
                "`if any {{ … }}` の中に、条件を 1 行に 1 つずつ書いてください",
            ),
            "before": Said(
                "or put `{found}` at the end of the line before",
                "または、前の行の終わりに `{found}` を書いてください",
            ),
        },
    ),
    "E0208": Entry(
        title=Said("lines outside any block", "ブロックの外に行があります"),
        message=Said("{count} line(s) stand outside any block", "{count} 行がブロックの外にあります"),
        labels={"": Said("settings belong between `{{` and `}}`", "設定は `{{` と `}}` の間に書きます")},
        helps={
            "": Said('a block is  coupon "name" {{ … }}', 'ブロックは  coupon "名前" {{ … }}  と書きます')
        },
    ),
    "E0209": Entry(
        title=Said("file ends in the middle of a line", "行の途中でファイルが終わっています"),
        message=Said("the file ends in the middle of a line", "行の途中でファイルが終わっています"),
        labels={
            "": Said("expected {expected:or}", "{expected:or}が続きます"),
            "many": Said("something is missing here", "続きが必要です"),
        },
        helps={"example": _EXAMPLE},
    ),
    "E0299": Entry(
        title=Said("too many problems", "問題が多すぎます"),
        message=Said(
            "more than {most} problems; the rest is not shown",
            "問題が {most} 件を超えたため、残りは表示していません",
        ),
    ),
}
