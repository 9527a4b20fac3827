"""Home: a payment that nobody answers for is settled by a person's word."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.model.cart import Buyer
from engine.model.contract import Contract, ContractItem
from engine.model.decision import Decision
from engine.model.effects import CreateContract
from engine.model.events import ContractCancelled
from engine.model.saga import SagaKind, SagaStep, renewal_saga
from engine.model.saga_effects import StartSaga
from engine.values.duration import Duration, Unit
from tests.service.shop import START, TEST
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP, Site

WORDS = {
    "ja": ("確定する", "確かめた方法", "代金を受け取っている", "応答のない支払い・返金"),
    "en": ("Settle", "How you know", "The money was taken", "Payments without an answer"),
}


async def collected_in_vain(site: Site) -> Contract:
    """A subscription whose next order has been collected for since two hours ago."""
    contract = Contract(
        id="s_1",
        order_id="1042",
        buyer=Buyer(email="hanako@shop.example"),
        plan="monthly",
        cycle=Duration(count=1, unit=Unit.MONTH),
        items=(ContractItem(sku="PACK-1", quantity=1, first=3800, renewal=3420),),
        currency="JPY",
        started_at=START - timedelta(days=31),
        next_renewal_at=START,
    )
    saga = StartSaga(
        saga_id=renewal_saga(contract.id, 2, 0),
        kind=SagaKind.RENEWAL,
        subject=contract.id,
        step=SagaStep.CHARGE,
        at=START - timedelta(hours=2),
    )
    decision = Decision(revision=1, effects=(CreateContract(contract=contract), saga))
    event = ContractCancelled(id="stuck", at=START, contract_id=contract.id)
    await site.engine.store.commit(SHOP, event, decision, (), TEST, None, None, START)
    return contract


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_payment_without_an_answer_is_settled_on_the_home_page(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    contract = await collected_in_vain(site)
    settle, reason, taken, title = WORDS[locale]
    page = await open_page(locale=locale)
    await page.clock.set_fixed_time(START)
    await page.goto("/admin/")
    await expect(page.get_by_role("heading", name=title)).to_be_visible()
    await shows_itself_well(page, f"home-stuck-{locale}")
    await page.get_by_role("button", name=settle).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label(reason)).to_be_visible()
    await shows_itself_well(page, f"home-stuck-settle-{locale}")
    await dialog.get_by_label(reason).fill("asked the bank")
    await dialog.get_by_role("button", name=taken).click()
    await expect(page.get_by_role("heading", name=title)).to_have_count(0)
    (now,) = await site.engine.store.contracts_by_id(SHOP, [contract.id])
    assert 2 == now.number
