"""Somebody who has never seen Otoku sets up reminders (M3) and a buyers' list (M2) in the browser alone."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect

from engine.model.cart_requests import CartSaveRequest, RecoveredCart, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page as CartPage
from engine.model.program import ChannelName
from engine.model.records import Page as Slice
from engine.model.requests import BuyerRequest
from engine.model.saved_cart import CartStep
from engine.service.kept_mails import kept_mails
from engine.service.recover_cart import recover_cart
from engine.service.save_cart import save_cart
from tests.service.list_shop import agree
from tests.service.shop import TEST, buy, cart
from tests.ui.conftest import OpenPage
from tests.ui.looks import picture, violations
from tests.ui.site import SHOP, Site
from tests.ui.test_sandbox import OPENING_MS, order, put_in_cart, to_gateway
from tests.ui.test_sandbox_carts import move_clock, open_controls
from tests.ui.test_sandbox_landing import TEXTS, leave, open_landing, open_sms
from tests.ui.test_walkthrough import publish
from tests.ui.test_walkthrough import shop_database as shop_database  # noqa: PLC0414 - a shop without a rule

TARO = BuyerRequest(email="taro@shop.example", phone="+819012345678", name="山田太郎", locale="ja")


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


async def fill(page: Page, name: str, value: str) -> None:
    """Type into the first control of a row."""
    field = row(page, name).get_by_role("textbox").first
    await field.fill(value)
    await field.press("Enter")
    await expect(field).to_have_value(value)


async def choose(page: Page, story: str) -> None:
    """Begin with a story."""
    await page.goto("/admin/rules/new")
    await page.get_by_role("link", name=f"これで始める: {story}", exact=True).click()
    await expect(page.get_by_role("button", name="下書きとして保存")).to_be_visible()


async def save(page: Page, path: str) -> None:
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name=path)).to_be_visible()


async def say_who_sends(page: Page) -> None:
    """What the law wants in advertising, before the first rule that sends any."""
    await fill(page, "差出人", "shop@tea.example")
    await fill(page, "名称", "おとく茶舗")
    await fill(page, "住所", "東京都千代田区丸の内1-1-1")
    await fill(page, "連絡先", "support@tea.example")
    await expect(page.get_by_text("入力の内容にエラーがあります。")).to_have_count(0)
    await picture(page, "walkthrough-sender")
    assert [] == await violations(page)
    await save(page, "sender.otoku")


async def open_sandbox(page: Page) -> None:
    await page.goto("/sandbox/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)


async def say_who_buys(page: Page, email: str, phone: str = "") -> None:
    """The details of the buyer, with the tick, on the way to the order."""
    await page.get_by_role("link", name="お客様情報の入力へ").click()
    await page.get_by_label("メールアドレス").fill(email)
    await page.get_by_label("携帯電話番号").fill(phone)
    await page.get_by_label("お知らせ").check()
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await expect(page.get_by_role("heading", name="注文内容", level=1)).to_be_visible()


async def set_up_reminders(page: Page) -> None:
    """The starter says what it lacks and leads there; two reminders, one changed; then live."""
    await choose(page, "確認画面で離脱したお客様へのメール")
    await expect(page.get_by_text("入力の内容にエラーがあります。")).to_be_visible()
    await picture(page, "walkthrough-m3-1-lacks")
    await page.get_by_role("link", name="送信者情報を設定する").click()
    await say_who_sends(page)
    await choose(page, "確認画面で離脱したお客様へのメール")
    await fill(page, "送るまでの時間", "2")
    await expect(page.get_by_text("2時間").first).to_be_visible()
    await picture(page, "walkthrough-m3-2-reminder")
    await save(page, "confirm-abandoned.otoku")
    await choose(page, "入力フォームで離脱したお客様への SMS")
    await save(page, "form-abandoned-sms.otoku")
    await publish(page)


async def leave_the_confirmation(page: Page) -> None:
    """Pay with the card and not press the last button; hours later there is a mail, which brings the cart back."""
    await open_sandbox(page)
    await put_in_cart(page, "煎茶まとめパック")
    await say_who_buys(page, "hanako@example.com")
    await to_gateway(page)
    async with page.expect_response(lambda answer: "CONFIRM" in (answer.request.post_data or "")):
        await page.get_by_role("button", name="承認して戻る").click()
    await move_clock(page)
    await page.get_by_role("link", name="受信箱").click()
    await page.get_by_role("link", name=re.compile("カートに商品が残っています")).click()
    await picture(page, "walkthrough-m3-3-mail")
    await page.locator("pre a[href^='/sandbox/r/']").click()
    await expect(page.get_by_text("前回のカートの中身を元に戻しました")).to_be_visible(timeout=OPENING_MS)
    await page.get_by_role("link", name="お客様情報の入力へ").click()
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await order(page)


async def leave_the_form(page: Page) -> None:
    """The same with the form of a landing page, whose SMS opens it again."""
    await leave(await open_landing(page), TEXTS["ja"])
    await move_clock(page)
    await open_sms(page)
    await picture(page, "walkthrough-m3-4-sms")
    await page.locator(".bubble a[href^='/sandbox/r/']").click()
    await expect(page.get_by_text("ご入力の続きからどうぞ。")).to_be_visible(timeout=OPENING_MS)
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await expect(page.get_by_role("heading", name="注文内容", level=1)).to_be_visible()
    await order(page)


async def a_real_buyer_comes_back(site: Site) -> None:
    """What the shop's pages and server report of a buyer, from the confirmation screen to the order by the link."""
    await agree(site.engine, ChannelName.EMAIL, "taro@shop.example")
    left = CartSaveRequest(
        cart=cart("PACK-1", buyer=TARO, token="real-cart"), step=CartStep.CONFIRM, page=CartPage.SHOP
    )
    saved = await save_cart(site.engine, SHOP, left, reporter=Reporter(trusted=True), actor=TEST)
    assert not isinstance(saved, Rejection), saved
    site.clock.advance(timedelta(hours=2))
    await site.work()
    mails = await kept_mails(site.engine, SHOP, Slice(limit=1))
    token = re.search(r"/r/(\S+)", mails[0].text)
    assert token is not None
    back = await recover_cart(site.engine, SHOP, token.group(1), actor=TEST)
    assert isinstance(back, RecoveredCart), back
    await buy(site.engine, "3001", "PACK-1", shop=SHOP, buyer=TARO, token=back.token)
    await site.work()


