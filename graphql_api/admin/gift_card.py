"""Gift cards for staff: campaigns, cards with their ledger and life, giving, crediting, switching, paying out (S5)."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.card import CardState
from engine.model.card_records import CardWanted, CashOutReason, CashOutState, StoredCard, TransferKind
from engine.model.gift_card import Consideration, Redeemer
from engine.model.records import AuditEntry, Page
from engine.service import ask_cards
from engine.service.card_codes import card_by_code, masked_card
from engine.service.card_lists import CardLife, card_life
from graphql_api.addresses import comparable
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.ids import opaque, own_id
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, query_field, relation_field
from graphql_api.scalars import CouponCode, Email, Money, money
from graphql_api.storefront.gift_card_inputs import ConsiderationKind


@described(
    "Where a gift card stands (domain.md §4).",
    UNASSIGNED="Made, and nobody's: whoever has its code may pay with it.",
    ASSIGNED="Given to somebody, with nothing on it yet (S5.14).",
    ACTIVE="There is something to spend.",
    EXHAUSTED="All was spent; a refund or a credit wakes it.",
    EXPIRED="Its last day is over; what was left is written off (S5.16).",
    VOID="It was paid out (S5.43).",
)
class GiftCardStateKind(StrEnum):
    """`model.card.CardState`."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ACTIVE = "active"
    EXHAUSTED = "exhausted"
    EXPIRED = "expired"
    VOID = "void"


TransferKindKind = described(
    "Why value moved (I20).",
    CREDIT="A balance was added (S5.24).",
    SPEND="It paid for an order (S5.35).",
    REFUND="An order gave it back to the lots that paid (I24).",
    EXPIRE="A lot ended unused.",
    CASH_OUT="It was paid out in money (S5.43).",
    FORFEIT="It was never paid for, and its card was paid out.",
    REVERSE="A mistaken credit was taken back.",
)(TransferKind)

CashOutReasonKind = described(
    "Why a balance is paid out; the law forbids it otherwise (J11).",
    CARD_DECLINED="The card was given in place of a refund, and the customer wants the money (S5.43).",
    UNAVOIDABLE="The customer can use it no more through no fault of theirs.",
    SMALL_BALANCE="The balance is small.",
    WIND_DOWN="The shop ends its cards; allowed whatever the rule says.",
)(CashOutReason)

CashOutStateKind = described(
    "How far a pay-out is.",
    REQUESTED="The card is void, and the money has still to be paid.",
    PAID="The shop said that the money was paid.",
)(CashOutState)


@strawberry.type(name="MetadataValue", description="A value kept with a card (S5.25).")
class MetadataValue:
    """A name and a value."""

    name: str = strawberry.field(description="Such as booking_id (S5.26).")
    value: str = strawberry.field(description="Its value.")


@strawberry.type(name="GiftCardLot", description="What is left of one credit.")
class LotType:
    """A lot; the order is that in which they are spent (I22)."""

    remaining: Money = strawberry.field(description="What is left.")
    consideration: ConsiderationKind = strawberry.field(description="Whether money was paid for it (J9).")  # type: ignore[valid-type]
    expires_at: datetime | None = strawberry.field(description="Exclusive end; null: no end.")


@strawberry.type(name="LedgerPosting", description="One side of a transfer.")
class PostingType:
    """A posting."""

    account: str = strawberry.field(
        description="card/…, funding/…, sales/…, breakage/… or payout/…: whose value it is."
    )
    amount: Money = strawberry.field(description="What the account gained; the sides add up to zero (I20).")


