"""What needs a human, in sentences: English and Japanese by code."""

from collections.abc import Mapping

from graphql_api.language import Language

ATTENTION: Mapping[str, tuple[str, str]] = {
    "nothing_live": (
        "No rules are live yet: write the first one and publish it.",
        "公開中のルールがまだありません。最初のルールを作成して公開してください。",
    ),
    "payments_stuck": (
        "{count} payment(s) or refund(s) got no answer for more than an hour; try again or settle them.",
        "1時間以上応答のない支払い・返金が {count} 件あります。再試行するか、手動で確定してください。",
    ),
    "messages_held_up": (
        "{count} message(s) have been due for more than 15 minutes; look at the mail server.",
        "送信予定から15分以上たったメッセージが {count} 件あります。メールサーバーを確認してください。",
    ),
    "messages_unknown": (
        "{count} message(s) may or may not have been sent; decide what to do with them.",
        "送信できたかどうか不明なメッセージが {count} 件あります。対応を選んでください。",
    ),
    "messages_failed": (
        "{count} message(s) could not be delivered in the last 7 days.",
        "直近7日間に届けられなかったメッセージが {count} 件あります。",
    ),
    "channel_suspended": (
        "Messages by {name} wait: the channel is suspended. See why, and resume it when the cause is mended.",
        "{name} の配信を停止しています。理由を確認し、原因を取り除いてから再開してください。",
    ),
    "complaints": (
        "{count} complaint(s) or dead addresses by {name} within 24 hours; a few more and advertising stops by itself.",
        "{name} で24時間以内に苦情または宛先不明が {count} 件ありました。さらに増えると広告の配信が自動で停止します。",
    ),
    "rule_surging": (
        'Within an hour the rule "{name}" gave away {count} times as much as in the highest hour of the last 14 days.',
        "ルール「{name}」の直近1時間の割引額が、過去14日間で最も多かった1時間の {count} 倍になっています。",
    ),
    "budget_burning": (
        'If it goes on as in the last hour, the budget "{name}" is used up within {count} hour(s).',
        "直近1時間のペースが続くと、予算「{name}」は {count} 時間以内になくなります。",
    ),
    "codes_guessed": (
        "Somebody seems to guess codes: {count} wrong ones within 24 hours, and further tries are refused.",
        "コードの総当たりが疑われます。24時間以内に誤ったコードが {count} 回入力され、以後の入力は拒否しています。",
    ),
    "offer_hidden": (
        (
            'The offer "{name}" is not shown: its product is gone, not shipped, or sold in another way than'
            " the offer needs."
        ),
        "オファー「{name}」は表示されていません。商品がカタログにないか、配送不要、または販売方法が変わっています。",
    ),
    "webhook_missing": (
        '{count} rule(s) name the webhook endpoint "{name}", which is not there: nobody is told.',
        "{count} 件のルールが指定する webhook の送信先「{name}」が登録されていないため、通知されません。",
    ),
    "webhook_off": (
        'The webhook endpoint "{name}" was switched off: it took nothing for five days, or said that it is gone.',
        "webhook の送信先「{name}」を停止しました(5日間受信できなかったか、廃止の応答がありました)。",
    ),
    "budget_spent": (
        'The budget "{name}" is used up ({count}%).',
        "予算「{name}」を使い切りました({count}%)。",
    ),
    "budget_low": ('The budget "{name}" is used up to {count}%.', "予算「{name}」の {count}% を使いました。"),
    "rule_errors": (
        "`{name}` has {count} error(s) and cannot be published; what is live goes on.",
        "`{name}` にエラーが {count} 件あり、公開できません。公開中の内容は動き続けています。",
    ),
    "money_waiting": (
        "{count} request(s) to move money wait for a second person.",
        "承認待ちの入金・払い戻し・まとめて返金が {count} 件あります。",
    ),
    "release_waiting": (
        "A release waits for a second person's approval.",
        "承認待ちの公開依頼があります。",
    ),
    "rule_silent": (
        'The rule "{name}" matched nothing in 7 days, although {count} orders came in.',
        "ルール「{name}」は、直近7日間に注文が {count} 件ありましたが、一度も適用されていません。",
    ),
    "unpublished": (
        "{count} file(s) have edits that are not published.",
        "公開していない変更のあるファイルが {count} 件あります。",
    ),
}


def attention_text(code: str, language: Language, count: int, name: str) -> str:
    """The sentence of a code."""
    english, japanese = ATTENTION[code]
    return (japanese if language == "ja" else english).format(count=f"{count:,}", name=name)
