"""`send email "thanks" after 3 days at 10:00`: the message that goes out."""

from engine.model.program import ChannelName, Send
from engine.vocabulary.channels import enabled
from engine.vocabulary.literals import Clock, Length, Literal, Text
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import following, the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

LONGEST_WAIT = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Send | None:
    """The message; its class is that of the rule's `class` line."""
    channel = the(values, Spoken)
    if not enabled(channel, reading):
        return None
    after, at = following(values, "after", Length), following(values, "at", Clock)
    if after and in_range(after, 0, LONGEST_WAIT, reading, "after") is None:
        return None
    return Send(
        channel=ChannelName(channel.text),
        template=the(values, Text).value,
        after=duration(after) if after else None,
        at=at.value if at else None,
    )


WORD = Word(
    label="send",
    read=read,
    doc={
        "en": "The message that goes out: the channel and the template, at once, or after a wait, or at a time of day.",
        "ja": "送るメッセージです。チャネルとテンプレートを書き、すぐ・一定時間後・決まった時刻に送れます。",
    },
    example='send email "thanks-coupon"',
    widget=Widget.TEMPLATE,
    repeats=True,
    requirements=("S1.2", "S1.6", "S1.33"),
)
