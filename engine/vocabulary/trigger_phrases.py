"""What follows `when`, in whatever line it stands."""

from engine.model.diagnostic import Diagnostic
from engine.model.program import Trigger, TriggerKind
from engine.model.selector import ANY_PRODUCT
from engine.values.duration import Unit
from engine.vocabulary.groups import ENDINGS, PERSONAL, STARTS
from engine.vocabulary.literals import Length, TriggerPhrase
from engine.vocabulary.moments import duration
from engine.vocabulary.reports import refuse
from engine.vocabulary.selections import selector
from engine.vocabulary.word import Reading

LONGEST_WAIT = {TriggerKind.CUSTOMER_BIRTHDAY: 60, TriggerKind.CUSTOMER_INACTIVE: 1095}
"""Days before a birthday, and days (or months of 30) without an order, that make sense."""


def kind_of(phrase: TriggerPhrase) -> TriggerKind:
    """The kind of trigger that its words name: the first two of them, the others say how."""
    return TriggerKind("_".join(phrase.words[:2]))


def trigger(phrase: TriggerPhrase, reading: Reading) -> Trigger | None:
    """What stops something, or None after E0315 for what cannot."""
    if kind_of(phrase) not in ENDINGS:
        known = "\n".join(sorted(one.value.replace("_", " ") for one in ENDINGS))
        said = {"what": " ".join(phrase.words), "known": known}
        reading.report(Diagnostic(code="E0315", span=phrase.span, label="leave", args=said))
        return None
    return _made(phrase, reading)


def starting(phrase: TriggerPhrase, reading: Reading) -> Trigger | None:
    """What starts a rule of this kind, or None after E0315 (never of this kind) or E0311 (no such length of time)."""
    known = STARTS.get(reading.place, frozenset())
    if kind_of(phrase) in known:
        return _made(phrase, reading)
    said = "\n".join(sorted(one.value.replace("_", " ") for one in known))
    refuse(reading, "E0315", phrase, what=" ".join(phrase.words), kind=reading.place.value, known=said)
    return None


def _made(phrase: TriggerPhrase, reading: Reading) -> Trigger | None:
    kind = kind_of(phrase)
    if phrase.wait is not None and not _makes_sense(kind, phrase.wait, reading):
        return None
    if phrase.selection is not None and kind in PERSONAL:
        said = {"what": " ".join(phrase.words)}
        reading.report(Diagnostic(code="E0315", span=phrase.selection.span, label="products", args=said))
        return None
    return Trigger(
        kind=kind,
        selector=selector(phrase.selection) if phrase.selection else ANY_PRODUCT,
        all_of=phrase.all_of,
        event=phrase.event.value if phrase.event else "",
        wait=duration(phrase.wait) if phrase.wait else None,
        coupon=phrase.coupon.value if phrase.coupon else "",
        by_others="others" in phrase.words,
    )


def _makes_sense(kind: TriggerKind, wait: Length, reading: Reading) -> bool:
    """Whole days, or months without an order; E0311 says how many."""
    label, most = f"{kind.value.replace('_', ' ')}, days", LONGEST_WAIT[kind]
    written = duration(wait)
    units = {Unit.DAY, Unit.MONTH} if kind is TriggerKind.CUSTOMER_INACTIVE else {Unit.DAY}
    if written.unit in units and 1 <= written.exact.days <= most:
        return True
    refuse(reading, "E0311", wait, label=label, found=str(written), least="1", most=f"{most:,}")
    return False
