"""The page between payment and thanks: looked up, shown, bought, closed; and its end, told by a platform."""

from datetime import datetime

import strawberry

from engine.model.decision import Rejection
from engine.model.offer_instance import OfferFailure, OfferInstance, OfferState
from engine.service.accept_offer import accept_offer
from engine.service.decline_offer import decline_offer
from engine.service.find_offer import find_offer
from engine.service.settle_offer import settle_offer
from engine.service.show_offer import show_offer
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.offer_page import OfferPage, show_page
from graphql_api.offer_states import OfferFailureKind, OfferStateKind
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Money, money


@strawberry.type(name="Offer", description="An offer to one buyer, as it is now.")
class OfferType:
    """An offer."""

    state: OfferStateKind = strawberry.field(
        description="How far it has come. After a press ask again every two seconds until it is no longer CLICKED."
    )
    page: OfferPage = strawberry.field(description="What to show.")
    deadline: datetime | None = strawberry.field(
        description="When it can no longer be bought; set when the page is first shown, moved by nothing (J7)."
    )
    server_now: datetime = strawberry.field(
        description="The server's clock: count down from `deadline` minus this, not by the clock of the device."
    )
    quantity: int = strawberry.field(description="What was bought or is being bought; 0: nothing yet.")
    total: Money | None = strawberry.field(
        description="To be paid now for that quantity; null: nothing was bought yet."
    )
    failure: OfferFailureKind | None = strawberry.field(
        description="Why it came to nothing; nothing was charged, or it goes back (S4.2)."
    )
    ended_at: datetime | None = strawberry.field(description="When it ended; null: it has not.")


@strawberry.type(description="An offer, or why there is none.")
class OfferPayload:
    """The answer of `offer` and of what a buyer does with it."""

    offer: OfferType | None = strawberry.field(
        description="The offer as it is now, also with OFFER_CLOSED; null: there is none."
    )
    errors: list[UserError] = strawberry.field(description="Why not; empty when it was done.")


@strawberry.input(description="The page was rendered.")
class OfferShownInput:
    """Input of `offerShown`."""

    token: str = strawberry.field(description="What `orderRecord` gave.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a page is counted once anyway."
    )


@strawberry.input(description="The buy button was pressed.")
class OfferAcceptInput:
    """Input of `offerAccept`."""

    token: str = strawberry.field(description="What `orderRecord` gave.")
    quantity: int = strawberry.field(default=1, description="From `least` to `most` of the page (S4.55).")
    terms_version: str = strawberry.field(
        default="",
        description="`version` of the terms that the page showed; required where it has terms (J6).",
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="For repeats of one press; each press without it counts as a click, and buys once all the same.",
    )


@strawberry.input(description="The page was closed without buying.")
class OfferDeclineInput:
    """Input of `offerDecline`."""

    token: str = strawberry.field(description="What `orderRecord` gave.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; closing twice changes nothing anyway."
    )


@strawberry.input(description="What came of an accepted offer at the merchant's platform.")
class OfferSettleInput:
    """Input of `offerSettle`."""

    offer_id: strawberry.ID = strawberry.field(description="`offer` of the webhook `offer.accepted`.")
    failure: OfferFailureKind | None = strawberry.field(
        default=None, description="Why not; absent: it is paid, and the order or contract is changed."
    )
    detail: str = strawberry.field(default="", description="For staff, at most 500 characters.")
    reference: str = strawberry.field(default="", description="The platform's own number of the payment.")
    made_order_id: str = strawberry.field(
        default="",
        description="Id of the contract's first order, where one takes the place of the order; absent: one of ours.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; an offer ends once anyway."
    )


