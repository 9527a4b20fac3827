"""`audience "gold" { … }`: a named condition on customers."""

from engine.vocabulary.word import BlockWord, Place

BLOCK = BlockWord(
    place=Place.AUDIENCE,
    lines=("title", "note", "if", "unless"),
    required=("if",),
    doc={
        "en": "A named group of customers, for `if customer in audience`.",
        "ja": "名前をつけた顧客の条件です。`if customer in audience` で使います。",
    },
    example="""audience "repeat-gold" {
  if customer.orders at least 2 and customer.tags has "gold"
  unless customer.blocked
}
""",
)
