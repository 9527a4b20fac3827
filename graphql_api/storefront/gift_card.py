"""Gift cards at the storefront: what is left, set aside during payment; and given and credited by the back end (S5)."""

from datetime import datetime

import strawberry

from engine.model.card_records import StoredCard
from engine.model.card_requests import CreditOutcome, PublicationOutcome
from engine.model.decision import Problem, Rejection
from engine.service import ask
from engine.service.card_codes import card_code, card_pin, masked_card
from engine.service.card_payment import card_balance, hold_card, release_card
from engine.service.credit_cards import credit_cards
from engine.service.publish_cards import publish_cards
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.gift_card_texts import GiftCardRefusal, refusal_of
from graphql_api.ids import opaque, own_id
from graphql_api.messages import message
from graphql_api.price import CodeRefusalReason, refusal_reason
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Amount, CouponCode, Email, Money, money
from graphql_api.storefront.cart import BuyerInput, buyer_request, visitor
from graphql_api.storefront.gift_card_inputs import (
    CreditInput,
    PublicationInput,
    credit_request,
    publication_request,
)


@strawberry.type(name="GiftCardBalance", description="What can be spent of a gift card now.")
class GiftCardBalanceType:
    """A balance."""

    balance: Money = strawberry.field(description="What no other cart has set aside.")
    expires_at: datetime | None = strawberry.field(description="Exclusive end; null: no end (S5.16).")
    test: bool = strawberry.field(description="A sandbox card: it pays in test orders only.")


@strawberry.type(description="A balance, or why there is none to be told.")
class GiftCardBalancePayload:
    """The answer of `giftCardBalance`."""

    card: GiftCardBalanceType | None = strawberry.field(description="Null when `errors` says why not.")
    reason: CodeRefusalReason | None = strawberry.field(
        description="Why the card cannot pay, when CODE_REFUSED."
    )
    errors: list[UserError] = strawberry.field(description="Empty when the balance is told.")


@strawberry.input(description="A sum of a gift card to set aside.")
class GiftCardHoldInput:
    """Input of `giftCardHold`."""

    code: CouponCode = strawberry.field(description="The card's code as typed.")
    cart_token: str = strawberry.field(
        description="The storefront's id of the cart; the same cart replaces its own hold."
    )
    amount: Amount = strawberry.field(description="Minor units, as the quote's tender says.")
    buyer: BuyerInput | None = strawberry.field(
        default=None, description="Who pays, as in the cart and in `giftCardBalance` (S5.18)."
    )
    email: Email | None = strawberry.field(
        default=None, description="The buyer's address, for who sends no `buyer`."
    )
    external_id: str | None = strawberry.field(
        default=None, description="The shop's own customer id, for who sends no `buyer`."
    )
    pin: str | None = strawberry.field(default=None, description="The card's PIN as typed, if it has one.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; holding again for the same cart is one hold anyway."
    )


@strawberry.type(name="GiftCardHold", description="A sum of a gift card, set aside for a cart.")
class GiftCardHoldType:
    """A hold."""

    id: strawberry.ID = strawberry.field(description="Give it to `giftCardRelease`.")
    amount: Money = strawberry.field(description="What is set aside.")
    until: datetime = strawberry.field(description="When it is given back by itself, 15 minutes from now.")


@strawberry.type(description="A sum set aside, or why not.")
class GiftCardHoldPayload:
    """The answer of `giftCardHold`."""

    hold: GiftCardHoldType | None = strawberry.field(description="Null when `errors` says why not.")
    reason: CodeRefusalReason | None = strawberry.field(
        description="Why the card cannot pay, when CODE_REFUSED."
    )
    errors: list[UserError] = strawberry.field(description="Empty when the sum was set aside.")


@strawberry.input(description="A hold of a gift card to give back.")
class GiftCardReleaseInput:
    """Input of `giftCardRelease`."""

    hold_id: strawberry.ID = strawberry.field(description="The id that `giftCardHold` gave.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; giving back twice changes nothing anyway."
    )


@strawberry.type(description="Whether a hold was given back.")
class GiftCardReleasePayload:
    """The answer of `giftCardRelease`."""

    released: bool = strawberry.field(description="False when the hold was over already.")
    errors: list[UserError] = strawberry.field(description="Always empty: a hold that is over is no error.")


@strawberry.input(description="Cards of a campaign to give, up to 1,000 publications at once.")
class GiftCardsPublishInput:
    """Input of `giftCardsPublish`."""

    campaign: str = strawberry.field(description="The name of the giftcard rule.")
    publications: list[PublicationInput] = strawberry.field(
        description="1-1,000, each with an outcome of its own."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; source ids make repeats harmless without it, too (C23)."
    )


