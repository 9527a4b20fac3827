"""`cart abandoned`: a member left the shop with products in the cart."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("cart", "abandoned"),
    kind=TriggerKind.CART_ABANDONED,
    occasion=Occasion.CART_LEFT,
    doc={
        "en": "A member left the shop with products in the cart.",
        "ja": "会員がカートに商品を入れたまま離脱したとき。",
    },
    example="when cart abandoned",
)
