"""Payments and refunds that got no answer: looked at, tried again, settled by hand."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.saga import SagaKind, SagaStep
from engine.service.stuck_payments import StuckPayment, retry_payment, settle_payment, stuck_payments
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Money, money


@described(
    "What a payment is for.",
    OFFER="An offer after payment that was accepted.",
    RENEWAL="A later delivery of a subscription.",
    PAY_OUT="A gift card that is paid out; end it by `giftCardCashOutConfirm`.",
)
class StuckPaymentKind(StrEnum):
    """`model.saga.SagaKind`."""

    OFFER = "offer"
    RENEWAL = "renewal"
    PAY_OUT = "pay_out"


@described(
    "Which step got no answer.",
    CHARGE="Money is to be taken.",
    CHANGE="The shop is to change its order or contract.",
    ANSWER="The platform is to say what came of it.",
    SWITCH="What was paid for the first purchase goes back; the contract stands.",
    PAY="Whoever pays is to pay a gift card out.",
    UNDO="The offer has failed: what may have been taken goes back.",
    DONE="It is over.",
)
class StuckPaymentStep(StrEnum):
    """`model.saga.SagaStep`."""

    CHARGE = "charge"
    CHANGE = "change"
    ANSWER = "answer"
    SWITCH = "switch"
    PAY = "pay"
    UNDO = "undo"
    DONE = "done"


@strawberry.type(name="StuckPayment", description="A payment or refund that got no answer for an hour.")
class StuckPaymentType:
    """A stuck step."""

    id: str = strawberry.field(description="Its idempotency key begins with this.")
    kind: StuckPaymentKind = strawberry.field(description="What it is for.")
    step: StuckPaymentStep = strawberry.field(description="Which step.")
    order_id: str | None = strawberry.field(
        description="The shop's own id of the order on whose payment it is; null for a gift card."
    )
    card_id: strawberry.ID | None = strawberry.field(description="The gift card that is paid out; else null.")
    amount: Money = strawberry.field(description="What is to be collected or paid out, or goes back at most.")
    since: datetime = strawberry.field(description="When the step began.")
    tries: int = strawberry.field(description="How often it was tried.")
    next_try_at: datetime = strawberry.field(description="When it is tried again by itself.")
    reason: str = strawberry.field(description="What the gateway or platform said last.")
    by_hand: bool = strawberry.field(description="Whether `stuckPaymentSettle` can end it.")
    test: bool = strawberry.field(description="Of a sandbox order.")


@strawberry.input(description="A payment to try again now.")
class StuckPaymentRetryInput:
    """Input of `stuckPaymentRetry`."""

    id: str = strawberry.field(description="`id` of the stuck payment.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a step is tried under one key anyway."
    )


@strawberry.input(description="How a payment ended, as a person knows.")
class StuckPaymentSettleInput:
    """Input of `stuckPaymentSettle`."""

    id: str = strawberry.field(description="`id` of the stuck payment.")
    moved: bool = strawberry.field(
        description="RENEWAL: whether the delivery was collected for. OFFER: whether the money was given back by hand;"
        " false: nothing had been taken."
    )
    reason: str = strawberry.field(
        description="How you know, at most 500 characters; kept in the audit trail."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="1-255 characters, new for each intention; a repeat gives the first answer (C23).",
    )


@strawberry.type(description="What became of a stuck payment.")
class StuckPaymentPayload:
    """The answer of mutations about stuck payments."""

    done: bool = strawberry.field(description="Whether it was done.")
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")


@strawberry.type
class StuckPaymentQueries:
    """Queries about stuck payments."""

    @query_field(
        Right.READ, "Payments and refunds that got no answer for an hour, the longest first, 100 at most."
    )
    async def stuck_payments(self, info: Info) -> list[StuckPaymentType]:
        """Stuck steps."""
        found = await stuck_payments(info.context.engine, info.context.shop)
        return [_shown(one) for one in found]


@strawberry.type
class StuckPaymentMutations:
    """Mutations about stuck payments."""

    @mutation_field(Right.MONEY, "Try a stuck payment again now, under the same key: nothing moves twice.")
    async def stuck_payment_retry(self, info: Info, input: StuckPaymentRetryInput) -> StuckPaymentPayload:  # noqa: A002
        """Try again."""
        context = info.context
        done = await retry_payment(context.engine, context.shop, input.id, context.caller.actor)
        return StuckPaymentPayload(done=done, errors=[])

    @mutation_field(
        Right.MONEY,
        "End a stuck payment by a person's word, with the reason; the engine tries it no more.",
        confirmed=True,
    )
    async def stuck_payment_settle(self, info: Info, input: StuckPaymentSettleInput) -> StuckPaymentPayload:  # noqa: A002
        """Settle."""
        context = info.context
        key = receipt("stuckPaymentSettle", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await settle_payment(
            context.engine,
            context.shop,
            input.id,
            moved=input.moved,
            reason=input.reason,
            actor=context.caller.actor,
            receipt=key,
        )
        if isinstance(outcome, Rejection):
            return StuckPaymentPayload(done=False, errors=rejected(outcome, context.language))
        return StuckPaymentPayload(done=True, errors=[])


def _shown(one: StuckPayment) -> StuckPaymentType:
    saga = one.saga
    return StuckPaymentType(
        id=saga.state.id,
        kind=_KINDS[saga.state.kind],
        step=_STEPS[saga.state.step],
        order_id=one.order_id or None,
        card_id=strawberry.ID(opaque("GiftCard", one.card_id)) if one.card_id else None,
        amount=money(one.amount, one.currency),
        since=saga.began_at,
        tries=saga.attempt,
        next_try_at=saga.next_at or saga.began_at,
        reason=saga.state.reason,
        by_hand=one.by_hand,
        test=one.test,
    )


_KINDS = {kind: StuckPaymentKind(kind.value) for kind in SagaKind}
_STEPS = {step: StuckPaymentStep(step.value) for step in SagaStep}