@pytest.mark.requirement("M3", "S3.9", "S3.10", "S3.11", "S3.13", "S3.14", "S3.18", "S3.28", "S3.30", "S3.50")
async def test_reminders_are_set_up_tried_published_and_counted(open_page: OpenPage, site: Site) -> None:
    page = await open_page()
    await set_up_reminders(page)

    await leave_the_confirmation(page)
    await leave_the_form(page)

    dialog = await open_controls(page)
    for rule in ("confirm-abandoned", "form-abandoned-sms"):
        counted = dialog.get_by_role("listitem").filter(has_text=rule)
        await expect(counted).to_contain_text(re.compile(r"送信\s*1\s*クリック\s*1\s*回収\s*1"))
    await page.close()
    await a_real_buyer_comes_back(site)
    page = await open_page()  # hours later, when the session has ended
    await page.clock.set_fixed_time(site.clock.now())
    await page.goto("/admin/carts?since=2026-05-20&until=2026-05-20")
    await expect(page.get_by_role("table").get_by_text("PACK-1")).to_be_visible()
    await expect(page.get_by_role("table").get_by_text("あり").first).to_be_visible()
    await picture(page, "walkthrough-m3-5-carts")
    await page.goto("/admin/stats")
    await expect(
        page.get_by_role("row", name=re.compile("confirm-abandoned|確認画面離脱")).first
    ).to_be_visible()
    await picture(page, "walkthrough-m3-6-figures")


