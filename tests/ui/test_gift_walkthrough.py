"""Somebody sets up refunds to gift cards (M5) in the browser alone, refunds 1,000 bookings; a shopper spends a card."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from engine.model.records import Page
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.service.deliver import deliver
from engine.service.kept_mails import kept_mails
from engine.service.run_jobs import run_job
from engine.store.connect import open_store
from tests.service.gifts import buy
from tests.service.shop import make_engine, open_shop_without_rules
from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.site import SHOP, Site
from tests.ui.test_rules_wizard import fill
from tests.ui.test_sandbox import OPENING_MS, order, to_review

ROWS = 1_000
FILE = "予約番号,お客様,メール,金額\n" + "".join(
    f"APR_{number:04},c{number},c{number}@shop.example,{1000 + number}\n" for number in range(ROWS)
)
SUM = f"¥{sum(1000 + number for number in range(ROWS)):,}"
WORK_MS = 60_000  # a thousand rows, on a machine that does much else


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with products, and no rule yet."""
    path = tmp_path_factory.mktemp("gift-walkthrough") / "shop.sqlite3"
    store = open_store(f"sqlite://{path}")
    await store.open()
    await open_shop_without_rules(make_engine(store), SHOP)
    await store.close()
    return path


async def write_rule(page: Tab, story: str, name: str, days: str) -> None:
    """From a story to a stored draft, good for `days` (S5.5, S5.12, S5.16)."""
    await page.goto("/admin/rules/new")
    await page.get_by_role("link", name=f"これで始める: {story}").click()
    await expect(page.get_by_role("group", name="有効期間", exact=True)).to_be_visible(timeout=WORK_MS)
    await fill(page, "有効期間", "数値", days)
    await expect(page.get_by_text("365日").first).to_be_visible()
    await picture(page, f"gift-walkthrough-rule-{name}")
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name=f"{name}.otoku")).to_be_visible(timeout=WORK_MS)


async def publish(page: Tab) -> None:
    """Look at what changes, and let it go live."""
    await page.goto("/admin/releases")
    go = page.get_by_role("button", name="公開する")
    await expect(go).to_be_enabled(timeout=WORK_MS)
    await picture(page, "gift-walkthrough-release")
    await go.click()
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()


async def refund_all(page: Tab, site: Site) -> None:
    """A thousand bookings: handed in, mapped, looked through, run (D5.d)."""
    await page.goto("/admin/gift-cards/refund")
    await page.get_by_label("渡すギフトカード").select_option("bulk-refund")
    await page.get_by_label("返金のファイル").set_input_files(
        {"name": "april.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    await page.get_by_role("button", name="読み込む").click()
    await expect(page.get_by_text("APR_0000")).to_be_visible()
    await page.get_by_role("button", name="合計を確かめる").click()
    await expect(page.get_by_role("heading", name="ファイルを確かめています")).to_be_visible()
    assert await run_job(site.engine)
    run = page.get_by_role("button", name=f"1,000 件、{SUM} を返金する")
    await expect(run).to_be_visible(timeout=WORK_MS)
    await picture(page, "gift-walkthrough-totals")
    await run.click()
    await expect(page.get_by_role("heading", name="返金しています")).to_be_visible()
    assert await run_job(site.engine)
    await expect(page.get_by_role("heading", name="返金しました")).to_be_visible(timeout=WORK_MS)
    await picture(page, "gift-walkthrough-done")


async def code_in(page: Tab) -> str:
    """The number in the newest mail of the inbox that is open."""
    text = page.get_by_text(re.compile(r"番号：\s*[A-Z]{4}-")).first
    await expect(text).to_be_visible()
    found = re.search(r"番号：\s*([A-Z]{4}(?:-[A-Z0-9]{4})+)", await text.inner_text())
    assert found is not None
    return found.group(1)


async def spend(page: Tab, site: Site) -> None:
    """A customer pays with the number in the mail; the desk sees what is left, by booking (S5.8, S5.27, S5.39)."""
    assert await deliver(site.engine, 1) == 1
    await page.goto("/admin/messages/inbox")
    await page.get_by_role("list", name="メールの一覧").get_by_role("link").first.click()
    await page.get_by_text("テキスト", exact=True).click()
    code = await code_in(page)
    [mail] = await kept_mails(site.engine, SHOP, Page(limit=2))
    number = int(re.sub(r"\D", "", mail.recipient))
    buyer = BuyerRequest(email=mail.recipient, external_id=f"c{number}")
    lines = (LineRequest(sku="PACK-1", quantity=1),)
    paid = await buy(site.engine, CartRequest(lines=lines, gift_cards=(code,), buyer=buyer))
    assert [1000 + number] == [tender.amount for tender in paid.quote.tenders]
    await page.goto(f"/admin/gift-cards?value=APR_{number:04}")
    await page.get_by_role("group", name="ギフトカードの一覧").get_by_role("link").click()
    await expect(page.get_by_text("支払いに使用")).to_be_visible()
    await picture(page, "gift-walkthrough-spent")
    assert [] == await violations(page)


async def spend_in_the_sandbox(page: Tab) -> None:
    """A shopper takes a card for an order, pays another with it, and gets it back (S5.35)."""
    await page.goto("/sandbox/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)
    await to_review(page, "煎茶まとめパック")
    await order(page)
    await give_back(page, as_card=True)
    await page.goto("/sandbox/inbox")
    await page.get_by_role("list").get_by_role("link").first.click()
    code = await code_in(page)
    await to_review(page, "常滑焼の急須")
    await page.get_by_label("ギフトカード番号").fill(code)
    await page.get_by_role("button", name="カードで払う").click()
    await expect(page.get_by_text("残りのお支払い")).to_be_visible()
    await picture(page, "gift-walkthrough-pay")
    await order(page)
    await give_back(page, as_card=False)
    await expect(page.get_by_text("の残高: ¥4,300")).to_be_visible()
    for width in (390, 1280):
        await page.set_viewport_size({"width": width, "height": 800})
        await picture(page, f"gift-walkthrough-refunded-{width}")
        assert 0 == await overflow(page)
    assert [] == await violations(page)


async def give_back(page: Tab, *, as_card: bool) -> None:
    """Give the order back that was just placed."""
    await page.get_by_text("この注文の返金を試す").click()
    if as_card:
        await page.get_by_label("現金の分はギフトカードで返す").check()
    await page.get_by_role("button", name="残りを全額返金").click()
    await expect(page.get_by_text("を返金しました。")).to_be_visible()


@pytest.mark.requirement("M5", "S5.1", "S5.5", "S5.12", "S5.17", "S5.35", "D5.d")
async def test_refunds_to_gift_cards_are_set_up_run_and_spent_in_the_browser(
    open_page: OpenPage, site: Site
) -> None:
    page = await open_page()
    page.set_default_timeout(WORK_MS)
    await write_rule(page, "まとめて返金するギフトカード", "bulk-refund", "３６５")
    await write_rule(page, "返金をギフトカードで", "refund-card", "365")
    await publish(page)
    await refund_all(page, site)
    await spend(page, site)
    await spend_in_the_sandbox(page)
