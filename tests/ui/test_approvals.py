"""Money above a limit: an owner sets it, a second person finds the request on the home page and approves it."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from engine.model.approval import RoleLimit
from engine.model.card_records import CardWanted
from engine.model.card_requests import CreditRequest
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Page
from engine.model.staff import Role, StaffMember, StaffState
from engine.service.engine import Engine
from engine.service.money_by_hand import credit_by_hand
from engine.service.role_limits import set_limits
from tests.ui.conftest import OpenPage
from tests.ui.giving import make_giving_database
from tests.ui.looks import shows_itself_well
from tests.ui.site import SHOP, Site

MISA = Actor(kind="staff", id="misa")


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with two cards, one of them used."""
    path = tmp_path_factory.mktemp("approvals") / "shop.sqlite3"
    await make_giving_database(path)
    return path


async def ask_for(engine: Engine, amount: int) -> str:
    """Somebody of the support asks for a balance that is above the limit; the card."""
    now = engine.clock.now()
    member = StaffMember(
        id=MISA.id,
        shop=SHOP,
        email="misa@shop.example",
        name="美咲",
        role=Role.SUPPORT,
        state=StaffState.ACTIVE,
        created_at=now,
    )
    await engine.store.add_staff(member, MISA, now)
    await set_limits(engine, SHOP, (RoleLimit(role=Role.SUPPORT, credit=3_000),), MISA)
    card = (await engine.store.cards(SHOP, Page(limit=1), CardWanted()))[0].fact.id
    wish = CreditRequest(card_id=card, key=f"ui-{amount}", amount=amount, note="配送の遅れのお詫び")
    asked = await credit_by_hand(engine, SHOP, wish, actor=MISA)
    assert isinstance(asked, Rejection)
    assert Problem.APPROVAL_REQUIRED is asked.problem
    return card


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_second_person_approves_what_is_above_a_limit(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    amount = {"ja": 5_000, "en": 6_000}[locale]
    card = await ask_for(site.engine, amount)
    [before] = await site.engine.store.cards_by_id(SHOP, [card])
    page = await open_page(locale=locale)
    await page.goto("/admin/")
    await page.get_by_role("link", name={"ja": "承認する", "en": "Decide"}[locale], exact=True).click()
    await expect(page.get_by_text("配送の遅れのお詫び").first).to_be_visible()
    await expect(page.get_by_text("美咲").first).to_be_visible()
    await shows_itself_well(page, f"approvals-{locale}")
    name = {"ja": "承認して実行する", "en": "Approve and do it"}[locale]
    await page.get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text(f"¥{amount:,}")).to_be_visible()
    await dialog.get_by_role("button", name=name).click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_role("button", name=name)).to_have_count(0)
    [after] = await site.engine.store.cards_by_id(SHOP, [card])
    assert before.fact.balance + amount == after.fact.balance


async def test_an_owner_sets_how_much_a_role_may_do_alone(open_page: OpenPage, site: Site) -> None:
    page = await open_page(locale="ja")
    await page.goto("/admin/gift-cards/approvals")
    support = page.get_by_role("group", name="サポート")
    field = support.get_by_label("入金 1 回")
    await expect(field).to_be_visible()
    await field.fill("いくらでも")
    await page.get_by_role("button", name="上限を保存する").click()
    await expect(page.get_by_text("0 以上の金額、または空欄にしてください。")).to_be_visible()
    await field.fill("８，０００")
    await page.get_by_role("group", name="公開担当").get_by_label("割引（%）").fill("40")
    await page.get_by_role("button", name="上限を保存する").click()
    await expect(page.get_by_text("上限を保存しました")).to_be_visible()
    limits = (await site.engine.store.shop_profile(SHOP)).limits
    kept = {one.role: (one.credit, one.discount_percent) for one in limits}
    assert {Role.SUPPORT: (8_000, None), Role.PUBLISHER: (None, 40)} == kept