@strawberry.type(description="How an accepted offer has ended.")
class OfferSettlePayload:
    """The answer of `offerSettle`."""

    state: OfferStateKind | None = strawberry.field(
        description="SUCCEEDED or FAILED; null when `errors` says why nothing was stored."
    )
    failure: OfferFailureKind | None = strawberry.field(
        description="ORDER_CHANGED may come instead of a success: give back what was taken."
    )
    made_order_id: str | None = strawberry.field(
        description="The order that took the place of the first one."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was stored.")


@strawberry.type
class OfferQueries:
    """Queries about offers."""

    @query_field(
        Right.QUOTE,
        (
            "The page to show between payment and thanks, as often as it is loaded (S4.1). Asking counts"
            " nothing: `offerShown` does. Publishable or secret token."
        ),
    )
    async def offer(self, info: Info, token: str) -> OfferPayload:
        """Look an offer up."""
        return _payload(info, await find_offer(info.context.engine, info.context.shop, token))


@strawberry.type
class OfferMutations:
    """Mutations about offers."""

    @mutation_field(
        Right.QUOTE,
        (
            "The page stands on the screen: counts one impression and starts its time, once (S4.39, S4.65)."
            " Publishable or secret token."
        ),
    )
    async def offer_shown(self, info: Info, input: OfferShownInput) -> OfferPayload:  # noqa: A002 - the API's convention
        """Take the render beacon."""
        context = info.context
        return _payload(
            info, await show_offer(context.engine, context.shop, input.token, actor=context.caller.actor)
        )

    @mutation_field(
        Right.QUOTE,
        (
            "Buy what is offered, on the payment of the order and without asking for a card again (S4.3, S4.62)."
            " Pressed twice it is one order and two clicks. Publishable or secret token."
        ),
    )
    async def offer_accept(self, info: Info, input: OfferAcceptInput) -> OfferPayload:  # noqa: A002
        """Take a press."""
        context = info.context
        key = receipt("offerAccept", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await accept_offer(
            context.engine,
            context.shop,
            input.token,
            input.quantity,
            terms=input.terms_version,
            actor=context.caller.actor,
            receipt=key,
        )
        if not isinstance(outcome, Rejection):
            return _payload(info, outcome)
        refused = _payload(info, outcome)
        found = await find_offer(context.engine, context.shop, input.token)
        if not isinstance(found, Rejection):
            refused.offer = _shown(info, found)
        return refused

    @mutation_field(
        Right.QUOTE, "Close the page without buying; the order stands. Publishable or secret token."
    )
    async def offer_decline(self, info: Info, input: OfferDeclineInput) -> OfferPayload:  # noqa: A002
        """Take a close."""
        context = info.context
        return _payload(
            info, await decline_offer(context.engine, context.shop, input.token, actor=context.caller.actor)
        )

    @mutation_field(
        Right.ORDERS,
        (
            "Tell what came of an accepted offer, in answer to the webhook `offer.accepted` (S4.13-S4.16)."
            " Needs a secret token."
        ),
    )
    async def offer_settle(self, info: Info, input: OfferSettleInput) -> OfferSettlePayload:  # noqa: A002
        """Take the answer of a platform."""
        context = info.context
        outcome = await settle_offer(
            context.engine,
            context.shop,
            input.offer_id,
            None if input.failure is None else OfferFailure(input.failure.value),
            detail=input.detail,
            reference=input.reference,
            made_order=input.made_order_id,
            actor=context.caller.actor,
            receipt=receipt("offerSettle", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        if isinstance(outcome, Rejection):
            errors = rejected(outcome, context.language)
            return OfferSettlePayload(state=None, failure=None, made_order_id=None, errors=errors)
        progress = outcome.progress
        return OfferSettlePayload(
            state=OfferStateKind(progress.state.value),
            failure=_failure(progress.failure),
            made_order_id=progress.made_order or None,
            errors=[],
        )


def _payload(info: Info, outcome: OfferInstance | Rejection) -> OfferPayload:
    if isinstance(outcome, Rejection):
        return OfferPayload(offer=None, errors=rejected(outcome, info.context.language))
    return OfferPayload(offer=_shown(info, outcome), errors=[])


def _shown(info: Info, offer: OfferInstance) -> OfferType:
    """What the browser of the buyer may know; no id, no name, no reason of the shop's inner life."""
    progress, now = offer.progress, info.context.engine.clock.now()
    bought = progress.quantity
    return OfferType(
        state=OfferStateKind(_state(offer, now).value),
        page=show_page(offer),
        deadline=progress.deadline,
        server_now=now,
        quantity=bought,
        total=money(offer.first * bought, offer.currency) if bought else None,
        failure=_failure(progress.failure),
        ended_at=progress.ended_at,
    )


def _state(offer: OfferInstance, now: datetime) -> OfferState:
    """The state by the clock: between the deadline and the timer that writes it down, a page is over too (V17)."""
    progress = offer.progress
    if progress.state is OfferState.SHOWN and progress.deadline is not None and now >= progress.deadline:
        return OfferState.EXPIRED
    if progress.state is OfferState.DECIDED and now >= offer.show_until:
        return OfferState.MISSED
    return progress.state


def _failure(failure: OfferFailure | None) -> OfferFailureKind | None:
    return None if failure is None else OfferFailureKind(failure.value)
