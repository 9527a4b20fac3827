"""What the core asks to know about lists; part of the closed union `Need`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentNeed:
    """An enrolment by its id."""

    enrolment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentsNeed:
    """The next `limit` active enrolments on `lists` after the id `after`, by id."""

    lists: tuple[str, ...]
    after: str
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositionNeed:
    """A message to a list by its id."""

    composition_id: str


ListNeed = EnrolmentNeed | EnrolmentsNeed | CompositionNeed
