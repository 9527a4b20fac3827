"""`step 3 days at 10:00 send email "…"`: a message of a list."""

from engine.model.messages import Step, StepFrom
from engine.model.program import ChannelName
from engine.values.duration import Unit
from engine.vocabulary.channels import enabled
from engine.vocabulary.literals import Clock, Length, Literal, Text
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.moments import duration
from engine.vocabulary.pick import first, following, the, words
from engine.vocabulary.reports import in_range, refuse
from engine.vocabulary.word import Reading, Widget, Word

LONGEST = 36_500


def read(values: tuple[Literal, ...], reading: Reading) -> Step | None:
    """The step; its class is that of the rule's `class` line."""
    channel = following(values, "send", Spoken)
    length, at = first(values, Length), following(values, "at", Clock)
    if channel is None or not enabled(channel, reading):
        return None
    if length and in_range(length, 0, LONGEST, reading, WORD.label) is None:
        return None
    if at and length and length.unit not in (Unit.DAY, Unit.MONTH):
        refuse(reading, "E0317", at)
        return None
    return Step(
        channel=ChannelName(channel.text),
        template=the(values, Text).value,
        origin=_origin(words(values)),
        wait=duration(length) if length else None,
        at=at.value if at else None,
    )


def _origin(said: tuple[str, ...]) -> StepFrom:
    if "event" not in said:
        return StepFrom.JOIN
    return StepFrom.BEFORE_EVENT if "before" in said else StepFrom.AFTER_EVENT


WORD = Word(
    label="step",
    read=read,
    doc={
        "en": "A message of the list: on join, some time later, at a clock time on a later day, or before or "
        "after the date of the event that was bought.",
        "ja": "リストのメッセージです。登録時(on join)、一定時間後、N日後の決まった時刻、購入したイベ"
        "ントの開催日の前後に送れます。",
    },
    example='step 3 days at 10:00 send email "how-to-use"',
    widget=Widget.TEMPLATE,
    repeats=True,
    requirements=(
        "S2.22",
        "D2.d",
    ),
)