@strawberry.type(
    name="LedgerTransfer", description="A movement of value; never changed, corrected by another one."
)
class TransferType:
    """A transfer."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    kind: TransferKindKind = strawberry.field(description="Why value moved.")  # type: ignore[valid-type]
    amount: Money = strawberry.field(description="How much.")
    at: datetime = strawberry.field(description="When.")
    order_id: str | None = strawberry.field(
        description="The shop's own id of the order it belongs to; null: none."
    )
    note: str = strawberry.field(description="What was said about it.")
    key: str = strawberry.field(description="The ledger key, used once for ever (I26).")
    postings: list[PostingType] = strawberry.field(description="Its sides.")


@strawberry.type(name="GiftCardChange", description="Something that staff or the shop did to a card (S5.39).")
class ChangeType:
    """An entry of the audit trail about the card."""

    at: datetime = strawberry.field(description="When.")
    action: str = strawberry.field(description="What was done.")
    reason: str = strawberry.field(description="Why, if it was said.")
    actor: str = strawberry.field(description="Who: kind and id.")


@strawberry.type(name="GiftCardCashOut", description="A pay-out of a card.")
class CashOutType:
    """A cash-out."""

    amount: Money = strawberry.field(description="Money to pay: what was paid for and not over.")
    forfeited: Money = strawberry.field(description="What was never paid for, and is written off.")
    reason: CashOutReasonKind = strawberry.field(description="Why the law allows it.")  # type: ignore[valid-type]
    note: str = strawberry.field(description="What was said about it.")
    state: CashOutStateKind = strawberry.field(description="How far it is.")  # type: ignore[valid-type]
    at: datetime = strawberry.field(description="When the card became void.")
    paid_at: datetime | None = strawberry.field(
        description="When the shop said that it was paid; null: not yet."
    )
    reference: str = strawberry.field(description="Of the payment, as the payment service names it.")


@strawberry.type(name="GiftCardLife", description="The newest 200 events of a card (S5.38-39).")
class LifeType:
    """A life."""

    transfers: list[TransferType] = strawberry.field(description="Movements of value, newest first.")
    changes: list[ChangeType] = strawberry.field(description="What was done to it, newest first.")
    cash_out: CashOutType | None = strawberry.field(description="Its pay-out; null: none.")


@strawberry.type(name="GiftCard", description="Money on a code that its owner spends later (S5).")
class GiftCardType:
    """A gift card."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    campaign: str = strawberry.field(description="The rule that made it.")
    state: GiftCardStateKind = strawberry.field(description="Where it stands.")
    enabled: bool = strawberry.field(description="False: switched off, it pays nothing (S5.37).")
    masked_code: str = strawberry.field(description="Its code with all but the last characters hidden.")
    balance: Money = strawberry.field(description="What it holds.")
    held: Money = strawberry.field(description="What carts have set aside of it now.")
    lots: list[LotType] = strawberry.field(
        description="What it holds, in the order in which it is spent (I22)."
    )
    owner_only: bool = strawberry.field(description="Whether only its owner may pay with it (S5.18).")
    has_pin: bool = strawberry.field(description="Whether paying with it asks for a PIN.")
    cash_refund: bool = strawberry.field(description="Whether the rule lets it be paid out.")
    published_at: datetime | None = strawberry.field(description="When it was given.")
    expires_at: datetime | None = strawberry.field(description="Exclusive end; null: no end (S5.16-17).")
    order_id: str | None = strawberry.field(
        description="The shop's own id of the order that caused it; null: none."
    )
    revision: int = strawberry.field(description="The rule revision that made it (I19).")
    metadata: list[MetadataValue] = strawberry.field(description="What is kept with it, by name (S5.25).")
    test: bool = strawberry.field(description="A sandbox card.")
    card: strawberry.Private[StoredCard]

    @relation_field("Whose it is (S5.28); null: nobody's, or known by an id only.", Right.PII)
    def owner_email(self) -> Email | None:
        """The owner's address."""
        address = self.card.fact.owner_email
        return None if address is None else Email(address)

    @relation_field("The shop's own id of its owner; null: not given.", Right.PII)
    def owner_id(self) -> str | None:
        """The owner's id."""
        return self.card.fact.owner_id

    @relation_field("Its ledger and what was done to it (S5.38-39).")
    async def life(self, info: Info) -> LifeType:
        """The life of the card."""
        life = await card_life(info.context.engine, info.context.shop, self.card)
        return show_life(life, (await info.context.loaders.shop_settings()).currency)


@strawberry.input(description="Cards with this value of this name (S5.27).")
class MetadataFilter:
    """A metadata filter."""

    name: str = strawberry.field(description="Such as booking_id.")
    value: str = strawberry.field(description="Compared exactly.")


@strawberry.input(description="Which gift cards; all that is given must hold.")
class GiftCardFilter:
    """A filter."""

    campaign: str | None = strawberry.field(default=None, description="Made by this rule.")
    email: Email | None = strawberry.field(default=None, description="Of this address, in any spelling.")
    external_id: str | None = strawberry.field(default=None, description="Of the shop's customer of this id.")
    state: GiftCardStateKind | None = strawberry.field(default=None, description="In this state.")
    enabled: bool | None = strawberry.field(default=None, description="Switched on, or off.")
    metadata: MetadataFilter | None = strawberry.field(
        default=None, description="With this value kept (S5.27)."
    )
    order_id: str | None = strawberry.field(
        default=None, description="Caused by the shop's order of this id."
    )
    code: CouponCode | None = strawberry.field(
        default=None,
        description="The one with this code, as a customer reads it out; needs the right coupons.",
    )


