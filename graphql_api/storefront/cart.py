"""Carts: what one costs, before anything is bought (S1.28-45)."""

from dataclasses import replace

import strawberry
from strawberry.types.nodes import SelectedField

from engine.model.decision import Rejection
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, Visitor
from engine.service.quote import quote_with_hints
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.price import QuoteType, show_quote
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount, CouponCode, Email, Phone
from graphql_api.storefront.hint import HintType, show_hint


@strawberry.input(description="One product of a cart.")
class CartLineInput:
    """A line."""

    sku: str = strawberry.field(description="The product, as in the catalogue.")
    quantity: int = strawberry.field(description="Pieces, 1 to 9,999.")
    unit_price: Amount | None = strawberry.field(
        default=None,
        description=(
            "Minor units for one, tax included, on a plan in the first order; absent: the catalogue's price, the"
            " plan's discount taken off. Ignored with a publishable token (SEC9)."
        ),
    )
    plan: str = strawberry.field(
        default="",
        description="Name of the product's plan that it is bought on, a subscription; empty: bought once.",
    )
    gift: bool = strawberry.field(
        default=False,
        description=(
            "A gift line of an earlier quote: it is not priced, the answer says whether it still comes along. Put it"
            " after the others, as the quote does: places in `errors` count the lines without it."
        ),
    )


@strawberry.input(description="Who buys, as typed; addresses are brought into comparable form (D1.g).")
class BuyerInput:
    """A buyer."""

    email: Email | None = strawberry.field(
        default=None, description="The address that one-time coupons are bound to (S1.7)."
    )
    phone: Phone | None = strawberry.field(default=None, description="Telephone number.")
    external_id: str | None = strawberry.field(
        default=None, description="The shop's own customer id; absent for guests."
    )
    member: bool = strawberry.field(default=False, description="Signed in to the shop.")
    name: str = strawberry.field(default="", description="Name for mails.")
    locale: str = strawberry.field(
        default="", description="Language of mails, such as ja or en; empty: the shop's."
    )


@strawberry.input(description="The PIN of a gift card that has one (S5.18).")
class GiftCardPinInput:
    """A code and its PIN."""

    code: CouponCode = strawberry.field(description="The card's code, as in `giftCards`.")
    pin: str = strawberry.field(description="The PIN as typed.")


@strawberry.input(description="What is about to be bought.")
class CartInput:
    """A cart."""

    lines: list[CartLineInput] = strawberry.field(description="Its products, 1 to 500 lines.")
    buyer: BuyerInput | None = strawberry.field(default=None, description="Who buys, as far as known.")
    shipping: Amount = strawberry.field(default=Amount(0), description="Shipping charge, minor units.")
    channel: str = strawberry.field(
        default="", description="The shop's own word for where this is sold: web, app, store."
    )
    test: bool = strawberry.field(
        default=False, description="A sandbox cart (S1.39): never counted, only sandbox products."
    )
    token: str = strawberry.field(
        default="", description="The storefront's id of this cart; codes it holds are its own."
    )
    gift_cards: list[CouponCode] | None = strawberry.field(
        default=None,
        description="Codes of gift cards that pay, in this order, each all it can of what is left (S5.35).",
    )
    gift_card_pins: list[GiftCardPinInput] | None = strawberry.field(
        default=None,
        description="PINs of those that have one. Not asked for while this cart, by its token, holds some of the card.",
    )


@strawberry.type(description="What a cart costs, or why it cannot be priced.")
class QuotePayload:
    """The answer of `quote`."""

    quote: QuoteType | None = strawberry.field(description="The price; null when `errors` says why not.")
    hints: list[HintType] = strawberry.field(
        description=(
            "What a little more in the cart would bring, the nearest first, at most 3. Worked out only when asked for."
        )
    )
    errors: list[UserError] = strawberry.field(
        description="Why the cart cannot be priced; empty when it was."
    )


def buyer_request(buyer: BuyerInput | None) -> BuyerRequest:
    """The buyer as the use cases take it."""
    if buyer is None:
        return BuyerRequest()
    return BuyerRequest(
        email=buyer.email,
        phone=buyer.phone,
        external_id=buyer.external_id,
        member=buyer.member,
        name=buyer.name,
        locale=buyer.locale,
    )


def line_requests(lines: list[CartLineInput]) -> tuple[LineRequest, ...]:
    """The lines as the use cases take them."""
    return tuple(
        LineRequest(
            sku=line.sku,
            quantity=line.quantity,
            unit_price=line.unit_price,
            gift=line.gift,
            plan=line.plan,
        )
        for line in lines
    )


def typed_pins(pins: list[GiftCardPinInput] | None) -> tuple[tuple[str, str], ...]:
    """Codes and PINs as the use cases take them."""
    return tuple((one.code, one.pin) for one in pins or ())


def visitor(info: Info, buyer: BuyerInput | None = None) -> Visitor | None:
    """Where wrong codes of this request are counted; None for a shop's own back end (SEC6)."""
    known = info.context.caller.visitor
    if known is None or buyer is None:
        return known
    return Visitor(ip=known.ip, email=buyer.email or "", external_id=buyer.external_id or "")


@strawberry.type
class CartQueries:
    """Queries about carts."""

    @query_field(
        Right.QUOTE,
        "What a cart costs with these codes, and why. Writes nothing. Needs a publishable or secret token.",
    )
    async def quote(self, info: Info, cart: CartInput, codes: list[CouponCode] | None = None) -> QuotePayload:
        """Price a cart."""
        context, trusted = info.context, info.context.caller.trusted
        request = CartRequest(
            lines=line_requests(cart.lines),
            buyer=buyer_request(cart.buyer),
            codes=tuple(codes or ()),
            shipping=cart.shipping,
            channel=cart.channel,
            test=cart.test,
            token=cart.token,
            gift_cards=tuple(cart.gift_cards or ()),
            pins=typed_pins(cart.gift_card_pins),
        )
        outcome = await quote_with_hints(
            context.engine,
            context.shop,
            request,
            trusted=trusted,
            visitor=visitor(info, cart.buyer),
            wanted=_selects(info, "hints"),
        )
        if isinstance(outcome, Rejection):
            return QuotePayload(
                quote=None, hints=[], errors=rejected(_within_input(outcome), context.language)
            )
        quote, language = outcome.quote, context.language
        return QuotePayload(
            quote=show_quote(quote, language, trusted=trusted),
            hints=[show_hint(one, quote.currency, language, trusted=trusted) for one in outcome.hints],
            errors=[],
        )


def _selects(info: Info, name: str) -> bool:
    """Whether the answer of this field is asked for `name`, at its top or in a fragment there."""
    todo = [selection for field in info.selected_fields for selection in field.selections]
    while todo:
        one = todo.pop()
        if isinstance(one, SelectedField):
            if one.name == name:
                return True
        else:
            todo.extend(one.selections)
    return False


def _within_input(outcome: Rejection) -> Rejection:
    """The path in this field's arguments: codes stand beside the cart, everything else is in it."""
    return outcome if outcome.path[:1] == ("codes",) else replace(outcome, path=("cart", *outcome.path))
