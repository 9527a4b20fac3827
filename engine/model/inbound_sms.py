"""SMS that people send to the shop's number: words that stop, ask for messages again, or ask who this is (J4)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from engine.values.identity import normal_phone


class SmsWord(StrEnum):
    """What an SMS asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundSms:
    """An SMS as its gateway hands it over; `answered`: the gateway has replied to this word by itself."""

    id: str  # the gateway's own: the same at every delivery of the same SMS
    sender: str  # as the gateway writes it
    text: str
    answered: bool = False

    @property
    def phone(self) -> str | None:
        """The number that it came from; many gateways write it without the plus (`819012345678`)."""
        return normal_phone(self.sender) or normal_phone(f"+{self.sender.strip()}")


_LATIN = {
    SmsWord.STOP: (
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "opt out",
        "opt-out",
    ),
    SmsWord.START: ("start", "unstop"),
    SmsWord.HELP: ("help", "info"),
}
_OPENING = ("stop", "unsubscribe")
"""Words that mean it whatever follows: `STOP please`."""

_JAPANESE = {
    SmsWord.STOP: (
        "配信停止",
        "停止",
        "配信解除",
        "解除",
        "配信不要",
        "退会",
        "ストップ",
        "配信を停止",
        "配信を止め",
    ),
    SmsWord.START: ("配信再開", "再開"),
    SmsWord.HELP: ("ヘルプ", "問い合わせ", "問合せ", "お問い合わせ"),
}
_LONGEST_JAPANESE = 15
"""`停止してください` asks to stop; a longer text that only begins so may be about anything."""


def word_of(text: str) -> SmsWord | None:
    """What the text of an SMS asks for, whatever its width, case, spaces and full stops; None: something else."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip(" \t\r\n.,!?。、！？「」\"'")
    words = " ".join(folded.split())
    for word, said in _LATIN.items():
        if words in said or (word is SmsWord.STOP and words.partition(" ")[0] in _OPENING):
            return word
    for word, said in _JAPANESE.items():
        if len(words) <= _LONGEST_JAPANESE and words.startswith(said):
            return word
    return None
