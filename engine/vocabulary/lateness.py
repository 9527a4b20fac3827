"""The `late` and `max late` lines together."""

from engine.model.messages import Lateness
from engine.values.duration import Duration
from engine.vocabulary.word import Settings


def lateness(settings: Settings) -> Lateness:
    """What happens to late messages; with `max late` alone they go as late as that."""
    send = settings.one("late", bool)
    return Lateness(send=True if send is None else send, most=settings.one("max", Duration))
