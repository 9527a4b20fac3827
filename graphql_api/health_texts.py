"""What is wrong with a rule or a shop, in sentences: English and Japanese by code."""

from collections.abc import Mapping

from graphql_api.language import Language

HEALTH: Mapping[str, tuple[str, str]] = {
    "file_errors": (
        "Its file has {figure} error(s); what is live goes on.",
        "ファイルにエラーが {figure} 件あります。公開中の内容は動き続けています。",
    ),
    "not_offerable": (
        "It is not shown: the product `{name}` is gone, not shipped, or sold in another way than the offer needs.",
        "表示されていません。商品 `{name}` がカタログにないか、配送不要、または販売方法が変わっています。",
    ),
    "budget_spent": (
        'The budget "{name}" is used up ({figure}%); the rule grants nothing now.',
        "予算「{name}」を使い切りました({figure}%)。今は適用されません。",
    ),
    "delivery_failed": (
        "{figure} message(s) could not be delivered in the last 7 days.",
        "直近7日間に届けられなかったメッセージが {figure} 件あります。",
    ),
    "budget_low": (
        'The budget "{name}" is used up to {figure}%.',
        "予算「{name}」の {figure}% を使いました。",
    ),
    "silent": (
        "It matched nothing in 7 days, although {figure} orders came in.",
        "直近7日間、注文が {figure} 件ありましたが、一度も適用されていません。",
    ),
    "limited": (
        "Limits or its budget held it back {figure} time(s) in the last 7 days.",
        "直近7日間に、上限または予算のため {figure} 回適用されませんでした。",
    ),
    "warnings": ("It has {figure} finding(s) worth a look.", "確認をおすすめする点が {figure} 件あります。"),
}


def health_text(code: str, language: Language, figure: int, name: str) -> str:
    """The sentence of a health code."""
    english, japanese = HEALTH[code]
    return (japanese if language == "ja" else english).format(figure=f"{figure:,}", name=name)
