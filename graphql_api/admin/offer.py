"""Offers that were made: to which order, what was offered, and how each ended (S4.64-69)."""

from datetime import datetime

import strawberry

from engine.model.offer_instance import OfferInstance, OfferState
from engine.model.records import Page
from engine.service.offers import offer_by_id, offers
from graphql_api.admin.order import Buyer, show_buyer
from graphql_api.context import Info
from graphql_api.ids import opaque, own_id
from graphql_api.offer_states import BuyingKind, OfferFailureKind, OfferStateKind
from graphql_api.offer_texts import failure_text
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.rights import Right, query_field, relation_field
from graphql_api.scalars import Money, money


@strawberry.type(name="OfferInstance", description="An offer that was made to one buyer.")
class OfferInstanceType:
    """An offer."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    rule: str = strawberry.field(description="The rule that made it.")
    revision: int = strawberry.field(description="The rule revision that decided (I19).")
    order_id: str = strawberry.field(description="The order that it followed, by the shop's own id.")
    state: OfferStateKind = strawberry.field(description="How far it has come.")
    bought: BuyingKind = strawberry.field(description="How the trigger product was bought.")
    offered: BuyingKind = strawberry.field(description="How the offered product is sold.")
    sku: str = strawberry.field(description="The offered product.")
    product: str = strawberry.field(description="Its name at the decision.")
    plans: list[str] = strawberry.field(description="Plans of the contracts that it goes into.")
    first: Money = strawberry.field(description="To pay now for one piece, all contracts together.")
    renewal: Money | None = strawberry.field(
        description="For one piece in each later order; null: there is none."
    )
    decided_at: datetime = strawberry.field(description="When it was made, with its order.")
    shown_at: datetime | None = strawberry.field(description="When its page was first rendered.")
    deadline: datetime | None = strawberry.field(description="Until when it could be bought (J7).")
    clicked_at: datetime | None = strawberry.field(description="When the buy button was first pressed.")
    ended_at: datetime | None = strawberry.field(description="When it came to its end.")
    presses: int = strawberry.field(description="Presses of the buy button, repeated ones too (V19).")
    quantity: int = strawberry.field(description="Pieces that were asked for; 0: it was not pressed.")
    total: Money = strawberry.field(description="`first` for all of `quantity`.")
    failure: OfferFailureKind | None = strawberry.field(description="Why it came to nothing (S4.68).")
    failure_message: str = strawberry.field(
        description="That as a sentence in the language of Accept-Language."
    )
    detail: str = strawberry.field(description="What the gateway or the platform said.")
    reference: str = strawberry.field(description="Their own number of the payment.")
    made_order: str = strawberry.field(description="The order that took the place of the first one, if any.")
    test: bool = strawberry.field(description="Of a sandbox order (S1.38).")
    stored: strawberry.Private[OfferInstance]

    @relation_field("Whom it was made to.", Right.PII)
    def buyer(self) -> Buyer:
        """The buyer."""
        return show_buyer(self.stored.buyer)


@strawberry.input(description="Which offers.")
class OfferFilter:
    """A filter."""

    rule: str | None = strawberry.field(default=None, description="Made by this rule.")
    state: OfferStateKind | None = strawberry.field(default=None, description="That have come so far.")


def show_offer(offer: OfferInstance, info: Info) -> OfferInstanceType:
    """An offer as the schema shows it."""
    progress, currency = offer.progress, offer.currency
    failure = progress.failure
    return OfferInstanceType(
        id=strawberry.ID(opaque("OfferInstance", offer.id)),
        rule=offer.rule,
        revision=offer.revision,
        order_id=offer.order_id,
        state=OfferStateKind(progress.state.value),
        bought=BuyingKind(offer.bought.value),
        offered=BuyingKind(offer.offered.value),
        sku=offer.product.sku,
        product=offer.product.name,
        plans=[target.plan for target in offer.targets if target.plan],
        first=money(offer.first, currency),
        renewal=None if offer.renewal is None else money(offer.renewal, currency),
        decided_at=offer.decided_at,
        shown_at=progress.shown_at,
        deadline=progress.deadline,
        clicked_at=progress.clicked_at,
        ended_at=progress.ended_at,
        presses=progress.presses,
        quantity=progress.quantity,
        total=money(offer.first * progress.quantity, currency),
        failure=None if failure is None else OfferFailureKind(failure.value),
        failure_message="" if failure is None else failure_text(failure, info.context.language),
        detail=progress.detail,
        reference=progress.reference,
        made_order=progress.made_order,
        test=offer.test,
        stored=offer,
    )


@strawberry.type
class OfferQueries:
    """Queries about offers."""

    @query_field(Right.READ, "Offers that were made, those decided last first; of a rule, in a state.")
    async def offers(
        self,
        info: Info,
        *,
        filter: OfferFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[OfferInstanceType]:
        """A page of offers."""
        wanted = filter or OfferFilter()
        state = None if wanted.state is None else OfferState(wanted.state.value)

        async def load(page: Page) -> tuple[OfferInstance, ...]:
            return await offers(info.context.engine, info.context.shop, page, rule=wanted.rule, state=state)

        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, lambda row: show_offer(row, info), uncounted)

    @query_field(Right.READ, "One offer by its opaque id.")
    async def offer(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002 - the API's convention
    ) -> OfferInstanceType | None:
        """An offer."""
        own = own_id("OfferInstance", id)
        found = None if own is None else await offer_by_id(info.context.engine, info.context.shop, own)
        return None if found is None else show_offer(found, info)
