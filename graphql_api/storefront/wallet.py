"""What a signed-in customer has, for the page of their account."""

from datetime import datetime

import strawberry

from engine.model.decision import Rejection
from engine.service.card_codes import masked_card
from engine.service.wallet import Wallet, WalletCard, WalletCoupon, wallet
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.ids import opaque
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Money, money
from graphql_api.storefront.cart import BuyerInput, buyer_request


@strawberry.type(name="WalletCoupon", description="A coupon that the customer can use now.")
class WalletCouponType:
    """A coupon."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    rule: str = strawberry.field(description="The rule that gave it.")
    masked_code: str = strawberry.field(
        description="The code with all but its last characters hidden; the whole code is in the customer's mail (SEC4)."
    )
    discount: str = strawberry.field(
        description="What it takes off, in words, in the language of the request."
    )
    products: str = strawberry.field(description="On what, in words.")
    valid_until: datetime | None = strawberry.field(description="Exclusive end; null: no end.")
    uses_left: int | None = strawberry.field(
        description="How often it can still be used, uses that carts have set aside left out; null: without end."
    )


@strawberry.type(name="WalletGiftCard", description="A gift card of the customer with something on it.")
class WalletGiftCardType:
    """A gift card."""

    id: strawberry.ID = strawberry.field(description="Opaque id.")
    campaign: str = strawberry.field(description="The rule that gave it.")
    masked_code: str = strawberry.field(description="The code with all but its last characters hidden.")
    balance: Money = strawberry.field(description="What can be spent now: what no cart has set aside.")
    expires_at: datetime | None = strawberry.field(description="Exclusive end; null: no end.")


@strawberry.type(name="Wallet", description="What a customer has. What ends first comes first.")
class WalletType:
    """Coupons and gift cards."""

    coupons: list[WalletCouponType] = strawberry.field(description="At most 100.")
    gift_cards: list[WalletGiftCardType] = strawberry.field(description="At most 100 of an address or id.")


@strawberry.type(description="A wallet, or why there is none.")
class WalletPayload:
    """The answer of `wallet`."""

    wallet: WalletType | None = strawberry.field(description="Null when `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Empty when the wallet is told.")


@strawberry.type
class WalletQueries:
    """Queries about what customers have."""

    @query_field(
        Right.ORDERS,
        "What a customer has, by address and by the shop's own id: coupons that can be used now, gift cards with a"
        " balance. Ask for the person that the shop has signed in, with both. Codes that anybody may use are nobody's."
        " Needs a secret token.",
    )
    async def wallet(self, info: Info, buyer: BuyerInput) -> WalletPayload:
        """Look into a wallet."""
        context = info.context
        found = await wallet(context.engine, context.shop, buyer_request(buyer), language=context.language)
        if isinstance(found, Rejection):
            return WalletPayload(wallet=None, errors=rejected(found, context.language))
        return WalletPayload(wallet=_wallet(found), errors=[])


def _wallet(found: Wallet) -> WalletType:
    return WalletType(
        coupons=[_coupon(one) for one in found.coupons],
        gift_cards=[_card(one, found.currency) for one in found.cards],
    )


def _coupon(one: WalletCoupon) -> WalletCouponType:
    fact = one.coupon.fact
    return WalletCouponType(
        id=strawberry.ID(opaque("Coupon", fact.id)),
        rule=fact.rule,
        masked_code=f"••••{one.coupon.last_four}",
        discount=one.discount,
        products=one.products,
        valid_until=fact.valid_until,
        uses_left=None if fact.uses is None else fact.uses - fact.used - fact.held,
    )


def _card(one: WalletCard, currency: str) -> WalletGiftCardType:
    fact = one.card.fact
    return WalletGiftCardType(
        id=strawberry.ID(opaque("GiftCard", fact.id)),
        campaign=fact.campaign,
        masked_code=masked_card(one.card),
        balance=money(one.usable, currency),
        expires_at=fact.expires_at,
    )
