"""Messages that no rule asks for: answers to what somebody did about their consent. They are essential."""

from enum import StrEnum

NOTICE = "notice:"
"""Before the name of a notice, where other messages name their template."""


class Notice(StrEnum):
    """What a notice says."""

    OPTED_OUT = "opted-out"  # an SMS that stopped advertising is answered once
    AGREE_AGAIN = "agree-again"  # START alone is no consent: it has no wording (J1)
    HELP = "help"
    CONFIRM = "confirm-consent"  # the second half of a double opt-in
    CONFIRM_AGAIN = "confirm-consent-again"


ASKING = (Notice.CONFIRM, Notice.CONFIRM_AGAIN)


def notice_of(template: str) -> tuple[Notice, str] | None:
    """Which notice a message is, and the entry that it is about; None for the message of a rule."""
    if not template.startswith(NOTICE):
        return None
    which, _, about = template.removeprefix(NOTICE).partition(":")
    return Notice(which), about


def asks_consent(template: str) -> bool:
    """Whether the message asks to confirm a consent; it has no sense once that was done."""
    told = notice_of(template)
    return told is not None and told[0] in ASKING
