"""What one commit writes about lists, consent and delivery; part of a `Batch`."""

from dataclasses import dataclass, field
from typing import assert_never

from engine.model.list_effects import (
    AdvanceEnrolment,
    EndEnrolments,
    EnrolReader,
    ListEffect,
    NoteDelivery,
    RecordConsent,
    SuppressAddress,
)


@dataclass(slots=True, kw_only=True)
class ListBatch:
    """Effects by kind, in the order of the decision."""

    consents: list[RecordConsent] = field(default_factory=list)
    suppressed: list[SuppressAddress] = field(default_factory=list)
    delivered: list[NoteDelivery] = field(default_factory=list)
    joined: list[EnrolReader] = field(default_factory=list)
    left: list[EndEnrolments] = field(default_factory=list)
    advanced: list[AdvanceEnrolment] = field(default_factory=list)

    def add(self, effect: ListEffect) -> None:
        """Sort one effect in."""
        match effect:
            case RecordConsent():
                self.consents.append(effect)
            case SuppressAddress():
                self.suppressed.append(effect)
            case NoteDelivery():
                self.delivered.append(effect)
            case EnrolReader():
                self.joined.append(effect)
            case EndEnrolments():
                self.left.append(effect)
            case AdvanceEnrolment():
                self.advanced.append(effect)
            case _:
                assert_never(effect)
