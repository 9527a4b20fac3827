"""A shop with gift cards, and what is done with them."""

from typing import Any

from engine.model.answers import OrderRecordedAnswer, OrderRefundedAnswer
from engine.model.card_records import StoredCard
from engine.model.card_requests import CreditOutcome, CreditRequest, PublicationOutcome, PublicationRequest
from engine.model.cart import OrderState
from engine.model.decision import Rejection
from engine.model.quote import Quote
from engine.model.records import SourceFile
from engine.model.refund import RefundWish
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest, RefundRequest
from engine.service.card_codes import card_code
from engine.service.clock import VirtualClock
from engine.service.credit_cards import credit_cards
from engine.service.engine import Engine
from engine.service.publish_cards import publish_cards
from engine.service.quote import quote_cart
from engine.service.record_order import record_order
from engine.service.refund_order import refund_order
from tests.service.shop import TEST

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

giftcard "refund-card" {
  title "返金のギフトカード"
  when refund approved
  code pattern "GIFT-####-####"
  balance 100% of order.total
  valid 365 days
  cash refund allowed
  meta "booking_id" from order.note
  send email "card"
}

giftcard "campaign" {
  code pattern "OTOKU-****-****"
  valid 365 days
  limit 2 per customer
  pool 5
  budget "gifts"
}

giftcard "open" {
  code pattern "OPEN-****-****-****"
  valid 30 days
  redeem by anyone
  consideration free
  for product "PACK-1"
}

giftcard "points" {
  when order paid with product "PACK-1"
  code pattern "BACK-####-####"
  balance 10% of order.total
  valid 30 days
  consideration free
}

giftcard "welcome" {
  when customer joined
  code pattern "HELLO-****-****"
  balance 500 JPY
  valid 30 days
  consideration free
}

budget "gifts" {
  spend at most 20000 JPY
}
"""
MAIL = """category: giftcard
class: essential
subject: ギフトカード {{ giftcard.balance }}
---
番号 {{ giftcard.code }} 期限 {{ giftcard.valid_until }} {{ customer.name }}
"""
FILES = (
    SourceFile(path="rules.otoku", text=RULES),
    SourceFile(path="templates/card.ja.liquid", text=MAIL),
)
JANE = BuyerRequest(email="jane@example.com", external_id="c-1", name="Jane Doe")


async def give(
    engine: Engine, source: str = "s1", campaign: str = "campaign", **asked: Any
) -> tuple[StoredCard, ...]:
    request = PublicationRequest(source_id=source, **({"buyer": JANE} | asked))
    [outcome] = await outcomes(engine, request, campaign=campaign)
    assert not outcome.refused, outcome
    return outcome.cards


async def outcomes(
    engine: Engine, *asked: PublicationRequest, campaign: str = "campaign"
) -> tuple[PublicationOutcome, ...]:
    found = await publish_cards(engine, "tea", campaign, asked, actor=TEST)
    assert not isinstance(found, Rejection), found
    return found


async def add(engine: Engine, card: StoredCard, amount: int, key: str = "k1", **more: Any) -> CreditOutcome:
    request = CreditRequest(card_id=card.fact.id, key=key, amount=amount, **more)
    found = await credit_cards(engine, "tea", [request], actor=TEST)
    assert not isinstance(found, Rejection), found
    return found[0]


async def fresh(engine: Engine, card: StoredCard) -> StoredCard:
    [found] = await engine.store.cards_by_id("tea", [card.fact.id])
    return found


def basket(
    engine: Engine, *cards: StoredCard, sku: str = "PACK-1", quantity: int = 1, **more: Any
) -> CartRequest:
    lines = (LineRequest(sku=sku, quantity=quantity),)
    codes = tuple(card_code(engine, "tea", card) for card in cards)
    return CartRequest(lines=lines, gift_cards=codes, **({"buyer": JANE} | more))


async def priced(engine: Engine, cart: CartRequest) -> Quote:
    quote = await quote_cart(engine, "tea", cart, trusted=True)
    assert isinstance(quote, Quote), quote
    return quote


async def buy(engine: Engine, cart: CartRequest, order_id: str = "o1", **more: Any) -> OrderRecordedAnswer:
    order = OrderRequest(id=order_id, state=OrderState.PAID, cart=cart, **more)
    answer = await record_order(engine, "tea", order, actor=TEST)
    assert isinstance(answer, OrderRecordedAnswer), answer
    return answer


async def refund(
    engine: Engine, order_id: str = "o1", refund_id: str = "r1", **wish: Any
) -> OrderRefundedAnswer:
    asked = RefundRequest(order_id=order_id, refund_id=refund_id, wish=RefundWish(**wish))
    answer = await refund_order(engine, "tea", asked, actor=TEST)
    assert isinstance(answer, OrderRefundedAnswer), answer
    return answer


async def sound(engine: Engine) -> None:
    assert await engine.store.check_invariants(None, engine.clock.now()) == ()


def clock(engine: Engine) -> VirtualClock:
    assert isinstance(engine.clock, VirtualClock)
    return engine.clock
