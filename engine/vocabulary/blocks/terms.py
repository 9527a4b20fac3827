"""`terms { … }` of a shop or an offer: what the last screen before a subscription must say (J6)."""

from engine.model.offer import OfferTerms
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.TERMS,
    lines=("payment", "delivery", "period", "cancel"),
    required=("payment", "delivery", "period", "cancel"),
    named=False,
    doc={
        "en": "What the law wants on the last screen before a subscription, besides quantity and price.",
        "ja": "定期購入の申込み直前の画面に、数量と価格のほかに法律上必要な表示です。",
    },
    example="""terms {
  payment "お届けごとに、ご登録のカードでお支払い"
  delivery "初回は3日以内、以後は毎月同じ日にお届け"
  period "期間の定めはなく、解約まで毎月続きます"
  cancel "次回お届けの10日前までにマイページで解約できます"
}
""",
)


def build(settings: Settings) -> OfferTerms:
    """The terms, every line of which is there."""
    return OfferTerms(
        payment=settings.the("payment", str),
        delivery=settings.the("delivery", str),
        period=settings.the("period", str),
        cancel=settings.the("cancel", str),
    )
