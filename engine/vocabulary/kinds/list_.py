"""`list`: buyers of a product as readers, and the messages they get step by step (S2)."""

from dataclasses import replace

from engine.model.messages import ListBody, Segment, Step
from engine.model.program import Kind, Limit, MessageClass, ShopSettings, Trigger
from engine.vocabulary.groups import ABOUT, CONTEXT, IN_TIME, ONLY_IF, TRIED, WHEN_OPEN
from engine.vocabulary.lateness import lateness
from engine.vocabulary.word import KindWord, Occasion, Place, Settings


def build(settings: Settings, _shop: ShopSettings) -> ListBody:
    """The body; step messages are advertising unless the list says otherwise."""
    message_class = settings.one("class", MessageClass) or MessageClass.ADVERTISING
    return ListBody(
        segment=settings.one("segment", Segment) or Segment.GENERAL,
        steps=tuple(replace(one, message_class=message_class) for one in settings.all("step", Step)),
        leaves=settings.all("leave", Trigger),
        caps=settings.all("cap", Limit),
        late=lateness(settings),
    )


KIND = KindWord(
    kind=Kind.LIST,
    place=Place.LIST,
    lines=(
        *ABOUT,
        "when",
        *ONLY_IF,
        *WHEN_OPEN,
        "segment",
        "leave",
        *IN_TIME,
        *TRIED,
        *CONTEXT,
        "class",
        "step",
    ),
    required=("when",),
    build=build,
    occasion=Occasion.ORDER_PAID,
    doc={
        "en": "A list that fills itself: whoever does what `when` says becomes a reader and gets the steps in turn.",
        "ja": "自動で登録されるリストです。きっかけに当てはまると読者になり、メッセージが順に届きます。",
    },
    example="""shop {
  legal {
    name "お得商店株式会社"
    address "東京都千代田区1-1"
    contact "support@example.jp"
  }
}

list "sample-buyers" {
  when order paid with product "SAMPLE-1"
  segment buyers
  leave when refund approved with product "SAMPLE-1"
  step on join send email "thank-you"
  step 3 days at 10:00 send email "how-to-use"
}
""",
    requirements=("S2.1", "S2.2", "S2.3", "S2.12", "S2.14"),
)
