"""A shopper looks at a gift card and sets part of it aside during payment (S5.35, S5.47, SEC5-6, B14)."""

from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.card import CardFact, CardNeed
from engine.model.cart import Buyer
from engine.model.decision import Problem, Rejection
from engine.model.gift_card import Redeemer
from engine.model.quote import RefusalReason
from engine.model.requests import BuyerRequest, CartRequest, Visitor
from engine.runtime.gift_card import parts_for, usable, why_no_card
from engine.runtime.refund_tenders import HELD_FOR
from engine.service.card_pins import counted_pins, with_pins
from engine.service.engine import Engine
from engine.service.guesses import Guesses, admitted, count_guesses, guesses_of
from engine.service.read_cart import id_problem, read_cart
from engine.service.take import code_lookups
from engine.store.port import Conflict
from engine.values.money import LARGEST_AMOUNT

_FIELD = {"gift_cards": ("code",), "token": ("cart_token",)}
"""Where a part of a cart is in the input of a hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBalance:
    """What can be spent of a card now, minor units, and until when."""

    card_id: str
    campaign: str
    usable: int
    expires_at: datetime | None
    test: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCard:
    """`amount` minor units set aside for a cart until `until`."""

    hold_id: str
    card_id: str
    amount: int
    until: datetime


async def card_balance(
    engine: Engine,
    shop: str,
    code: str,
    *,
    buyer: BuyerRequest,
    pin: str = "",
    visitor: Visitor | None = None,
) -> CardBalance | Rejection:
    """What the card of `code` holds for `buyer`; CODE_REFUSED says why not under `reason` in its args.

    A visitor's failed tries count as guesses of codes, and past a limit even a right code gets no answer.
    """
    asked = CartRequest(lines=(), buyer=buyer, gift_cards=(code,), pins=((code, pin),))
    found = await _find(engine, shop, asked, visitor)
    if isinstance(found, Rejection):
        return found
    card, _ = found
    return CardBalance(
        card_id=card.id,
        campaign=card.campaign,
        usable=usable(card, engine.clock.now()),
        expires_at=card.expires_at,
        test=card.test,
    )


async def hold_card(  # noqa: PLR0913
    engine: Engine,
    shop: str,
    code: str,
    *,
    cart_token: str,
    amount: int,
    buyer: BuyerRequest,
    pin: str = "",
    visitor: Visitor | None = None,
) -> HeldCard | Rejection:
    """Set `amount` minor units of a card aside for a cart, 15 minutes from now; again replaces what it held.

    Never longer than the money itself lasts: what ends at midnight is told to end then.
    """
    bad_token = id_problem(cart_token, ("cart_token",))
    if bad_token is not None:
        return bad_token
    if not 1 <= amount <= LARGEST_AMOUNT:
        return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=("amount",))
    asked = CartRequest(lines=(), buyer=buyer, gift_cards=(code,), pins=((code, pin),), token=cart_token)
    found = await _find(engine, shop, asked, visitor)
    if isinstance(found, Rejection):
        return found
    card, who = found
    now = engine.clock.now()
    until = _ends(card, amount, now)
    owner = _owner(card, who)
    try:
        hold = await engine.store.hold_card(shop, card.id, cart_token, amount, *owner, until, now)
    except Conflict:
        left = (("reason", RefusalReason.HELD), ("left", str(usable(card, now))))
        return Rejection(problem=Problem.CODE_REFUSED, path=("amount",), args=left)
    engine.waker.wake()
    return HeldCard(hold_id=hold.id, card_id=card.id, amount=amount, until=until)


def _ends(card: CardFact, amount: int, now: datetime) -> datetime:
    """When a hold of `amount` ends: in time for a payment, and with the first lot that it is made of."""
    used = {part.lot_id for part in parts_for(card, amount, now)}
    ends = [lot.expires_at for lot in card.lots if lot.id in used]
    return min([now + HELD_FOR, *(end for end in (card.expires_at, *ends) if end is not None)])


async def release_card(engine: Engine, shop: str, hold_id: str) -> bool:
    """Give back what was set aside; False when there was no live hold."""
    return await engine.store.release_card(shop, hold_id, engine.clock.now())


async def _find(
    engine: Engine, shop: str, asked: CartRequest, visitor: Visitor | None
) -> tuple[CardFact, Buyer] | Rejection:
    """The card, if the buyer may pay with it now."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    # Read as a quote and an order read it, so that the three mean the same buyer and card.
    cart = read_cart(asked, prepared.program, engine.limits, trusted=False)
    if isinstance(cart, Rejection):
        return replace(cart, path=_FIELD.get(cart.path[0], cart.path))
    cart = with_pins(engine, shop, cart, asked.pins)
    guesses = guesses_of(engine, shop, visitor) if visitor is not None else None
    if guesses is not None:
        counted = await admitted(engine, guesses, 1)
        if isinstance(counted, Rejection):
            return counted
        guesses = counted
    need = CardNeed(code=cart.gift_cards[0], cart_token=cart.token)
    now = engine.clock.now()
    facts = await engine.store.load(shop, [need], code_lookups(engine, shop, [need]), now)
    cart = await counted_pins(engine, shop, cart, facts)
    card = facts.gifts.by_code.get(need.code)
    reason = RefusalReason.UNKNOWN_CODE
    if card is not None:
        # Whether the cart is a sandbox one is not known yet; its price will say whether the card fits.
        refusal = why_no_card(card, cart.buyer, now, test=card.test, pins=cart.pins_for(need.code))
        if refusal is None:
            return card, cart.buyer
        reason = refusal
    return await _refused(engine, guesses, reason)


async def _refused(engine: Engine, guesses: Guesses | None, reason: RefusalReason) -> Rejection:
    limited = None if guesses is None else await count_guesses(engine, guesses, 1)
    refused = Rejection(problem=Problem.CODE_REFUSED, path=("code",), args=(("reason", reason),))
    return limited or refused


def _owner(card: CardFact, buyer: Buyer) -> tuple[str | None, str | None]:
    """What of the owner the write compares: by which the buyer is known to be them."""
    if card.terms.redeem is Redeemer.ANYONE:
        return None, None
    if card.owner_id is not None and card.owner_id == buyer.external_id:
        return None, card.owner_id
    return card.owner_email, None