@strawberry.type
class GiftCardQueries:
    """Queries about gift cards."""

    @query_field(Right.READ, "Gift cards, newest first, by campaign, owner, state or metadata (S5.27).")
    async def gift_cards(
        self,
        info: Info,
        *,
        filter: GiftCardFilter | None = None,  # noqa: A002 - the API's convention
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[GiftCardType]:
        """A page of cards."""
        currency = (await info.context.loaders.shop_settings()).currency
        load = await _rows(info, filter or GiftCardFilter())
        part = Slice(first=first, after=after, last=last, before=before)
        return await connect(part, load, lambda row: show_gift_card(row, currency), uncounted)

    @query_field(Right.READ, "One gift card by its id.")
    async def gift_card(self, info: Info, id: strawberry.ID) -> GiftCardType | None:  # noqa: A002
        """A card."""
        own = own_id("GiftCard", id)
        found = (
            () if own is None else await ask_cards.cards_by_id(info.context.engine, info.context.shop, [own])
        )
        currency = (await info.context.loaders.shop_settings()).currency
        return show_gift_card(found[0], currency) if found else None


async def _rows(info: Info, wanted: GiftCardFilter) -> Callable[[Page], Awaitable[tuple[StoredCard, ...]]]:
    """What gives pages of the wanted cards. Raises Refused when that would tell what the caller may not see."""
    personal = wanted.email is not None or wanted.external_id is not None
    for asked, right in ((personal, Right.PII), (wanted.code is not None, Right.COUPONS)):
        if asked and right not in info.context.caller.rights:
            raise Refused(RequestCode.FORBIDDEN, right=right)
    engine, shop = info.context.engine, info.context.shop
    owner = wanted.external_id if wanted.email is None else await comparable(info, wanted.email)
    metadata = wanted.metadata
    looked_for = CardWanted(
        campaign=wanted.campaign,
        owner=owner,
        state=None if wanted.state is None else CardState(wanted.state.value),
        enabled=wanted.enabled,
        metadata=None if metadata is None else (metadata.name, metadata.value),
        order_id=wanted.order_id,
    )

    async def load(page: Page) -> tuple[StoredCard, ...]:
        if wanted.code is not None:
            found = await card_by_code(engine, shop, str(wanted.code))
            return () if found is None or page.cursor is not None else (found,)
        return await ask_cards.cards(engine, shop, page, looked_for)

    return load


def show_gift_card(card: StoredCard, currency: str) -> GiftCardType:
    """A card as the schema shows it."""
    fact = card.fact
    return GiftCardType(
        id=strawberry.ID(opaque("GiftCard", fact.id)),
        campaign=fact.campaign,
        state=GiftCardStateKind(fact.state.value),
        enabled=fact.enabled,
        masked_code=masked_card(card),
        balance=money(fact.balance, currency),
        held=money(fact.held, currency),
        lots=[
            LotType(
                remaining=money(lot.remaining, currency),
                consideration=Consideration(lot.consideration),
                expires_at=lot.expires_at,
            )
            for lot in fact.lots
        ],
        owner_only=fact.terms.redeem is Redeemer.OWNER,
        has_pin=bool(fact.pin),
        cash_refund=fact.terms.cash_refund,
        published_at=fact.published_at,
        expires_at=fact.expires_at,
        order_id=card.order_id or None,
        revision=card.revision,
        metadata=[MetadataValue(name=name, value=value) for name, value in card.metadata],
        test=fact.test,
        card=card,
    )


def show_life(life: CardLife, currency: str) -> LifeType:
    """The life of a card as the schema shows it."""
    made = life.cash_out
    return LifeType(
        transfers=[
            TransferType(
                id=strawberry.ID(opaque("LedgerTransfer", one.id)),
                kind=one.kind,
                amount=money(one.amount, currency),
                at=one.at,
                order_id=one.order_id or None,
                note=one.note,
                key=one.key,
                postings=[
                    PostingType(account=side.account, amount=money(side.amount, currency))
                    for side in one.postings
                ],
            )
            for one in life.transfers
        ],
        changes=[_change(one) for one in life.audit],
        cash_out=None
        if made is None
        else CashOutType(
            amount=money(made.amount, currency),
            forfeited=money(made.forfeited, currency),
            reason=made.reason,
            note=made.note,
            state=made.state,
            at=made.at,
            paid_at=made.paid_at,
            reference=made.reference,
        ),
    )


def _change(entry: AuditEntry) -> ChangeType:
    detail = entry.detail
    return ChangeType(
        at=entry.at,
        action=entry.action,
        reason=detail.get("reason") or detail.get("note", ""),
        actor=f"{entry.actor.kind} {entry.actor.id}",
    )
