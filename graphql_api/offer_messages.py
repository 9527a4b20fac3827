"""What refusals about offers and contracts say, in English and Japanese; part of `messages`."""

from collections.abc import Mapping

OFFER_MESSAGES: Mapping[str, tuple[str, str]] = {
    "OFFER_CLOSED": (
        "This offer is over. Nothing was ordered and nothing is charged.",
        "このご案内の受付は終了しました。追加の注文も請求もありません。",
    ),
    "OFFER_SETTLED": (
        "The offer ended before: {state}. Give back whatever was taken for it.",
        "このオファーはすでに終了しています({state})。受け取った代金があれば返金してください。",
    ),
    "NO_PLATFORM": (
        "No platform is set up (OTOKU_PLATFORM_URL): the built-in shop settles offers and renews contracts by itself.",
        "連携先(OTOKU_PLATFORM_URL)が設定されていません。オファーの処理と契約の更新は、内蔵のショップが自動で行います。",
    ),
    "TERMS_NOT_SEEN": (
        "Show the terms of the offer, and send their version as termsVersion.",
        "お申し込み内容を表示し、その版を termsVersion で送信してください。",
    ),
    "CONTRACT_MOVED_ON": (
        "The contract has ended, or its next order is number {number}.",
        "契約が終了しているか、次の注文は {number} 回目です。",
    ),
}
