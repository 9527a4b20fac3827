"""What a decision asks of sagas."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.saga import SagaKind, SagaStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSaga:
    """Begin a saga, due at once; one with the same id conflicts (D4.i)."""

    saga_id: str
    kind: SagaKind
    subject: str
    step: SagaStep
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSaga:
    """Go on from the step `after` to `step`, which is due at `due`; a saga at any other step conflicts."""

    saga_id: str
    after: SagaStep
    step: SagaStep
    at: datetime
    due: datetime
    reason: str = ""
