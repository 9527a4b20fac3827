"""`legal { … }` inside `shop`: the sender's legal display (J3)."""

from engine.model.program import LegalDisplay
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.LEGAL,
    lines=("name", "address", "contact", "optout"),
    named=False,
    doc={
        "en": "What the law wants to see in advertising messages.",
        "ja": "広告メールに法律上必要な表示です。",
    },
    example="""legal {
  name "お得商店株式会社"
  address "東京都千代田区1-1"
  contact "support@example.jp"
  optout "配信停止はこちら"
}
""",
)


def build(settings: Settings) -> LegalDisplay:
    """The display; missing lines stay empty."""
    return LegalDisplay(
        name=settings.one("name", str) or "",
        address=settings.one("address", str) or "",
        contact=settings.one("contact", str) or "",
        opt_out=settings.one("optout", str) or "",
    )