async def set_up_a_list(page: Page) -> None:
    """Who sends, then who buys the sample becomes a reader; the mail comes after two days instead of three."""
    await choose(page, "メッセージの送信者情報")
    await say_who_sends(page)
    await choose(page, "購入者リストとステップメッセージ")
    second = row(page, "ステップ").nth(1).get_by_role("textbox").first
    await second.fill("2")
    await second.press("Enter")
    await expect(page.get_by_text("2日後").first).to_be_visible()
    await picture(page, "walkthrough-m2-1-list")
    await save(page, "buyers.otoku")
    await publish(page)


async def buy_and_read(page: Page) -> None:
    """A shopper of the sandbox: an SMS at once, a mail two days later."""
    await open_sandbox(page)
    await put_in_cart(page, "煎茶おためしパック")
    await say_who_buys(page, "hanako@example.com", "090-1234-5678")
    await order(page)
    await open_sms(page)
    await expect(page.locator(".bubble")).to_contain_text("ご購入ありがとうございます")
    await expect(page.get_by_text("1 通分")).to_be_visible()
    dialog = await open_controls(page)
    await dialog.get_by_role("button", name="7 日", exact=True).click()
    await expect(dialog.get_by_role("status")).not_to_have_text("お待ちください…", timeout=OPENING_MS)
    await dialog.get_by_role("button", name="閉じる", exact=True).click()
    await page.get_by_role("link", name="受信箱").click()
    await expect(page.get_by_role("link", name=re.compile("商品の使い方のご案内"))).to_be_visible()
    await picture(page, "walkthrough-m2-2-inbox")


async def write_to_the_list(page: Page, site: Site) -> None:
    """From the product to its list, to its readers, to a message."""
    await page.goto("/admin/products/SAMPLE-1")
    await page.get_by_role("region", name="配信リスト").get_by_role("link", name="購入者リスト").click()
    readers = page.get_by_role("table", name="読者の一覧")
    await expect(readers.get_by_text("taro@shop.example")).to_be_visible()
    await readers.get_by_role("button", name="ステップ").first.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("これから").first).to_be_visible()
    await picture(page, "walkthrough-m2-3-steps", whole=False)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="メッセージを送る").click()
    await dialog.get_by_label("件名").fill("新茶のお知らせ")
    await dialog.get_by_role("button", name="宛先と文面を確かめる").click()
    await dialog.get_by_role("button", name="1 人に送る").click()
    await expect(page.get_by_text("配信を始めました").first).to_be_visible()
    await site.work()


async def take_it_back(page: Page, site: Site) -> None:
    """The reader follows the link at the end of the mail, and the ledger knows it."""
    mails = await kept_mails(site.engine, SHOP, Slice(limit=5))
    mail = next(one for one in mails if one.subject == "新茶のお知らせ")
    link = re.search(r"https?://\S+(/u/\S+)", mail.text)
    assert link is not None
    await page.goto(link.group(1))
    await page.get_by_role("button", name="お知らせをすべて停止する").click()
    await expect(page.get_by_text(re.compile("停止しました")).first).to_be_visible()
    await page.goto("/admin/customers/consents?q=taro@shop.example")
    await expect(page.get_by_role("region", name="現在の状態")).to_contain_text("広告は送れません")
    await picture(page, "walkthrough-m2-4-withdrawn")


@pytest.mark.requirement("M2", "S2.2", "S2.11", "S2.13", "S2.14", "S2.15", "S2.16", "S2.17", "S2.22")
async def test_a_buyers_list_is_set_up_tried_published_written_to_and_left(
    open_page: OpenPage, site: Site
) -> None:
    page = await open_page()
    await set_up_a_list(page)
    await buy_and_read(page)

    await agree(site.engine, ChannelName.EMAIL, "taro@shop.example")
    await buy(site.engine, "4001", "SAMPLE-1", shop=SHOP, buyer=replace(TARO, member=True))
    await site.work()
    await write_to_the_list(page, site)
    await take_it_back(page, site)

    await page.goto("/admin/lists")
    await expect(
        page.get_by_role("table").get_by_role("row", name=re.compile("購入者リスト"))
    ).to_contain_text("1")
    await picture(page, "walkthrough-m2-5-lists")
