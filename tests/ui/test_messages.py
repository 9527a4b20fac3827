"""The outbox with its reasons, messages of unknown fate, and the inbox where mails are shown as they would arrive."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.records import MessageState
from engine.service.sample_week import create_sample_week
from tests.service.shop import TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import Site


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_messages_say_what_became_of_them_and_why(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    await create_sample_week(site.engine, "tea", actor=TEST)
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/messages")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows.first).to_be_visible()
    every = await rows.count()
    await fits_both_sizes(page, f"messages-{locale}", whole=False)
    await page.goto("/admin/messages?state=SENT")
    await expect(rows.first).to_be_visible()
    assert 0 < await rows.count() <= every
    await page.goto("/admin/messages?q=no-such-order")
    await expect(page.get_by_role("status").get_by_role("heading", level=2)).to_be_visible()


async def test_a_new_shop_is_told_that_mails_stay_in_the_inbox(page: Page) -> None:
    await page.goto("/admin/messages")
    await expect(page.get_by_role("heading", name="メッセージはまだありません")).to_be_visible()
    await page.get_by_role("link", name="受信箱を開く").click()
    await expect(page.get_by_role("heading", name="メールはまだありません")).to_be_visible()
    await picture(page, "inbox-none")
    assert [] == await violations(page)


async def test_a_mail_is_read_as_html_and_as_text_in_a_frame_without_rights(
    open_page: OpenPage, site: Site
) -> None:
    await buy(site.engine, "o-1001", "SAMPLE-1")
    await site.work()
    page = await open_page(width=390)
    await page.goto("/admin/messages/inbox")
    await page.get_by_role("list", name="メールの一覧").get_by_role("link").first.press("Enter")
    frame = page.locator("iframe")
    await expect(frame).to_have_attribute("sandbox", "")
    await expect(page.frame_locator("iframe").locator("body")).to_contain_text("山田太郎")
    await fits_both_sizes(page, "inbox")
    await page.get_by_text("テキスト", exact=True).click()
    await expect(page.locator("pre")).to_contain_text("山田太郎")
    await page.reload()
    await expect(page.locator("iframe")).to_be_visible()


async def lose_while_handing_over(site: Site) -> None:
    """Leave the one due message without an answer of the mail server."""
    engine, now = site.engine, site.clock.now()
    lease = now + timedelta(minutes=2)
    (message,) = await engine.store.claim_messages(now, lease, 1)
    assert await engine.store.hand_over(message, now, lease) is MessageState.HANDOVER
    assert await engine.store.settle_message(message, MessageState.UNKNOWN, "the answer was lost", None, now)


async def test_a_message_of_unknown_fate_is_settled_by_a_person(page: Page, site: Site) -> None:
    await buy(site.engine, "o-1001", "SAMPLE-1")
    await lose_while_handing_over(site)
    await page.goto("/admin/messages?state=UNKNOWN")
    await page.get_by_role("button", name="結果を決める").click()
    dialog = page.get_by_role("dialog", name="送信の結果を決める")
    await picture(page, "message-unknown", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="送信済みとする").click()
    await expect(page.get_by_role("heading", name="条件に合うメッセージはありません")).to_be_visible()
    await page.goto("/admin/messages?state=SENT")
    await expect(page.get_by_role("table").locator("tbody tr")).to_have_count(1)
