"""Whether a message may go to its address when it is handed over: consent, dead addresses, readers who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from engine.model.consent import Permission, SuppressionCause, permission_for
from engine.model.data_subject import PERSON_ERASED
from engine.model.program import MessageClass
from engine.model.reader import EnrolmentState
from engine.model.records import MessageState, StoredMessage

NO_CONSENT = "no_consent"
WITHDRAWN = "consent_withdrawn"
SUPPRESSED = "address_suppressed"
COMPLAINED = "complained"
LEFT_LIST = "left_list"
ANSWERED = "consent_answered"
CHANNEL_SUSPENDED = "channel_suspended"
"""As the reason of a message that is due: it waits for its channel."""

WAITS_FOR_CHANNEL = timedelta(days=1)
"""How long such a message waits until it is looked at again; a resumption makes it due at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is stored of the address and the reader of a message, as its handover sees it."""

    message_class: MessageClass
    test: bool
    whole: Permission | None = None
    own: Permission | None = None
    suppressed: SuppressionCause | None = None
    enrolment: EnrolmentState | None = None
    channel_suspended: bool = False
    answered: bool = False  # what the message asks its receiver was answered
    erased: bool = False  # a pseudonym stands in the place of the address


def reason_to_withhold(  # noqa: PLR0911 - one line per reason
    standing: Standing,
) -> tuple[MessageState, str] | None:
    """The state and reason in which the message stays here; None when it may go (J1, J4, I6). DUE: it waits.

    A test message reaches nobody, so only its list is looked at.
    """
    if standing.erased:
        return MessageState.CANCELLED, PERSON_ERASED
    if standing.enrolment not in (None, EnrolmentState.ACTIVE):
        return MessageState.CANCELLED, LEFT_LIST
    if standing.answered:
        return MessageState.CANCELLED, ANSWERED
    if standing.test:
        return None
    advertising = standing.message_class is MessageClass.ADVERTISING
    if standing.suppressed is SuppressionCause.COMPLAINT and advertising:
        return MessageState.SUPPRESSED, COMPLAINED
    if standing.suppressed not in (None, SuppressionCause.COMPLAINT):
        return MessageState.SUPPRESSED, f"{SUPPRESSED}: {standing.suppressed}"
    if advertising and consent_of(standing) is None:
        return (
            MessageState.SUPPRESSED,
            NO_CONSENT if standing.whole is None and standing.own is None else WITHDRAWN,
        )
    if standing.channel_suspended:
        return MessageState.DUE, CHANNEL_SUSPENDED
    return None


def kept_waiting(
    ended: tuple[MessageState, str] | None, withheld: tuple[MessageState, str] | None
) -> tuple[MessageState, str] | None:
    """What counts of both: while its channel waits, nothing is too late, for the clock may be why it waits (F21)."""
    late = ended is not None and ended[0] is MessageState.SKIPPED_LATE
    waits = withheld is not None and withheld[0] is MessageState.DUE
    return withheld if late and waits else ended or withheld


def answers(stands: Permission | None, message: StoredMessage) -> bool:
    """Whether the owner of the address has confirmed, or withdrawn since the message asked."""
    return stands is not None and (stands.given or stands.at >= message.created_at)


def newest_of(said: Iterable[Permission]) -> Permission | None:
    """What counts of what was said under the names of one rule: the newest, of two at once the withdrawal."""
    return max(said, key=lambda one: (one.at, not one.given), default=None)


def consent_of(standing: Standing) -> str | None:
    """The entry of the ledger that allows this advertising; essential messages need none."""
    if standing.test or standing.message_class is not MessageClass.ADVERTISING:
        return None
    allowed = permission_for(standing.whole, standing.own)
    return None if allowed is None else allowed.entry_id
