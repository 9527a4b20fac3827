"""Why a gift card was not given or credited, as a value and as a sentence in both languages."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry

from engine.model.decision import Problem, Rejection
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.language import Language

TEXTS: Mapping[str, tuple[str, str]] = {
    "publication_changed": (
        "This source led to other cards before; take another source id for other cards.",
        "このsourceIdでは以前に別の内容で発行しています。別の内容なら別のsourceIdを使ってください。",
    ),
    "key_used": (
        "This key was used for another credit before; take a new key for a new credit.",
        "このキーは別の入金で使用済みです。新しい入金には新しいキーを使ってください。",
    ),
    "not_found": ("There is no such gift card.", "該当するギフトカードがありません。"),
    "card_over": ("The gift card has ended or was paid out.", "失効または払戻し済みのギフトカードです。"),
    "end_out_of_range": (
        "A credit must end in the future, and not after its card.",
        "入金の期限は、現在より後で、カードの期限以前にしてください。",
    ),
    "limit_reached": (
        "A limit of the campaign, or its pool, is reached.",
        "キャンペーンの上限または枚数に達しています。",
    ),
    "budget_spent": ("The budget is spent.", "予算の上限に達しています。"),
    "email_required": (
        "The card is for its owner only: give an e-mail address or a customer id.",
        "本人だけが使えるカードです。メールアドレスか顧客IDを指定してください。",
    ),
    "rule_not_live": ("The campaign is not running now.", "このキャンペーンは現在公開されていません。"),
    "expired": ("Its cards would be over already.", "発行しても、すでに期限が過ぎています。"),
    "email_invalid": ("This is no e-mail address.", "メールアドレスの形式が正しくありません。"),
    "text_invalid": (
        "A text is empty, too long, or holds invisible characters.",
        "文字列が空か、長すぎるか、制御文字を含んでいます。",
    ),
    "quantity_out_of_range": ("1 to 100 cards at once.", "1回の発行は1〜100枚です。"),
    "price_out_of_range": ("The amount is out of range.", "金額が範囲外です。"),
    "time_invalid": ("The end needs a time zone.", "期限にタイムゾーンを付けてください。"),
    "too_many_lines": (
        "At most 20 metadata values, each name once.",
        "メタデータは20件まで、名前は重複できません。",
    ),
    "cash_not_allowed": (
        "The rule does not allow cash; the law forbids it otherwise, except when all cards are wound down.",
        "このルールでは現金での払戻しができません(法律上、全カードの取扱終了時などを除き禁止されています)。",
    ),
    "balance_changed": (
        "The balance is {balance} by now; tell the customer and ask again.",
        "残高が {balance} に変わっています。お客様に確認のうえ、もう一度お試しください。",
    ),
    "nothing_paid": (
        "Nothing of the balance was paid for, so there is nothing to pay out.",
        "残高に対価の支払いがないため、払い戻す金額がありません。",
    ),
    "test_card": (
        "This is a test card: nobody paid for it, so there is nothing to pay out.",
        "テスト用のカードです。対価の支払いがないため、払い戻しはできません。",
    ),
    "no_pin": (
        "This card has no PIN; cards have one when they are given while the rule has a `pin` line.",
        "このカードに PIN はありません。ルールに pin の行がある間に発行したカードだけに付きます。",
    ),
    "key_gone": (
        "The key that this card's code was made with is not in the key file any more.",
        "このカードの番号を作った鍵が、鍵ファイルにありません。",
    ),
    "no_rule": (
        "No live rule `when refund approved` gives a card for this; pay the money back instead.",
        "この返金をカードにするルール(when refund approved)が公開されていません。お金で返金してください。",
    ),
    "busy": (
        "Others changed the same things; ask again.",
        "他の処理と重なりました。もう一度送信してください。",
    ),
}


@described(
    "Why one gift card was not given or credited; the others of the request were.",
    PUBLICATION_CHANGED="The source id led to other cards before (D5.b).",
    KEY_USED="The key was used for another card or amount before (I26).",
    NOT_FOUND="There is no such card in this shop.",
    CARD_OVER="The card has ended or was paid out.",
    END_OUT_OF_RANGE="The end of the credit has passed, or is after the card's.",
    LIMIT_REACHED="A limit of the rule or its pool is reached.",
    BUDGET_SPENT="The rule's budget is spent.",
    EMAIL_REQUIRED="Only the owner may redeem, and no owner was given (S5.18-19).",
    RULE_NOT_LIVE="The rule is not running.",
    EXPIRED="The cards would be over when they are made.",
    EMAIL_INVALID="The address is none.",
    TEXT_INVALID="A text is empty, too long, or holds control characters.",
    QUANTITY_OUT_OF_RANGE="Not 1 to 100 cards.",
    PRICE_OUT_OF_RANGE="The amount is negative, or larger than any price.",
    TIME_INVALID="An instant without an offset.",
    TOO_MANY_LINES="Too many metadata values, or a name twice.",
    BUSY="Others changed the same things; ask again.",
)
class GiftCardProblem(StrEnum):
    """Values of `model.card_requests` outcomes."""

    PUBLICATION_CHANGED = "publication_changed"
    KEY_USED = "key_used"
    NOT_FOUND = "not_found"
    CARD_OVER = "card_over"
    END_OUT_OF_RANGE = "end_out_of_range"
    LIMIT_REACHED = "limit_reached"
    BUDGET_SPENT = "budget_spent"
    EMAIL_REQUIRED = "email_required"
    RULE_NOT_LIVE = "rule_not_live"
    EXPIRED = "expired"
    EMAIL_INVALID = "email_invalid"
    TEXT_INVALID = "text_invalid"
    QUANTITY_OUT_OF_RANGE = "quantity_out_of_range"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    TIME_INVALID = "time_invalid"
    TOO_MANY_LINES = "too_many_lines"
    BUSY = "busy"


@strawberry.type(description="Why one of the cards of a request was not given or credited.")
class GiftCardRefusal:
    """A refusal."""

    reason: GiftCardProblem = strawberry.field(description="Machine-readable; decide by this.")
    message: str = strawberry.field(description="One sentence in the language of Accept-Language.")


def card_rejected(rejection: Rejection, language: Language) -> list[UserError]:
    """What the engine refused about a gift card, in words of its own where there are any."""
    figures = dict(rejection.args)
    errors = rejected(rejection, language)
    if rejection.problem is Problem.CARD_REFUSED and figures.get("reason") in TEXTS:
        errors[0].message = _text(figures["reason"], language).format_map(figures)
    return errors


def _text(reason: str, language: Language) -> str:
    english, japanese = TEXTS[reason]
    return japanese if language == "ja" else english


def refusal_of(reason: str, language: Language) -> GiftCardRefusal | None:
    """The refusal of an outcome, None when it was not refused."""
    if not reason:
        return None
    return GiftCardRefusal(reason=GiftCardProblem(reason), message=_text(reason, language))
