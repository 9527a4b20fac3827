"""Codes during payment: one use is set aside for a cart, so that nobody else takes it meanwhile (B14)."""

from datetime import datetime

import strawberry

from engine.model.decision import Problem, Rejection
from engine.service.hold import hold_code, release_code
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque, own_id
from graphql_api.messages import message
from graphql_api.price import CodeRefusalReason, refusal_reason
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import CouponCode, Email
from graphql_api.storefront.cart import BuyerInput, buyer_request, visitor


@strawberry.input(description="A code to set aside.")
class CodeHoldInput:
    """Input of `codeHold`."""

    code: CouponCode = strawberry.field(description="The code as typed.")
    cart_token: str = strawberry.field(
        description="The storefront's id of the cart; the same cart renews its own hold."
    )
    email: Email | None = strawberry.field(
        default=None, description="The buyer's address, for codes that are bound to one (S1.7)."
    )
    external_id: str | None = strawberry.field(
        default=None, description="The shop's own customer id, for codes that are bound to a customer."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; holding again for the same cart is one hold anyway."
    )


@strawberry.type(description="One use of a code, set aside for a cart.")
class CodeHold:
    """A hold."""

    id: strawberry.ID | None = strawberry.field(
        description="Give it to `codeRelease`; null for a shared code, which needs no hold."
    )
    until: datetime = strawberry.field(description="When it is given back by itself, 15 minutes from now.")


@strawberry.type(description="A use set aside, or why not.")
class CodeHoldPayload:
    """The answer of `codeHold`."""

    hold: CodeHold | None = strawberry.field(description="The hold; null when `errors` says why not.")
    reason: CodeRefusalReason | None = strawberry.field(
        description="Why the code does not apply, when CODE_REFUSED."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was set aside; empty when it was.")


@strawberry.input(description="A hold to give back.")
class CodeReleaseInput:
    """Input of `codeRelease`."""

    hold_id: strawberry.ID = strawberry.field(description="The id that `codeHold` gave.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; giving back twice changes nothing anyway."
    )


@strawberry.type(description="Whether a hold was given back.")
class CodeReleasePayload:
    """The answer of `codeRelease`."""

    released: bool = strawberry.field(description="False when the hold was over already.")
    errors: list[UserError] = strawberry.field(description="Always empty: a hold that is over is no error.")


@strawberry.type
class CodeMutations:
    """Mutations about codes."""

    @mutation_field(
        Right.QUOTE,
        "Set one use of a code aside for a cart during payment, for 15 minutes. Publishable or secret token.",
    )
    async def code_hold(self, info: Info, input: CodeHoldInput) -> CodeHoldPayload:  # noqa: A002 - the API's convention
        """Hold a code."""
        context = info.context
        buyer = BuyerInput(email=input.email, external_id=input.external_id)
        outcome = await hold_code(
            context.engine,
            context.shop,
            input.code,
            cart_token=input.cart_token,
            buyer=buyer_request(buyer),
            visitor=visitor(info, buyer),
        )
        if isinstance(outcome, Rejection):
            return _refused(info, outcome)
        held = None if outcome.hold_id is None else strawberry.ID(opaque("Hold", outcome.hold_id))
        return CodeHoldPayload(hold=CodeHold(id=held, until=outcome.until), reason=None, errors=[])

    @mutation_field(Right.QUOTE, "Give a hold back before its time. Publishable or secret token.")
    async def code_release(self, info: Info, input: CodeReleaseInput) -> CodeReleasePayload:  # noqa: A002
        """Release a hold."""
        own = own_id("Hold", input.hold_id)
        released = own is not None and await release_code(info.context.engine, info.context.shop, own)
        return CodeReleasePayload(released=released, errors=[])


def _refused(info: Info, outcome: Rejection) -> CodeHoldPayload:
    """The refusal, with no more of the reason than this caller may know (SEC5)."""
    context = info.context
    errors = rejected(outcome, context.language)
    if outcome.problem not in (Problem.CODE_REFUSED, Problem.NO_USES_LEFT, Problem.NOT_FOUND):
        return CodeHoldPayload(hold=None, reason=None, errors=errors)
    told = dict(outcome.args).get(
        "reason", "used_up" if outcome.problem is Problem.NO_USES_LEFT else "unknown_code"
    )
    reason = refusal_reason(told, trusted=context.caller.trusted)
    refused = Rejection(problem=Problem.CODE_REFUSED, path=("code",))
    errors = rejected(refused, context.language)
    errors[0].message = message(reason.name, context.language)
    return CodeHoldPayload(hold=None, reason=reason, errors=errors)
