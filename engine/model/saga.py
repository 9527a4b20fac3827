"""Work in several steps that reaches outside: an accepted offer, a renewal. Each step ends once, by an event."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SagaKind(StrEnum):
    """What a saga is about; its `subject` is the id of that thing."""

    OFFER = "offer"
    RENEWAL = "renewal"
    PAY_OUT = "pay_out"  # of the gift card that is its subject


class SagaStep(StrEnum):
    """What is to be done next. The forward steps come first, then those that undo."""

    CHARGE = "charge"  # the additional payment, or that of a delivery (S4.3, S4.62)
    CHANGE = "change"  # the shop changes its order or contract (S4.13-16)
    ANSWER = "answer"  # a merchant's platform has the change and says by `offerSettle` what came of it
    SWITCH = (
        "switch"  # the first purchase is cancelled and paid back, its contract being confirmed (S4.15, D4.h)
    )
    PAY = "pay"  # whoever pays is told to pay a gift card out (S5.43)
    UNDO = "undo"  # the offer has failed: what may have been taken goes back, what may have been changed is withdrawn
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class SagaState:
    """Where a saga stands, as decisions see it."""

    id: str
    kind: SagaKind
    subject: str
    step: SagaStep
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSaga:
    """A claimed saga. `attempt` counts the claims of this step and fences: only the newest may write (I4)."""

    shop: str
    state: SagaState
    attempt: int
    began_at: datetime  # the present step
    next_at: datetime | None  # when it may be claimed (again); None: over


@dataclass(frozen=True, slots=True, kw_only=True)
class SagaNeed:
    """A saga by its id."""

    saga_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SagaStepEnded:
    """A step that decides nothing by itself is done; the next one is due at `due`.

    `id` is the same for every attempt of the step, so it ends once (I10). `by_hand`: a person says so, with a reason.
    """

    id: str
    at: datetime
    saga_id: str
    step: SagaStep
    following: SagaStep
    due: datetime
    reason: str = ""
    by_hand: bool = False


def offer_saga(offer_id: str) -> str:
    """The id of the one saga of an offer (D4.i)."""
    return f"offer:{offer_id}"


def pay_out_saga(card_id: str) -> str:
    """The id of the one saga that hands the pay-out of a gift card over (V21)."""
    return f"payout:{card_id}"


def renewal_saga(contract_id: str, number: int, refused: int) -> str:
    """The id of the saga that collects for order `number` of a contract, after `refused` payments were refused."""
    return f"renewal:{number}.{refused}:{contract_id}"
