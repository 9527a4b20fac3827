"""E00xx: the file as a whole."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0001": Entry(
        title=Said("not a text file", "テキストファイルではありません"),
        message=Said(
            "this file is not UTF-8 text (byte {byte} in line {line})",
            "このファイルは UTF-8 のテキストではありません({line} 行目のバイト {byte})",
        ),
        helps={
            "": Said(
                "save it as UTF-8 in your editor; Shift_JIS files are not read",
                "エディタで UTF-8 として保存してください。Shift_JIS のファイルは読めません",
            )
        },
    ),
    "E0002": Entry(
        title=Said("file too large", "ファイルが大きすぎます"),
        message=Said(
            "this file is larger than {kilobytes} KiB, the most that a rule file has",
            "このファイルは大きすぎます。ルールファイルは {kilobytes} KiB までです",
        ),
        helps={"": Said("split it into several files", "複数のファイルに分けてください")},
    ),
    "E0003": Entry(
        title=Said("edition missing or unknown", "エディションの指定がない、または不明です"),
        message=Said(
            "a rule file begins with its edition: `otoku 1`",
            "ルールファイルは `otoku 1` で始めてください(エディション)",
        ),
        variants={
            "unknown": Said("there is no edition `{edition}`", "エディション `{edition}` はありません"),
            "again": Said(
                "the edition stands once, in the first line", "エディションは最初の行に一度だけ書きます"
            ),
        },
        labels={
            "": Said("put `otoku 1` on a line before this", "この前の行に `otoku 1` と書いてください"),
            "unknown": Said("write `otoku 1`", "`otoku 1` と書いてください"),
        },
    ),
    "E0004": Entry(
        title=Said("edition newer than this engine", "このエンジンより新しいエディションです"),
        message=Said(
            "this file is written for edition {edition}; this engine reads edition {known}",
            "このファイルはエディション {edition} 用です。このエンジンが読めるのはエディション {known} です",
        ),
        helps={
            "": Said(
                "update Otoku, or write `otoku {known}`",
                "Otoku を更新するか、`otoku {known}` と書いてください",
            )
        },
    ),
    "E0005": Entry(
        title=Said("nested too deep", "入れ子が深すぎます"),
        message=Said(
            "more than {most} braces, parentheses or `not` inside each other",
            "括弧や `not` の入れ子が {most} 段を超えています",
        ),
        helps={
            "": Said("split the condition into several `if` lines", "条件を複数の `if` 行に分けてください")
        },
    ),
    "E0006": Entry(
        title=Said("too many blocks", "ブロックが多すぎます"),
        message=Said(
            "this file has {count} blocks; at most {most} are read",
            "このファイルには {count} 個のブロックがあります。読めるのは {most} 個までです",
        ),
        helps={"": Said("split it into several files", "複数のファイルに分けてください")},
    ),
    "E0007": Entry(
        title=Said("file cannot be read", "ファイルを読めません"),
        message=Said("cannot read `{path}`: {reason}", "`{path}` を読めません: {reason}"),
    ),
    "E0008": Entry(
        title=Said("list too long", "リストが長すぎます"),
        message=Said(
            "this list has {count} entries; a line holds at most {most}",
            "このリストは {count} 件です。1 行に書けるのは {most} 件までです",
        ),
        helps={
            "": Said(
                "give the products a tag or a category and name that",
                "商品にタグやカテゴリーを付けて、それを指定してください",
            )
        },
    ),
    "E0009": Entry(
        title=Said("line too long", "行が長すぎます"),
        message=Said(
            "this line has {count} words and signs; a line holds at most {most}",
            "この行には {count} 個の単語や記号があります。1 行に書けるのは {most} 個までです",
        ),
    ),
}
