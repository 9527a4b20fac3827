"""`reminder`: a message to whoever left before buying (S3)."""

from dataclasses import replace
from typing import TypeVar

from engine.model.messages import LinkTo, Need, Page, ReminderBody, Skips, Verdict, Visitor
from engine.model.program import Kind, Limit, MessageClass, Send, ShopSettings, Trigger
from engine.values.duration import Duration
from engine.vocabulary.groups import ABOUT, CONTEXT, IN_TIME, ONLY_IF, TRIED, WHEN_OPEN
from engine.vocabulary.lateness import lateness
from engine.vocabulary.word import KindWord, Occasion, Place, Settings

T = TypeVar("T", Visitor, Need, Page)


def build(settings: Settings, _shop: ShopSettings) -> ReminderBody:
    """The body; reminders are advertising unless they say otherwise."""
    message_class = settings.one("class", MessageClass) or MessageClass.ADVERTISING
    return ReminderBody(
        after=settings.the("after", Duration),
        sends=tuple(replace(one, message_class=message_class) for one in settings.all("send", Send)),
        to=_said(settings, "to", Visitor) or frozenset(Visitor),
        skips=_skips(settings),
        needs=_said(settings, "needs", Need),
        pages=_said(settings, "pages", Page) or frozenset(Page),
        link=settings.one("link", LinkTo) or LinkTo.CART,
        rearm=settings.one("rearm", Duration),
        stops=settings.all("stop", Trigger),
        caps=settings.all("cap", Limit),
        late=lateness(settings),
    )


def _said(settings: Settings, label: str, kind: type[T]) -> frozenset[T]:
    return frozenset(
        one for found in settings.all(label, frozenset) for one in found if isinstance(one, kind)
    )


def _skips(settings: Settings) -> Skips:
    said = settings.all("skip", Skips)
    verdicts: frozenset[Verdict] = frozenset().union(*(one.verdicts for one in said))
    return Skips(
        verdicts=verdicts,
        redirected=any(one.redirected for one in said),
        out_of_stock=any(one.out_of_stock for one in said),
    )


KIND = KindWord(
    kind=Kind.REMINDER,
    place=Place.REMINDER,
    lines=(
        *ABOUT,
        "when",
        *ONLY_IF,
        *WHEN_OPEN,
        "after",
        "to",
        "needs",
        "pages",
        "skip",
        "rearm",
        "stop",
        *IN_TIME,
        *TRIED,
        *CONTEXT,
        "link",
        "class",
        "send",
    ),
    required=("when", "after", "send"),
    build=build,
    occasion=Occasion.CART_LEFT,
    doc={
        "en": "A message to whoever left a cart, a confirmation screen or a form before buying. A purchase stops it.",
        "ja": "カート・確認画面・フォームで離脱したお客様へのメッセージです。購入されると送りません。",
    },
    example="""shop {
  legal {
    name "お得商店株式会社"
    address "東京都千代田区1-1"
    contact "support@example.jp"
  }
}

reminder "confirm-1h" {
  when confirm abandoned
  after 1 hour
  to members, guests
  skip screening hold, review, ng
  skip redirected
  link cart
  send email "cart-reminder"
}
""",
    requirements=("S3.1", "S3.10", "S3.11", "S3.36", "S3.37", "S3.38"),
)