@strawberry.type(name="PublishedGiftCard", description="A card as its giver sees it.")
class PublishedCard:
    """A card with its code."""

    id: strawberry.ID = strawberry.field(description="Opaque id, the admin schema's too.")
    code: CouponCode | None = strawberry.field(
        description="The whole code as printed, to be sent to its owner; null: the key it was made with is gone."
    )
    masked_code: str = strawberry.field(description="The code with all but its last characters hidden.")
    pin: str | None = strawberry.field(
        description="Its PIN, to be sent to its owner apart from the code if you can; null: it has none."
    )
    balance: Money = strawberry.field(description="What it holds.")
    expires_at: datetime | None = strawberry.field(description="Exclusive end; null: no end.")


@strawberry.type(description="What became of one publication.")
class PublicationOutcomeType:
    """An outcome."""

    source_id: str = strawberry.field(description="The source id of the publication.")
    cards: list[PublishedCard] = strawberry.field(description="Its cards; none when it was refused.")
    repeated: bool = strawberry.field(description="True when these cards were given before.")
    refusal: GiftCardRefusal | None = strawberry.field(description="Why nothing was given; null when it was.")


@strawberry.type(description="What became of a request to give cards.")
class GiftCardsPublishPayload:
    """The answer of `giftCardsPublish`."""

    outcomes: list[PublicationOutcomeType] = strawberry.field(
        description="One per publication, in their order."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing at all was given; else empty.")


@strawberry.input(description="Balances to add, up to 1,000 at once.")
class GiftCardsCreditInput:
    """Input of `giftCardsCredit`."""

    credits: list[CreditInput] = strawberry.field(description="1-1,000, each with an outcome of its own.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="1-255 characters; keys of credits make repeats harmless without it, too (C23).",
    )


@strawberry.type(description="What became of one credit.")
class CreditOutcomeType:
    """An outcome."""

    key: str = strawberry.field(description="The key of the credit.")
    balance: Money | None = strawberry.field(description="What the card holds now; null when it was refused.")
    refusal: GiftCardRefusal | None = strawberry.field(description="Why nothing was added; null when it was.")


@strawberry.type(description="What became of a request to add balances.")
class GiftCardsCreditPayload:
    """The answer of `giftCardsCredit`."""

    outcomes: list[CreditOutcomeType] = strawberry.field(description="One per credit, in their order.")
    errors: list[UserError] = strawberry.field(description="Why nothing at all was added; else empty.")


@strawberry.type
class GiftCardQueries:
    """Queries about gift cards."""

    @query_field(
        Right.QUOTE,
        "What a gift card holds, for who may pay with it. Wrong codes count as guesses, and past a limit nobody gets an"
        " answer (SEC6). Publishable or secret token.",
    )
    async def gift_card_balance(
        self, info: Info, code: CouponCode, buyer: BuyerInput | None = None, pin: str | None = None
    ) -> GiftCardBalancePayload:
        """A balance."""
        context = info.context
        outcome = await card_balance(
            context.engine,
            context.shop,
            code,
            buyer=buyer_request(buyer),
            pin=pin or "",
            visitor=visitor(info, buyer),
        )
        if isinstance(outcome, Rejection):
            reason, errors = _refused(info, outcome)
            return GiftCardBalancePayload(card=None, reason=reason, errors=errors)
        currency = (await ask.settings(context.engine, context.shop)).currency
        card = GiftCardBalanceType(
            balance=money(outcome.usable, currency), expires_at=outcome.expires_at, test=outcome.test
        )
        return GiftCardBalancePayload(card=card, reason=None, errors=[])


@strawberry.type
class GiftCardMutations:
    """Mutations about gift cards."""

    @mutation_field(
        Right.QUOTE,
        "Set a sum of a gift card aside for a cart during payment, for 15 minutes. Publishable or secret token.",
    )
    async def gift_card_hold(self, info: Info, input: GiftCardHoldInput) -> GiftCardHoldPayload:  # noqa: A002
        """Hold a sum."""
        context = info.context
        buyer = input.buyer or BuyerInput(email=input.email, external_id=input.external_id)
        outcome = await hold_card(
            context.engine,
            context.shop,
            input.code,
            cart_token=input.cart_token,
            amount=input.amount,
            buyer=buyer_request(buyer),
            pin=input.pin or "",
            visitor=visitor(info, buyer),
        )
        if isinstance(outcome, Rejection):
            reason, errors = _refused(info, outcome)
            return GiftCardHoldPayload(hold=None, reason=reason, errors=errors)
        currency = (await ask.settings(context.engine, context.shop)).currency
        held = GiftCardHoldType(
            id=strawberry.ID(opaque("GiftCardHold", outcome.hold_id)),
            amount=money(outcome.amount, currency),
            until=outcome.until,
        )
        return GiftCardHoldPayload(hold=held, reason=None, errors=[])

    @mutation_field(
        Right.QUOTE, "Give a hold of a gift card back before its time. Publishable or secret token."
    )
    async def gift_card_release(self, info: Info, input: GiftCardReleaseInput) -> GiftCardReleasePayload:  # noqa: A002
        """Release a hold."""
        own = own_id("GiftCardHold", input.hold_id)
        released = own is not None and await release_card(info.context.engine, info.context.shop, own)
        return GiftCardReleasePayload(released=released, errors=[])

    @mutation_field(
        Right.ORDERS,
        "Give gift cards of a campaign to customers, with balances if you like; once per source id (S5.20-24, D5.b)."
        " Needs a secret token.",
    )
    async def gift_cards_publish(
        self,
        info: Info,
        input: GiftCardsPublishInput,  # noqa: A002
    ) -> GiftCardsPublishPayload:
        """Publish cards."""
        context = info.context
        key = receipt("giftCardsPublish", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await publish_cards(
            context.engine,
            context.shop,
            input.campaign,
            [publication_request(one) for one in input.publications],
            actor=context.caller.actor,
            receipt=key,
        )
        if isinstance(outcome, Rejection):
            return GiftCardsPublishPayload(outcomes=[], errors=rejected(outcome, context.language))
        currency = (await ask.settings(context.engine, context.shop)).currency
        return GiftCardsPublishPayload(
            outcomes=[_published(info, one, currency) for one in outcome], errors=[]
        )

    @mutation_field(
        Right.ORDERS, "Add balances to gift cards, once per key for ever (S5.24, I26). Needs a secret token."
    )
    async def gift_cards_credit(self, info: Info, input: GiftCardsCreditInput) -> GiftCardsCreditPayload:  # noqa: A002
        """Credit cards."""
        context = info.context
        key = receipt("giftCardsCredit", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await credit_cards(
            context.engine,
            context.shop,
            [credit_request(one) for one in input.credits],
            actor=context.caller.actor,
            receipt=key,
        )
        if isinstance(outcome, Rejection):
            return GiftCardsCreditPayload(outcomes=[], errors=rejected(outcome, context.language))
        currency = (await ask.settings(context.engine, context.shop)).currency
        return GiftCardsCreditPayload(outcomes=[_credited(info, one, currency) for one in outcome], errors=[])


def _refused(info: Info, outcome: Rejection) -> tuple[CodeRefusalReason | None, list[UserError]]:
    """The refusal, with no more of the reason than this caller may know (SEC5)."""
    context = info.context
    errors = rejected(outcome, context.language)
    if outcome.problem is not Problem.CODE_REFUSED:
        return None, errors
    reason = refusal_reason(dict(outcome.args)["reason"], trusted=context.caller.trusted)
    errors[0].message = message(reason.name, context.language)
    return reason, errors


def _published(info: Info, outcome: PublicationOutcome, currency: str) -> PublicationOutcomeType:
    return PublicationOutcomeType(
        source_id=outcome.source_id,
        cards=[_card(info, card, currency) for card in outcome.cards],
        repeated=outcome.repeated,
        refusal=refusal_of(outcome.refused, info.context.language),
    )


def _card(info: Info, card: StoredCard, currency: str) -> PublishedCard:
    try:
        code: str | None = card_code(info.context.engine, info.context.shop, card)
        pin = card_pin(info.context.engine, info.context.shop, card)
    except KeyError:
        code, pin = None, ""
    return PublishedCard(
        id=strawberry.ID(opaque("GiftCard", card.fact.id)),
        code=None if code is None else CouponCode(code),
        masked_code=masked_card(card),
        pin=pin or None,
        balance=money(card.fact.balance, currency),
        expires_at=card.fact.expires_at,
    )


def _credited(info: Info, outcome: CreditOutcome, currency: str) -> CreditOutcomeType:
    card = outcome.card
    return CreditOutcomeType(
        key=outcome.key,
        balance=None if card is None else money(card.fact.balance, currency),
        refusal=refusal_of(outcome.refused, info.context.language),
    )
