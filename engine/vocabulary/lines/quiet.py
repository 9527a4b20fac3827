"""`quiet from 21:00 to 08:00`: hours in which nobody is disturbed."""

from engine.vocabulary.literals import Clock, Literal
from engine.vocabulary.pick import following, words
from engine.vocabulary.reports import refuse
from engine.vocabulary.settings import Quiet
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Quiet | None:
    """The hours, none for `none`; None after E0704 when they leave no time to send."""
    if words(values) == ("none",):
        return Quiet(since=None, until=None)
    since, until = following(values, "from", Clock), following(values, "to", Clock)
    if since is None or until is None or since.value == until.value:
        refuse(reading, "E0704", until, at=f"{until.value:%H:%M}" if until else "")
        return None
    return Quiet(since=since.value, until=until.value)


WORD = Word(
    label="quiet",
    read=read,
    doc={
        "en": "Hours in which no advertising and no SMS leaves; it waits until they are over. "
        "`quiet none` says that the shop wants none.",
        "ja": "広告メッセージと SMS を送らない時間帯です。終わるまで待ってから送ります。"
        "設けない場合は `quiet none` と書きます。",
    },
    example="quiet from 21:00 to 08:00",
    widget=Widget.MOMENT,
)
