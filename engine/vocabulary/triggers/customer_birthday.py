"""`customer birthday`: a customer's birthday begins, or is some days ahead."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("customer", "birthday"),
    kind=TriggerKind.CUSTOMER_BIRTHDAY,
    occasion=Occasion.PERSON,
    doc={
        "en": "A customer's birthday begins, once a year; with `in 7 days` that many days before. Only for customers "
        "whose birthday the shop has told.",
        "ja": "誕生日の0時(年1回)。`in 7 days` と書くと、その日数だけ前です。誕生日を登録した顧客だけが対象です。",
    },
    example="when customer birthday in 7 days",
)
