"""Webhooks: an endpoint is added, tried, read about, switched off, in the browser alone."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect
from standardwebhooks import Webhook

from engine.service.send_webhooks import send_webhooks
from tests.support.web import Answer, WebServer, web_server
from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.site import Site


@pytest.fixture
async def receiver() -> AsyncIterator[WebServer]:
    async with web_server() as server:
        yield server


async def add(page: Page, url: str) -> str:
    """Add the endpoint `erp` by hand; its secret."""
    await page.goto("/admin/settings/webhooks")
    await page.get_by_role("button", name="送り先を追加").click()
    dialog = page.get_by_role("dialog", name="送り先を追加")
    await dialog.get_by_label("名前").fill("erp")
    await dialog.get_by_label("URL").fill(url)
    await dialog.get_by_label("クーポンを発行した").check()
    await dialog.get_by_label("ルールを公開した").check()
    await picture(page, "webhook-add", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="追加する").click()
    once = page.get_by_role("dialog", name="署名の鍵を保存してください")
    secret = await once.get_by_label("鍵", exact=True).input_value()
    await once.get_by_role("button", name="保存しました").click()
    await expect(page.get_by_text("知らせはまだありません")).to_be_visible()
    return secret


async def send_test(page: Page, site: Site) -> None:
    async with page.expect_response(lambda response: "graphql" in response.url):
        await page.get_by_role("button", name="試し送り").click()
    await expect(page.get_by_role("table", name="送った知らせ").get_by_text("送信待ち")).to_be_visible()
    assert 1 == await send_webhooks(site.engine)


@pytest.mark.requirement("S5.49", "S5.50")
async def test_an_endpoint_is_added_tried_and_looked_at(page: Page, site: Site, receiver: WebServer) -> None:
    secret = await add(page, f"{receiver.url}/otoku")
    await send_test(page, site)
    (got,) = receiver.received
    at = site.engine.clock.now()
    said = got.headers["webhook-signature"]
    assert Webhook(secret).sign(got.headers["webhook-id"], at, got.body.decode()) in said

    receiver.otherwise = Answer(status=500)
    await page.reload()
    table = page.get_by_role("table", name="送った知らせ")
    await expect(table.get_by_role("row").filter(has_text="届いた")).to_have_count(1)
    await send_test(page, site)
    await page.reload()
    waiting = table.get_by_role("row").filter(has_text="送信待ち")
    await expect(waiting).to_have_count(1)
    await picture(page, "webhooks")
    assert [] == await violations(page)
    await waiting.get_by_role("button", name="詳細").click()
    detail = page.get_by_role("dialog", name="知らせの詳細")
    await expect(detail.get_by_role("row").filter(has_text="500")).to_be_visible()
    await picture(page, "webhook-delivery", whole=False)
    assert [] == await violations(page)


async def test_an_endpoint_is_switched_off_and_removed(page: Page, receiver: WebServer) -> None:
    await add(page, f"{receiver.url}/otoku")
    await page.get_by_role("button", name="停止", exact=True).click()
    await expect(page.get_by_role("table", name="送り先の一覧").get_by_text("停止中")).to_be_visible()
    await page.get_by_role("button", name="削除").click()
    await page.get_by_role("dialog").get_by_role("button", name="削除する").click()
    await expect(page.get_by_text("送り先はまだありません")).to_be_visible()


async def test_an_address_inside_the_house_is_refused_with_the_reason(page: Page) -> None:
    await page.goto("/admin/settings/webhooks")
    await page.get_by_role("button", name="送り先を追加").click()
    dialog = page.get_by_role("dialog", name="送り先を追加")
    await dialog.get_by_label("名前").fill("erp")
    await dialog.get_by_label("URL").fill("https://10.0.0.7/otoku")
    await dialog.get_by_label("注文を記録した").check()
    await dialog.get_by_role("button", name="追加する").click()
    await expect(dialog.get_by_role("alert")).to_be_visible()
    await picture(page, "webhook-refused", whole=False)


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_the_form_fits_a_phone(open_page: OpenPage, locale: str) -> None:
    page = await open_page(locale=locale, width=390)
    await page.goto("/admin/settings/webhooks")
    await page.get_by_role("button", name={"ja": "送り先を追加", "en": "Add an endpoint"}[locale]).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await picture(page, f"webhook-add-{locale}-390", whole=False)
    assert [] == await violations(page)
    assert 0 == await overflow(page)
