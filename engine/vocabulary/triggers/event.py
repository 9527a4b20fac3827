"""`event "birthday"`: the shop's back end reports an event of this name."""

from engine.model.program import TriggerKind
from engine.vocabulary.word import Occasion, TriggerWord

TRIGGER = TriggerWord(
    words=("event",),
    kind=TriggerKind.EVENT,
    occasion=Occasion.PERSON,
    doc={
        "en": "The shop's back end reports an event of this name.",
        "ja": "お店のシステムがこの名前のできごとを知らせたとき。",
    },
    example='when event "birthday"',
)
