"""What other systems are told of gift cards."""

from datetime import timedelta

import pytest

from engine.model.card_requests import CreditRequest, PublicationRequest
from engine.model.decision import Rejection
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest
from engine.model.webhook import EndpointChange, WebhookTopic
from engine.service.credit_cards import credit_cards
from engine.service.engine import Engine
from engine.service.publish_cards import publish_cards
from engine.service.webhook_endpoints import ShownEndpoint, add_endpoint
from engine.service.work import work
from tests.service.gifts import clock
from tests.service.shop import START, TEST, open_shop

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
}

giftcard "refunds" {
  code pattern "GIFT-****-****-****"
  valid 365 days
}
"""


@pytest.mark.requirement("S5.49")
async def test_a_card_is_told_to_have_expired_when_it_did_and_not_when_one_credit_did(
    engine: Engine,
) -> None:
    await open_shop(engine, files=(SourceFile(path="rules.otoku", text=RULES),))
    expired = frozenset({WebhookTopic.GIFT_CARD_EXPIRED})
    wanted = EndpointChange(name="erp", url="https://93.184.215.14/erp", topics=expired)
    assert isinstance(await add_endpoint(engine, "tea", wanted, TEST), ShownEndpoint)
    request = PublicationRequest(source_id="b-1", buyer=BuyerRequest(email="a@x.jp"), amount=1000)
    given = await publish_cards(engine, "tea", "refunds", [request], actor=TEST)
    assert not isinstance(given, Rejection)
    card = given[0].cards[0].fact
    soon = CreditRequest(card_id=card.id, key="soon", amount=500, expires_at=START + timedelta(days=1))
    assert not isinstance(await credit_cards(engine, "tea", [soon], actor=TEST), Rejection)

    assert await _told_after(engine, days=2) == 0
    assert await _told_after(engine, days=365) == 1


async def _told_after(engine: Engine, *, days: int) -> int:
    clock(engine).advance(timedelta(days=days))
    while await work(engine):
        pass
    return len(await engine.store.webhook_deliveries("tea", Page(limit=100)))
