"""E06xx: money, shares and codes."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0601": Entry(
        title=Said("another currency", "通貨が違います"),
        message=Said(
            "this amount is in {found}, the shop's currency is {currency}",
            "この金額は {found} ですが、お店の通貨は {currency} です",
        ),
        variants={
            "catalog": Said(
                "the prices of the catalogue are in {currency}, not {found}",
                "商品の価格は {found} ではなく {currency} です",
            )
        },
        helps={"": Said("write the amount in {currency}", "金額は {currency} で書いてください")},
    ),
    "E0602": Entry(
        title=Said("over 100 %", "100% を超えています"),
        message=Said("{found}% is more than everything", "{found}% は 100% を超えています"),
        labels={"": Said("0% to 100%", "0%〜100% です")},
    ),
    "E0604": Entry(
        title=Said("shares of an experiment", "実験の割合"),
        message=Said(
            "the shares of the variants and the holdout add up to {total}%, not 100%",
            "バリエーションと holdout の割合の合計が 100% ではなく {total}% です",
        ),
        variants={
            "twice": Said(
                'two variants are called "{name}"', '"{name}" という名前のバリエーションが2つあります'
            ),
            "unnamed": Said("a variant needs a name", "バリエーションには名前が必要です"),
        },
        notes={"first": Said("the first one", "先に書かれた行")},
    ),
    "E0605": Entry(
        title=Said("gift card for whoever finds it", "だれでも使えるギフトカードです"),
        message=Said(
            "anyone who guesses this code may spend the card: {live} live cards need {letters} random letters (`*`) or"
            " {digits} random digits (`#`)",
            "コードが当たればだれでも使えるカードです。{live} 枚なら、英数字(`*`)が {letters} 個、または数字(`#`)が"
            " {digits} 個以上必要です",
        ),
        variants={
            "cash": Said(
                "a card that anyone may use without a PIN cannot be paid out in cash",
                "PIN のない、だれでも使えるカードは現金に換えられません",
            )
        },
        helps={
            "": Said(
                "write `redeem by owner`, or `pin 6 digits`",
                "`redeem by owner` か `pin 6 digits` と書いてください",
            )
        },
    ),
    "E0606": Entry(
        title=Said("code too easy to guess", "コードを推測されます"),
        message=Said(
            "anyone may use this code, and it is too easy to guess",
            "だれでも使えるコードとしては推測されやすすぎます",
        ),
        helps={
            "": Said(
                "with {live} live codes, {guesses} tries would find {hits} of them a day",
                "有効なコードが {live} 個のとき、{guesses} 回の試行で1日に {hits} 個見つかります",
            ),
            "longer": Said(
                "write `code {digits} digits` or `code {characters} characters`, bind the coupon to its e-mail with "
                "`bound to email`, or say with `limit` how many are issued",
                "`code {digits} digits` か `code {characters} characters` にするか、`bound to email` でメールアドレスに"
                "限定するか、`limit` で発行数を決めてください",
            ),
        },
    ),
    "E0607": Entry(
        title=Said("finer than the currency", "通貨の単位より細かい金額です"),
        message=Said(
            "{currency} has {digits} digits after the decimal point",
            "{currency} の小数は {digits} 桁までです",
        ),
    ),
    "E0608": Entry(
        title=Said("no usable code", "使えないコードです"),
        message=Said(
            'nobody can type "{code}": a code has 1 to {most} letters or digits',
            '"{code}" は入力できません。コードは 1〜{most} 文字の英数字です',
        ),
    ),
}
