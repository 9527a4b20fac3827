"""Why a row of another system's file is not taken over, and how to mend it, in English and Japanese."""

from collections.abc import Mapping

MEND: Mapping[str, tuple[str, str]] = {
    "missing": ("Fill in this column.", "この列を入力してください。"),
    "text_invalid": (
        "Shorten the text and leave out characters that cannot be printed.",
        "文字列を短くし、印字できない文字を除いてください。",
    ),
    "not_a_number": (
        "Write an amount such as 3000 or 3,000.",
        "3000 や 3,000 のように金額を書いてください。",
    ),
    "other_currency": (
        "The row is in another currency; write the balance in the currency of the shop.",
        "別の通貨の行です。お店の通貨で金額を書いてください。",
    ),
    "not_a_count": ("Write a whole number, 0 or more.", "0 以上の整数を書いてください。"),
    "amount_out_of_range": (
        "Write an amount of 0 or more that the currency can express.",
        "0 以上で、通貨で表せる金額を書いてください。",
    ),
    "not_a_date": (
        "Write the day as 2026-12-31, or the moment as 2026-12-31T18:00.",
        "日付は 2026-12-31、日時は 2026-12-31T18:00 のように書いてください。",
    ),
    "code_too_short": (
        "A code needs four characters at least; give its holder a new one.",
        "コードは 4 文字以上必要です。新しいコードを発行してください。",
    ),
    "code_invalid": (
        "A code has at most 64 printable characters.",
        "コードは印字できる 64 文字以内にしてください。",
    ),
    "code_taken": (
        "Another coupon or card has this code already; find out whose it is, or give a new code.",
        "同じコードが既に使われています。持ち主を確かめるか、新しいコードにしてください。",
    ),
    "code_twice": (
        "An earlier row has the same code with another id; keep the one that is right.",
        "前の行に、別の id で同じコードがあります。正しい行だけを残してください。",
    ),
    "key_twice": (
        "An earlier row has the same id with another code; give each row an id of its own.",
        "前の行に、別のコードで同じ id があります。行ごとに別の id にしてください。",
    ),
    "publication_changed": (
        "Its id came before with another code, owner or balance; keep the right row; mend what is here by hand.",
        "同じ id の行が前にあり、コード・所有者・残高が違います。正しい行を残し、取込済みは画面で直してください。",
    ),
    "expired": (
        "Its time is over; nothing has to be done, or write a later end.",
        "期限が過ぎています。そのままで構いません。生かすなら後の期限を書いてください。",
    ),
    "email_required": (
        "The rule binds it to its owner: fill in the e-mail address or customer id.",
        "ルールにより所有者が必要です。メールアドレスか顧客 id を入力してください。",
    ),
    "email_invalid": ("Write one e-mail address.", "メールアドレスを 1 つ書いてください。"),
    "phone_invalid": (
        "Write the number as 090-1234-5678 or +81 90 1234 5678.",
        "090-1234-5678 や +81 90 1234 5678 のように書いてください。",
    ),
    "not_yes_or_no": ("Write yes or no.", "有効 か 無効 と書いてください。"),
    "pin_invalid": (
        "A PIN is 4 to 8 digits; keep its leading zeros by writing the column as text.",
        "PIN は4〜8桁の数字です。先頭の0が消えないよう、列を文字列にしてください。",
    ),
    "not_paid_or_free": ("Write paid or free.", "有償 か 無償 と書いてください。"),
    "switched_off": (
        "It was switched off there; nothing has to be done, or write yes to take it over.",
        "移行元で無効です。そのままで構いません。取り込むなら 有効 と書いてください。",
    ),
    "not_csv": ("Close the quotation mark of this line.", "この行の引用符を閉じてください。"),
    "not_json": ("Write one JSON object on this line.", "この行に JSON オブジェクトを 1 つ書いてください。"),
    "not_text": (
        "Save the file as UTF-8: characters of this line are damaged.",
        "この行の文字が壊れています。UTF-8 で保存し直してください。",
    ),
    "too_many_cells": (
        "Put a text that holds a comma in quotation marks.",
        "コンマを含む文字列は引用符で囲んでください。",
    ),
}


def how_to_mend(code: str, language: str) -> str:
    """One sentence, or nothing where the reason says it all."""
    english, japanese = MEND.get(code, ("", ""))
    return japanese if language == "ja" else english
