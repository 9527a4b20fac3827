"""What a decision asks of sagas."""

from dataclasses import dataclass
from datetime import datetime

from engine.model.saga import SagaKind, SagaStep, pay_out_saga


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSaga:
    """Begin a saga, due at once; one with the same id conflicts (D4.i)."""

    saga_id: str
    kind: SagaKind
    subject: str
    step: SagaStep
    at: datetime


def pay_out(card_id: str, at: datetime) -> StartSaga:
    """Begin to hand over the pay-out of a gift card."""
    saga_id = pay_out_saga(card_id)
    return StartSaga(saga_id=saga_id, kind=SagaKind.PAY_OUT, subject=card_id, step=SagaStep.PAY, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSaga:
    """Go on from the step `after` to `step`, which is due at `due`; a saga at any other step conflicts."""

    saga_id: str
    after: SagaStep
    step: SagaStep
    at: datetime
    due: datetime
    reason: str = ""
