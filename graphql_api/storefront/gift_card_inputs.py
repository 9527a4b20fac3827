"""Publications and credits as both schemas take them."""

from datetime import datetime

import strawberry

from engine.model.card_requests import CreditRequest, PublicationRequest
from engine.model.gift_card import Consideration
from graphql_api.enumeration import described
from graphql_api.ids import own_id
from graphql_api.scalars import Amount
from graphql_api.storefront.cart import BuyerInput, buyer_request

ConsiderationKind = described(
    "Whether money was paid for a balance; the law treats the two apart (J9).",
    PAID="Money was paid for it: a refund turned into a card counts so.",
    FREE="A present.",
)(Consideration)


@strawberry.input(description="A value kept with a card, to find and count it by (S5.25).")
class MetadataInput:
    """A name and a value."""

    name: str = strawberry.field(description="1-64 characters, such as booking_id (S5.26).")
    value: str = strawberry.field(description="1-320 characters.")


@strawberry.input(description="Cards for one customer (S5.20-23).")
class PublicationInput:
    """A publication."""

    source_id: str = strawberry.field(
        description="The shop's own id of the occasion, once per campaign: the same again gives the same cards (D5.b)."
    )
    buyer: BuyerInput | None = strawberry.field(
        default=None,
        description="Whose the cards are; kept as a customer (S5.19). Absent: anybody's, where the rule allows it.",
    )
    count: int = strawberry.field(default=1, description="How many cards, 1-100.")
    amount: Amount = strawberry.field(
        default=Amount(0),
        description="Minor units that each card holds at once, besides what the rule gives (S5.14-15).",
    )
    metadata: list[MetadataInput] = strawberry.field(
        default_factory=list, description="At most 20 values kept with each card (S5.25)."
    )
    notify: bool = strawberry.field(
        default=True,
        description="Whether the rule's messages leave; false: the shop sends the code itself (S5.22, S5.29-30).",
    )
    test: bool = strawberry.field(
        default=False, description="A sandbox card: pays in test orders only, and is in no figure."
    )


@strawberry.input(description="A balance to add to a card (S5.7, S5.24).")
class CreditInput:
    """A credit."""

    card_id: strawberry.ID = strawberry.field(description="The card.")
    key: str = strawberry.field(
        description="The shop's own id of the credit, once for ever: the same again adds nothing (I26)."
    )
    amount: Amount = strawberry.field(description="Minor units, more than 0.")
    consideration: ConsiderationKind | None = strawberry.field(  # type: ignore[valid-type]
        default=None, description="Absent: what the rule says."
    )
    expires_at: datetime | None = strawberry.field(
        default=None,
        description="When this credit ends, exclusive, before the card does; absent: with the card.",
    )
    note: str = strawberry.field(default="", description="A note for staff.")


def publication_request(asked: PublicationInput) -> PublicationRequest:
    """A publication as the use case takes it."""
    return PublicationRequest(
        source_id=asked.source_id,
        buyer=buyer_request(asked.buyer),
        count=asked.count,
        amount=asked.amount,
        metadata=tuple((one.name, one.value) for one in asked.metadata),
        notify=asked.notify,
        test=asked.test,
    )


def credit_request(asked: CreditInput) -> CreditRequest:
    """A credit as the use case takes it; an id that is none finds no card."""
    return CreditRequest(
        card_id=own_id("GiftCard", asked.card_id) or "none",
        key=asked.key,
        amount=asked.amount,
        consideration=asked.consideration,
        expires_at=asked.expires_at,
        note=asked.note,
    )
