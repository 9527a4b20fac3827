"""Which channels a shop can send by."""

from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading


def enabled(channel: Spoken, reading: Reading) -> bool:
    """Whether messages can leave by `channel`; False after E0412."""
    match channel.text:
        case "email":
            return True
        case "sms" if reading.settings.sender_sms:
            return True
        case _:
            refuse(reading, "E0412", channel, channel=channel.text)
            return False
