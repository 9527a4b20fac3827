"""Gift cards with a PIN: they pay with it and with no other, and staff give a new one."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from engine.model.records import SourceFile
from engine.model.requests import CartRequest, LineRequest
from engine.store.connect import open_store
from tests.service.gifts import JANE, buy
from tests.service.shop import make_engine, open_shop
from tests.ui.looks import fits_both_sizes
from tests.ui.site import SHOP
from tests.ui.test_sandbox import OPENING_MS, order, to_review

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  sender email "shop@example.com"
}

giftcard "back" {
  when order paid with product "SAMPLE-1"
  code pattern "BACK-****-****-****"
  pin 6 digits
  balance 100% of order.total
  valid 30 days
  redeem by anyone
  consideration free
  send email "card"
}
"""
MAIL = """category: giftcard
class: essential
subject: ギフトカード
---
番号 {{ giftcard.code }} 暗証番号 {{ giftcard.pin }}
"""


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that gives a card with a PIN for every sample, and has given one."""
    path = tmp_path_factory.mktemp("pins") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    files = (
        SourceFile(path="rules.otoku", text=RULES),
        SourceFile(path="templates/card.ja.liquid", text=MAIL),
    )
    engine = make_engine(store)
    await open_shop(engine, SHOP, files=files)
    await buy(engine, CartRequest(lines=(LineRequest(sku="SAMPLE-1", quantity=1),), buyer=JANE))
    await store.close()
    return path


async def pay_with(page: Page, code: str, pin: str) -> None:
    await page.get_by_label("ギフトカード番号").fill(code)
    await page.get_by_label("PIN（ある場合）").fill(pin)
    await page.get_by_role("button", name="カードで払う").click()


async def test_a_card_pays_with_its_pin_and_with_no_other(page: Page) -> None:
    await page.goto("/sandbox/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)
    await to_review(page, "煎茶おためしパック")
    await order(page)
    await page.goto("/sandbox/inbox")
    await page.get_by_role("list").get_by_role("link").first.click()
    said = page.get_by_text(re.compile(r"番号 BACK-"))
    await expect(said).to_be_visible()
    found = re.search(r"番号 (BACK[-\w]+) 暗証番号 (\d{6})", await said.inner_text())
    assert found is not None
    code, pin = found.groups()

    await to_review(page, "煎茶まとめパック")
    await pay_with(page, code, f"{(int(pin) + 1) % 10**6:06}")
    await expect(page.get_by_role("status").locator(".problem")).to_be_visible()
    await expect(page.get_by_text("残りのお支払い")).to_have_count(0)
    await pay_with(page, code, pin)
    await expect(page.get_by_text("残りのお支払い")).to_be_visible()
    await fits_both_sizes(page, "sandbox-pin")
    await order(page)


async def test_staff_give_a_card_a_new_pin_and_see_it_once(page: Page) -> None:
    await page.goto("/admin/gift-cards")
    await page.get_by_role("group", name="ギフトカードの一覧").get_by_role("link").click()
    await expect(page.get_by_text("支払いに必要")).to_be_visible()
    await page.get_by_role("button", name="PINを再発行").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("理由").fill("紙を失くした")
    await dialog.get_by_role("button", name="PINを再発行").click()
    await expect(dialog.get_by_label("新しいPIN")).to_have_text(re.compile(r"^\d{6}$"))
    await fits_both_sizes(page, "card-new-pin")
    await dialog.get_by_role("button", name="閉じる").last.click()
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_text("PINを再発行した")).to_be_visible()
    await expect(page.get_by_text("紙を失くした")).to_be_visible()
