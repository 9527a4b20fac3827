"""Lists of buyers with their readers and steps, messages to a list, and the channels that they go by."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.answers import Published
from engine.model.program import ChannelName
from engine.model.requests import BuyerRequest
from engine.service.publish import publish
from tests.service.list_shop import FILES
from tests.service.list_shop import agree as agree_in
from tests.service.shop import TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import SHOP, Site

TARO = BuyerRequest(email="taro@shop.example", phone="+819012345678", name="山田太郎", locale="ja")
HANAKO = BuyerRequest(email="hanako@shop.example", name="佐藤花子", locale="ja")


@pytest.fixture
async def listed(site: Site) -> Site:
    """A shop with a list of a rule and two readers, of whom one agreed to mails."""
    published = await publish(site.engine, SHOP, FILES, expected=1, actor=TEST)
    assert isinstance(published, Published), published
    await agree_in(site.engine, ChannelName.EMAIL, "taro@shop.example")
    for order, buyer in (("order-taro", TARO), ("order-hanako", HANAKO)):
        await buy(site.engine, order, "SAMPLE-1", shop=SHOP, buyer=buyer)
    await site.work()
    return site


@pytest.mark.requirement("S2.5", "S2.6", "S2.7", "S2.11", "S2.16", "S2.18", "S2.19", "S2.20")
async def test_lists_are_found_by_tab_and_from_the_product_and_lead_back(page: Page, listed: Site) -> None:
    await page.goto("/admin/lists")
    table = page.get_by_role("table", name="配信リストの一覧")
    await expect(table.get_by_role("link", name="サンプル購入者")).to_be_visible()
    await page.get_by_role("radiogroup", name="リストの種類").get_by_text("セミナー").click()
    await expect(page.get_by_text("この種類のリストはありません")).to_be_visible()
    await page.get_by_role("radiogroup", name="リストの種類").get_by_text("購入者").click()
    await (
        table.get_by_role("row")
        .filter(has_text="サンプル購入者")
        .get_by_role("link", name="SAMPLE-1")
        .click()
    )
    lists = page.get_by_role("region", name="配信リスト")
    await expect(lists.get_by_text("読者 2 人").first).to_be_visible()
    await picture(page, "product-lists")
    await lists.get_by_role("link", name="サンプル購入者").click()
    readers = page.get_by_role("table", name="読者の一覧")
    await expect(readers.get_by_text("hanako@shop.example")).to_be_visible()
    plan = page.get_by_role("region", name="ステップの流れ").get_by_role("listitem")
    await expect(plan.first).to_contain_text("登録")
    await page.get_by_role("link", name="送信状況を見る").click()
    await expect(page.get_by_label("ルール")).to_have_value("sample")
    sent = page.get_by_role("table").locator("tbody tr")
    await expect(sent.first).to_be_visible()
    await expect(sent.filter(has_not_text="sample")).to_have_count(0)
    await fits_both_sizes(page, "messages-of-list", whole=False)
    await page.get_by_role("link", name="リスト「sample」を開く").click()
    await page.get_by_label("携帯番号").select_option("YES")
    await expect(readers.get_by_text("hanako@shop.example")).to_have_count(0)
    await expect(readers.get_by_text("+819012345678")).to_be_visible()


@pytest.mark.requirement("S2.22")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_reader_shows_the_steps_with_the_reason_of_what_did_not_go(
    open_page: OpenPage, listed: Site, locale: Literal["ja", "en"]
) -> None:
    ja = locale == "ja"
    page = await open_page(locale=locale)
    await page.goto("/admin/lists/sample")
    row = page.get_by_role("row").filter(has_text="taro@shop.example")
    await row.get_by_role("button", name="ステップ" if ja else "Steps").click()
    dialog = page.get_by_role("dialog")
    reason = "送信手段（sms）が設定されていません" if ja else "No sms channel is set up"
    await expect(dialog.get_by_role("listitem").filter(has_text=reason)).to_have_count(1)
    await expect(dialog.get_by_text("これから" if ja else "to come").first).to_be_visible()
    await picture(page, f"list-steps-{locale}", whole=False)
    assert [] == await violations(page)


@pytest.mark.requirement("S2.3", "S2.15", "S2.17")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_message_to_a_list_is_looked_over_and_goes_to_who_may_get_it(
    open_page: OpenPage, listed: Site, locale: Literal["ja", "en"]
) -> None:
    ja = locale == "ja"
    page = await open_page(locale=locale)
    await page.goto("/admin/lists/sample")
    dialog = page.get_by_role("dialog")
    await page.get_by_role("button", name="メッセージを送る" if ja else "Write to this list").click()
    await dialog.get_by_label("件名" if ja else "Subject").fill("新茶")
    body = dialog.get_by_label("本文" if ja else "Text")
    whole = await body.input_value()
    await body.fill("お知らせ")
    look = dialog.get_by_role("button", name="宛先と文面を確かめる" if ja else "Check text and receivers")
    await look.click()
    await expect(dialog.get_by_text("shop.legal.name").last).to_be_visible()
    await picture(page, f"list-compose-{locale}", whole=False)
    await body.fill(whole)
    await look.click()
    await expect(dialog.get_by_text("茶舗")).to_be_visible()
    assert [] == await violations(page)
    await picture(page, f"list-check-{locale}", whole=False)
    await dialog.get_by_role("button", name="1 人に送る" if ja else "Send to 1 reader").click()
    await expect(page.get_by_text("配信を始めました" if ja else "It is on its way").first).to_be_visible()
    await listed.work()
    await page.goto("/admin/messages/inbox")
    await expect(page.get_by_text("新茶").first).to_be_visible()


@pytest.mark.requirement("S2.23", "S2.24", "S2.25", "S2.26", "S2.27")
async def test_a_suspended_channel_is_asked_for_and_works_once_that_is_approved(
    page: Page, site: Site
) -> None:
    await page.goto("/admin/messages/channels")
    sms = page.get_by_role("region", name="SMS")
    await sms.get_by_role("button", name="停止する").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("理由").fill("苦情がありました")
    await dialog.get_by_role("button", name="停止する").click()
    await expect(sms.get_by_text("苦情がありました")).to_be_visible()
    await sms.get_by_role("button", name="再開を申請").click()
    await dialog.get_by_label("送る内容").fill("ご購入のお礼だけを送ります")
    await dialog.get_by_role("button", name="内容を確かめる").click()
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="申請する").click()
    await expect(sms.get_by_text("承認待ちです")).to_be_visible()
    requests = page.get_by_role("table", name="再開の申請")
    await picture(page, "channels-suspended")
    await requests.get_by_role("button", name="決める").click()
    await dialog.get_by_label("返答").fill("どうぞ")
    await dialog.get_by_role("button", name="承認して再開").click()
    await expect(
        requests.get_by_role("row").filter(has_text="どうぞ").get_by_text("承認", exact=True)
    ).to_be_visible()
    await expect(sms.get_by_text("停止中")).to_have_count(0)


async def test_consent_of_a_customer_is_looked_up_withdrawn_and_an_address_stopped(
    page: Page, listed: Site
) -> None:
    await page.goto("/admin/customers?q=taro@shop.example")
    await page.get_by_role("link", name="記録").click()
    stands = page.get_by_role("region", name="現在の状態")
    ledger = page.get_by_role("table", name="同意の記録")
    await expect(stands.get_by_text("広告を送れます")).to_be_visible()
    await expect(ledger.get_by_text("お知らせを受け取る")).to_be_visible()
    dialog = page.get_by_role("dialog")
    await stands.get_by_role("button", name="配信停止を記録").click()
    await dialog.get_by_label("理由").fill("お電話で")
    await dialog.get_by_role("button", name="配信停止を記録").click()
    await expect(stands.get_by_text("広告は送れません")).to_be_visible()
    await expect(
        ledger.get_by_role("row").filter(has_text="お電話で").get_by_text("配信停止")
    ).to_be_visible()
    await stands.get_by_role("button", name="送信を止める").click()
    await dialog.get_by_label("理由").fill("ご本人の希望")
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="送信を止める").click()
    await expect(stands.get_by_text("スタッフが停止しました")).to_be_visible()
    await picture(page, "consents-stopped")
    await stands.get_by_role("button", name="送信を再び許す").click()
    await expect(stands.get_by_text("スタッフが停止しました")).to_have_count(0)


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_lists_and_channels_fit_every_screen(
    open_page: OpenPage, listed: Site, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    for address in ("lists", "lists/sample", "messages/channels", "customers/consents?q=taro@shop.example"):
        await page.goto(f"/admin/{address}")
        await expect(page.locator("h1")).to_be_visible()
        await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
        await fits_both_sizes(page, f"{address.split('?')[0].replace('/', '-')}-{locale}")
