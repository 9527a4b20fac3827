"""Why an offer that was pressed brought no order, in sentences for the merchant: English and Japanese by reason."""

from collections.abc import Mapping

from engine.model.offer_instance import OfferFailure
from graphql_api.language import Language

FAILURES: Mapping[OfferFailure, tuple[str, str]] = {
    OfferFailure.PAYMENT_REFUSED: (
        "The payment company refused the additional payment.",
        "追加の決済が、決済会社に承認されませんでした。",
    ),
    OfferFailure.PAYMENT_UNREACHABLE: (
        "The payment company could not be reached; nothing was taken.",
        "決済会社に接続できませんでした。請求は行われていません。",
    ),
    OfferFailure.PAYMENT_UNKNOWN: (
        "Nobody said in time whether the money was taken; ask the payment company.",
        "請求できたかどうかの回答が時間内にありませんでした。決済会社にご確認ください。",
    ),
    OfferFailure.COMMERCE_REFUSED: (
        "The order or contract could not be changed; the money went back.",
        "注文または契約を変更できなかったため、代金を返しました。",
    ),
    OfferFailure.COMMERCE_UNREACHABLE: (
        "The shop’s platform could not be reached.",
        "お店のシステムに接続できませんでした。",
    ),
    OfferFailure.ORDER_CHANGED: (
        "The order was refunded or cancelled meanwhile.",
        "その間に、元の注文が返金または取り消しされていました。",
    ),
    OfferFailure.NOT_AVAILABLE: (
        "The product can no longer be bought.",
        "案内した商品が購入できなくなっていました。",
    ),
}


def failure_text(failure: OfferFailure, language: Language) -> str:
    """The sentence of a reason."""
    english, japanese = FAILURES[failure]
    return japanese if language == "ja" else english
