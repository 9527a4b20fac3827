"""`sender email "shop@example.jp"`: who messages come from."""

import re

from engine.vocabulary.literals import Literal, Text
from engine.vocabulary.pick import the, words
from engine.vocabulary.reports import refuse
from engine.vocabulary.settings import Sender
from engine.vocabulary.word import Reading, Widget, Word

_ADDRESS = re.compile(r"[^@\s<>\r\n]+@[^@\s<>\r\n]+\.[^@\s<>\r\n]+|[^<>\r\n]*<[^@\s<>\r\n]+@[^@\s<>\r\n]+>")


def read(values: tuple[Literal, ...], reading: Reading) -> Sender | None:
    """The sender of a channel."""
    channel, written = words(values)[0], the(values, Text)
    if channel not in ("email", "sms"):
        refuse(reading, "E0412", values[0], channel=channel)
        return None
    if (channel == "email" and not _ADDRESS.fullmatch(written.value)) or not written.value.strip():
        refuse(reading, "E0413", written, written=written.value)
        return None
    return Sender(channel=channel, address=written.value)


WORD = Word(
    label="sender",
    read=read,
    doc={
        "en": "Who messages come from: an e-mail address (`Shop <shop@example.jp>` is fine), or the name shown on SMS.",
        "ja": "メッセージの差出人です。メールはアドレス(`店名 <shop@example.jp>` も可)、SMS は表示名を書きます。",
    },
    example='sender email "shop@example.jp"',
    widget=Widget.TEXT,
    repeats=True,
)
