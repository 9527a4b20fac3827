"""E01xx: characters that are not the language's."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

_KEYBOARD = Said(
    "your keyboard was in Japanese input mode; `otoku fmt` changes it for you",
    "日本語入力のまま入力されています。`otoku fmt` で直せます",
)

ENTRIES: Mapping[str, Entry] = {
    "E0101": Entry(
        title=Said("full-width typing", "全角入力"),
        message=Said("full-width typing", "全角で入力されています"),
        variants={
            "space": Said("full-width space", "全角スペースです"),
            "quotes": Said(
                "{open} … {close} are not the quotes of this language",
                "{open} … {close} は、この言語の引用符ではありません",
            ),
        },
        labels={
            "": Said("write `{write}`", "`{write}` と書きます"),
            "space": Said("type a plain space", "半角スペースにします"),
            "quotes": Said("write `{write}`", "`{write}` と書きます"),
        },
        helps={"keyboard": _KEYBOARD},
    ),
    "E0102": Entry(
        title=Said("control character", "制御文字"),
        message=Said("a control character ({point}) is hidden here", "制御文字({point})が入っています"),
        labels={"": Said("delete it", "削除してください")},
        helps={"": Said("`otoku fmt` deletes it for you", "`otoku fmt` で削除できます")},
    ),
    "E0103": Entry(
        title=Said("text without closing quote", "引用符が閉じていません"),
        message=Said("this text has no closing quote", "この文字列は引用符で閉じられていません"),
        labels={"": Said("opened here", "ここで始まっています")},
        helps={"": Said('close it with " on the same line', '同じ行で " を付けて閉じてください')},
    ),
    "E0104": Entry(
        title=Said("currency sign in front", "通貨記号が前にあります"),
        message=Said("amounts are written number first", "金額は数字を先に書きます"),
        labels={"": Said("write `{write}`", "`{write}` と書きます")},
        helps={"": Said("or `{yen}`", "`{yen}` とも書けます")},
    ),
    "E0105": Entry(
        title=Said("range without `to`", "範囲は `to` で書きます"),
        message=Said("ranges are written with `to`", "範囲は `to` で書きます"),
        labels={"": Said("write `{write}`", "`{write}` と書きます")},
    ),
    "E0106": Entry(
        title=Said("invisible character", "見えない文字"),
        message=Said(
            "an invisible character ({point}) is hidden here",
            "見えない文字({point})が入っています",
        ),
        labels={"": Said("delete it", "削除してください")},
        helps={
            "": Said(
                "such characters can make a text look like another one; `otoku fmt` deletes it for you",
                "見た目と中身が違う文字列になるおそれがあります。`otoku fmt` で削除できます",
            )
        },
    ),
    "E0107": Entry(
        title=Said("lone carriage return", "改行コードが CR だけです"),
        message=Said(
            "{count} line(s) end with a lone carriage return",
            "{count} 行が CR だけで改行されています",
        ),
        helps={
            "": Said(
                "save the file with LF or CRLF line ends; `otoku fmt` does it for you",
                "改行コードを LF か CRLF にして保存してください。`otoku fmt` で直せます",
            )
        },
    ),
}
