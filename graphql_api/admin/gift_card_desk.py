"""What staff do with gift cards: give, credit, show a code, switch, pay out, correct (S5.20, S5.24, S5.37, S5.43)."""

import strawberry

from engine.model.card_records import CashOut, StoredCard
from engine.model.card_requests import CashOutRequest
from engine.model.decision import Problem, Rejection
from engine.service import ask_cards
from engine.service.card_desk import confirm_cash_out, reveal_card, switch_card
from engine.service.money_by_hand import credit_by_hand, pay_out_by_hand, why_not_alone
from engine.service.publish_cards import publish_cards
from engine.service.renew_pin import renew_pin
from engine.service.reverse_credit import reverse_credit
from graphql_api.admin.gift_card import CashOutReasonKind, GiftCardType, show_gift_card
from graphql_api.context import Info
from graphql_api.errors import UserError, user_error
from graphql_api.gift_card_texts import GiftCardRefusal, card_rejected, refusal_of
from graphql_api.ids import own_id
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field
from graphql_api.scalars import Amount, CouponCode
from graphql_api.storefront.gift_card_inputs import (
    CreditInput,
    PublicationInput,
    credit_request,
    publication_request,
)

KEY = "1-255 characters, new for each intention; a repeat gives the first answer (C23)."


@strawberry.input(description="Cards for one customer.")
class GiftCardPublishInput:
    """Input of `giftCardPublish`."""

    campaign: str = strawberry.field(description="The name of the giftcard rule.")
    publication: PublicationInput = strawberry.field(description="For whom, how many, with what.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="Cards that were given, or why not.")
class GiftCardPublishPayload:
    """The answer of `giftCardPublish`."""

    cards: list[GiftCardType] = strawberry.field(description="The cards; none when they were refused.")
    repeated: bool = strawberry.field(description="True when they were given before.")
    refusal: GiftCardRefusal | None = strawberry.field(description="Why nothing was given; null when it was.")
    errors: list[UserError] = strawberry.field(description="What is wrong with the request; else empty.")


@strawberry.input(description="A balance to add to a card.")
class GiftCardCreditInput:
    """Input of `giftCardCredit`."""

    credit: CreditInput = strawberry.field(
        description="To which card, how much; its key counts once for ever."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="A card after a change, or why it was not changed.")
class GiftCardPayload:
    """The answer of what changes a card."""

    card: GiftCardType | None = strawberry.field(
        description="The card as it stands; null when there is none."
    )
    refusal: GiftCardRefusal | None = strawberry.field(description="Why nothing was added; null otherwise.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="A card whose code is to be shown.")
class GiftCardRevealInput:
    """Input of `giftCardReveal`."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; each showing is audited."
    )


@strawberry.type(description="A full code.")
class GiftCardRevealPayload:
    """The answer of `giftCardReveal`."""

    code: CouponCode | None = strawberry.field(description="As printed; null when `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why it is not shown; empty when it is.")


@strawberry.input(description="A card to switch on or off.")
class GiftCardSwitchInput:
    """Input of `giftCardActivate` and `giftCardDeactivate`."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A card that gets a new PIN.")
class GiftCardPinResetInput:
    """Input of `giftCardPinReset`."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    reason: str = strawberry.field(description="Why, for the audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type(description="A new PIN, or why there is none.")
class GiftCardPinResetPayload:
    """The answer of `giftCardPinReset`."""

    pin: str | None = strawberry.field(
        description="The new PIN, shown here only: tell it to the card's owner. Null when `errors` says why not."
    )
    errors: list[UserError] = strawberry.field(description="Why there is no new one; empty when there is.")


@strawberry.input(description="A card to pay out.")
class GiftCardCashOutInput:
    """Input of `giftCardCashOut`."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    reason: CashOutReasonKind = strawberry.field(description="Why the law allows it (J11).")  # type: ignore[valid-type]
    note: str = strawberry.field(default="", description="What was said, for the audit trail.")
    expected: Amount | None = strawberry.field(
        default=None, description="Minor units that the customer was told; another balance is refused (D5.c)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A pay-out that was made.")
class GiftCardCashOutConfirmInput:
    """Input of `giftCardCashOutConfirm`."""

    card_id: strawberry.ID = strawberry.field(description="The card that was paid out.")
    reference: str = strawberry.field(description="Of the payment, as the payment service names it.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A credit that was a mistake.")
class GiftCardCreditReverseInput:
    """Input of `giftCardCreditReverse`."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    transfer_id: strawberry.ID = strawberry.field(description="The credit, of the card's ledger.")
    reason: str = strawberry.field(description="Why, for ledger and audit trail; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type
class GiftCardDeskMutations:
    """Mutations about gift cards."""

    @mutation_field(
        Right.COUPONS, "Give cards of a campaign to a customer, once per source id (S5.20, D5.b)."
    )
    async def gift_card_publish(self, info: Info, input: GiftCardPublishInput) -> GiftCardPublishPayload:  # noqa: A002
        """Publish cards."""
        context = info.context
        key = receipt("giftCardPublish", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        asked, actor = publication_request(input.publication), context.caller.actor
        over = await why_not_alone(context.engine, context.shop, input.campaign, asked, actor)
        found = over or await publish_cards(
            context.engine, context.shop, input.campaign, [asked], actor=actor, receipt=key
        )
        if isinstance(found, Rejection):
            errors = card_rejected(found, context.language)
            return GiftCardPublishPayload(cards=[], repeated=False, refusal=None, errors=errors)
        [outcome] = found
        currency = (await context.loaders.shop_settings()).currency
        return GiftCardPublishPayload(
            cards=[show_gift_card(card, currency) for card in outcome.cards],
            repeated=outcome.repeated,
            refusal=refusal_of(outcome.refused, context.language),
            errors=[],
        )

    @mutation_field(
        Right.COUPONS,
        "Add a balance to a card, once per key for ever (S5.24, I26). APPROVAL_REQUIRED: more than your role may add"
        " alone, it was asked for.",
    )
    async def gift_card_credit(self, info: Info, input: GiftCardCreditInput) -> GiftCardPayload:  # noqa: A002
        """Credit a card."""
        context = info.context
        key = receipt("giftCardCredit", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await credit_by_hand(
            context.engine,
            context.shop,
            credit_request(input.credit),
            actor=context.caller.actor,
            receipt=key,
        )
        if isinstance(outcome, Rejection):
            return GiftCardPayload(card=None, refusal=None, errors=card_rejected(outcome, context.language))
        refusal = refusal_of(outcome.refused, context.language)
        return GiftCardPayload(card=await _shown(info, outcome.card), refusal=refusal, errors=[])

    @mutation_field(Right.REVEAL, "Show a card's code; who looked is written into the audit trail (SEC4).")
    async def gift_card_reveal(self, info: Info, input: GiftCardRevealInput) -> GiftCardRevealPayload:  # noqa: A002
        """Reveal a code."""
        context, own = info.context, _own(input.card_id)
        outcome = await reveal_card(context.engine, context.shop, own, actor=context.caller.actor)
        if isinstance(outcome, Rejection):
            return GiftCardRevealPayload(code=None, errors=card_rejected(outcome, context.language))
        return GiftCardRevealPayload(code=CouponCode(outcome), errors=[])

    @mutation_field(
        Right.MONEY,
        "Give a card a new PIN, in place of one that was lost or locked by wrong tries; who did is in the audit trail.",
    )
    async def gift_card_pin_reset(self, info: Info, input: GiftCardPinResetInput) -> GiftCardPinResetPayload:  # noqa: A002
        """Reset a PIN."""
        context = info.context
        key = receipt("giftCardPinReset", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await renew_pin(
            context.engine,
            context.shop,
            _own(input.card_id),
            reason=input.reason,
            actor=context.caller.actor,
            receipt=key,
        )
        if isinstance(outcome, Rejection):
            return GiftCardPinResetPayload(pin=None, errors=card_rejected(outcome, context.language))
        return GiftCardPinResetPayload(pin=outcome, errors=[])

    @mutation_field(Right.COUPONS, "Switch a card on again (S5.37).")
    async def gift_card_activate(self, info: Info, input: GiftCardSwitchInput) -> GiftCardPayload:  # noqa: A002
        """Activate a card."""
        return await _switch(info, input, enabled=True)

    @mutation_field(
        Right.COUPONS, "Switch a card off: it pays nothing until it is switched on again (S5.37)."
    )
    async def gift_card_deactivate(self, info: Info, input: GiftCardSwitchInput) -> GiftCardPayload:  # noqa: A002
        """Deactivate a card."""
        return await _switch(info, input, enabled=False)

    @mutation_field(
        Right.MONEY,
        "Make a card void and ask for its paid balance to be paid out, in one transaction: a payment that came first"
        " wins (S5.43, V21). The shop then pays, and says so with `giftCardCashOutConfirm`. APPROVAL_REQUIRED: more"
        " than your role may pay out alone, it was asked for.",
    )
    async def gift_card_cash_out(self, info: Info, input: GiftCardCashOutInput) -> GiftCardPayload:  # noqa: A002
        """Cash a card out."""
        context = info.context
        asked = CashOutRequest(
            card_id=_own(input.card_id), reason=input.reason, note=input.note, expected=input.expected
        )
        key = receipt("giftCardCashOut", {**vars(input), "idempotency_key": None}, input.idempotency_key)
        outcome = await pay_out_by_hand(
            context.engine, context.shop, asked, actor=context.caller.actor, receipt=key
        )
        return await _after(info, input.card_id, outcome)

    @mutation_field(Right.MONEY, "Say that a pay-out was made.")
    async def gift_card_cash_out_confirm(
        self,
        info: Info,
        input: GiftCardCashOutConfirmInput,  # noqa: A002
    ) -> GiftCardPayload:
        """Confirm a pay-out."""
        context = info.context
        key = receipt(
            "giftCardCashOutConfirm", {**vars(input), "idempotency_key": None}, input.idempotency_key
        )
        outcome = await confirm_cash_out(
            context.engine,
            context.shop,
            _own(input.card_id),
            reference=input.reference,
            actor=context.caller.actor,
            receipt=key,
        )
        return await _after(info, input.card_id, outcome)

    @mutation_field(
        Right.COUPONS, "Take what is left of a mistaken credit off its card, by a transfer of its own (J12)."
    )
    async def gift_card_credit_reverse(
        self,
        info: Info,
        input: GiftCardCreditReverseInput,  # noqa: A002
    ) -> GiftCardPayload:
        """Reverse a credit."""
        context = info.context
        key = receipt(
            "giftCardCreditReverse", {**vars(input), "idempotency_key": None}, input.idempotency_key
        )
        outcome = await reverse_credit(
            context.engine,
            context.shop,
            _own(input.card_id),
            own_id("LedgerTransfer", input.transfer_id) or "none",
            reason=input.reason,
            actor=context.caller.actor,
            receipt=key,
        )
        return await _after(info, input.card_id, outcome)


async def _switch(info: Info, asked: GiftCardSwitchInput, *, enabled: bool) -> GiftCardPayload:
    context = info.context
    name = "giftCardActivate" if enabled else "giftCardDeactivate"
    key = receipt(name, {**vars(asked), "idempotency_key": None}, asked.idempotency_key)
    outcome = await switch_card(
        context.engine,
        context.shop,
        _own(asked.card_id),
        enabled=enabled,
        reason=asked.reason,
        actor=context.caller.actor,
        receipt=key,
    )
    return await _after(info, asked.card_id, outcome)


async def _after(
    info: Info, card_id: strawberry.ID, outcome: StoredCard | CashOut | Rejection
) -> GiftCardPayload:
    """The card as it stands now, and why nothing was done, if so."""
    found = await ask_cards.cards_by_id(info.context.engine, info.context.shop, [_own(card_id)])
    errors = card_rejected(outcome, info.context.language) if isinstance(outcome, Rejection) else []
    if not found and not errors:
        errors = [user_error(Problem.NOT_FOUND, info.context.language, ["cardId"])]
    return GiftCardPayload(card=await _shown(info, found[0] if found else None), refusal=None, errors=errors)


async def _shown(info: Info, card: StoredCard | None) -> GiftCardType | None:
    currency = (await info.context.loaders.shop_settings()).currency
    return None if card is None else show_gift_card(card, currency)


def _own(card_id: strawberry.ID) -> str:
    """The stored id; one that is none finds no card."""
    return own_id("GiftCard", card_id) or "none"
