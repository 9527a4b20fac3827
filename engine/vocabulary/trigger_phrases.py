"""What follows `when`, in whatever line it stands."""

from engine.model.diagnostic import Diagnostic
from engine.model.program import Trigger, TriggerKind
from engine.model.selector import ANY_PRODUCT
from engine.vocabulary.groups import ABANDONED, STARTS
from engine.vocabulary.literals import TriggerPhrase
from engine.vocabulary.reports import not_available, refuse
from engine.vocabulary.selections import selector
from engine.vocabulary.word import Reading


def kind_of(phrase: TriggerPhrase) -> TriggerKind:
    """The kind of trigger that its words name."""
    return TriggerKind("_".join(phrase.words))


def trigger(phrase: TriggerPhrase, reading: Reading) -> Trigger | None:
    """What stops something: anything but leaving again, or None after E0315."""
    if kind_of(phrase) in ABANDONED:
        said = {"what": " ".join(phrase.words)}
        reading.report(Diagnostic(code="E0315", span=phrase.span, label="leave", args=said))
        return None
    return _made(phrase)


def starting(phrase: TriggerPhrase, reading: Reading) -> Trigger | None:
    """What starts a rule of this kind, or None after E0308 (of a later version) or E0315 (never of this kind)."""
    known = STARTS.get(reading.place, frozenset())
    kind = kind_of(phrase)
    if kind in known:
        return _made(phrase)
    if known == frozenset({TriggerKind.ORDER_PAID}):
        not_available(reading, f"when {' '.join(phrase.words)}", phrase)
    else:
        said = "\n".join(sorted(one.value.replace("_", " ") for one in known))
        refuse(reading, "E0315", phrase, what=" ".join(phrase.words), kind=reading.place.value, known=said)
    return None


def _made(phrase: TriggerPhrase) -> Trigger:
    return Trigger(
        kind=kind_of(phrase),
        selector=selector(phrase.selection) if phrase.selection else ANY_PRODUCT,
        all_of=phrase.all_of,
        event=phrase.event.value if phrase.event else "",
    )
