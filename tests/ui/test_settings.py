"""Settings: the shop, templates with their preview, staff, tokens; and one's own account."""

from datetime import timedelta
from typing import Literal

import pyotp
import pytest
from playwright.async_api import Page, expect

from engine.model.staff import Role
from engine.service.shop_profile import update_shop
from tests.service.shop import TEST, buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, overflow, picture, violations
from tests.ui.site import SHOP, Site
from tests.ui.test_coupons import PASSWORD, sign_in

KINDS = ["", "/templates?file=templates%2Fthanks-coupon.ja.liquid", "/staff", "/tokens"]


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_all_settings_show_themselves_well(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    page = await open_page(locale=locale, width=width)
    for place, address in enumerate([f"/admin/settings{kind}" for kind in KINDS] + ["/admin/account"]):
        await page.goto(address)
        await expect(page.get_by_role("heading", level=2).first).to_be_visible()
        await expect(page.locator("#content [aria-busy=true]")).to_have_count(0)
        await fits_both_sizes(page, f"settings-{place}-{locale}")


async def test_the_shop_gets_a_name_and_testers_and_a_test_mail(page: Page, site: Site) -> None:
    await page.goto("/admin/settings")
    await page.get_by_label("ショップ名").fill("おとく茶舗 本店")
    await page.get_by_label("テスト用のメールアドレス").fill("tester@shop.example")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("banner").get_by_text("おとく茶舗 本店")).to_be_visible()
    await page.get_by_role("button", name="送る").click()
    await expect(page.get_by_text("テストメールを送りました")).to_be_visible()
    await page.goto("/admin/messages/inbox")
    await expect(page.get_by_text("tester@shop.example")).to_be_visible()
    await page.goto("/admin/settings")
    await page.get_by_label("テスト用のメールアドレス").fill("no address")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    assert [] == await violations(page)


async def test_a_template_is_edited_beside_its_preview(page: Page, site: Site) -> None:
    await page.goto("/admin/settings/templates")
    await page.get_by_role("list", name="テンプレートの一覧").get_by_role("link", name="ja").click()
    text = page.get_by_label("文面")
    frame = page.frame_locator("iframe")
    await expect(frame.locator("body")).to_contain_text("クーポン番号")
    before = await text.input_value()
    await text.fill(before.replace("クーポン番号", "お楽しみの番号"))
    await expect(frame.locator("body")).to_contain_text("お楽しみの番号")
    await page.get_by_role("button", name="下書きに保存").click()
    await expect(page.get_by_text("未公開")).to_be_visible()
    await text.fill(before + "{{ coupon.nothing }}")
    await expect(page.get_by_role("status").filter(has_text="行目").first).to_be_visible()
    await picture(page, "template-mistake")
    assert [] == await violations(page)


MJML = """category: coupon
subject: {{ order.id }}
---
--- mjml
<mjml><mj-body background-color="#f5f5f5"><mj-section background-color="#ffffff"><mj-column>
  <mj-text>ご注文 {{ order.id }} のお礼に</mj-text>
  <mj-button background-color="{{ shop.colour }}" href="https://shop.example/">{{ coupon.code }}</mj-button>
</mj-column></mj-section></mj-body></mjml>
"""


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_responsive_template_is_looked_at_with_a_real_order_on_a_phone_and_as_an_sms(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    ja = locale == "ja"
    await buy(site.engine, "A-77", "SAMPLE-1")
    page = await open_page(locale=locale)
    await page.goto("/admin/settings/templates?file=templates%2Fthanks-coupon.ja.liquid")
    frame = page.frame_locator("iframe")
    await expect(frame.locator("body")).to_contain_text("クーポン番号")
    await page.get_by_role("textbox", name="文面" if ja else "Text", exact=True).fill(MJML)
    await expect(frame.locator("body")).to_contain_text("ご注文 1001 のお礼に")  # of the examples
    await page.get_by_label("差し込むデータ" if ja else "Filled with").select_option("A-77")
    await expect(frame.locator("body")).to_contain_text("ご注文 A-77 のお礼に")
    await page.get_by_text("スマートフォン" if ja else "Phone", exact=True).click()
    await expect(page.locator("iframe")).to_have_css("width", "375px")
    await picture(page, f"template-mjml-{locale}")
    await page.get_by_text("テキスト" if ja else "Text", exact=True).last.click()
    await expect(page.get_by_text("1 通分" if ja else "charged as 1")).to_be_visible()
    await picture(page, f"template-text-{locale}")
    assert [] == await violations(page)
    assert 0 == await overflow(page)


async def test_somebody_is_invited_changed_and_kept_out(open_page: OpenPage, site: Site) -> None:
    await site.add_person("owner@shop.example", PASSWORD, role=Role.OWNER)
    page = await open_page(signed_in=False)
    await page.goto("/admin/settings/staff")
    await sign_in(page, "owner@shop.example")
    await page.get_by_role("button", name="スタッフを招待").click()
    dialog = page.get_by_role("dialog", name="スタッフを招待")
    await dialog.get_by_label("メールアドレス").fill("new@shop.example")
    await dialog.get_by_label("名前").fill("新井 直子")
    await picture(page, "staff-invite", whole=False)
    assert [] == await violations(page)
    await page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="新井 直子")
    await expect(row).to_be_visible()
    await expect(row).to_contain_text("招待中")
    once = page.get_by_role("dialog", name="リンクを本人に渡してください")
    if await once.count():
        await picture(page, "staff-link", whole=False)
        assert [] == await violations(page)
        await once.get_by_role("button", name="渡しました").click()
    site.clock.advance(timedelta(minutes=6))
    await row.get_by_role("button", name="変更").click()
    await page.get_by_role("dialog").get_by_role("button", name="利用を停止").click()
    proof = page.get_by_role("dialog", name="本人確認")
    await proof.get_by_role("textbox", name="パスワード").fill(PASSWORD)
    await picture(page, "confirm", whole=False)
    await page.keyboard.press("Enter")
    await expect(row).to_contain_text("停止中")


async def test_a_token_is_shown_once_and_revoked(page: Page) -> None:
    await page.goto("/admin/settings/tokens")
    await page.get_by_role("button", name="トークンを作成").click()
    dialog = page.get_by_role("dialog", name="トークンを作成")
    await dialog.get_by_label("名前").fill("店のサーバー")
    await dialog.get_by_label("使えるサイト").fill("https://shop.example")
    await picture(page, "token-make", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="作成する").click()
    once = page.get_by_role("dialog", name="トークンを保存してください")
    secret = await once.get_by_label("トークン", exact=True).input_value()
    assert secret.startswith("otk_")
    await picture(page, "token-once", whole=False)
    assert [] == await violations(page)
    await once.get_by_role("button", name="保存しました").click()
    await page.reload()
    await expect(page.get_by_text("店のサーバー")).to_be_visible()
    assert secret not in await page.content()
    await page.get_by_role("button", name="停止").click()
    await page.get_by_role("dialog").get_by_role("button", name="停止する").click()
    await expect(page.get_by_text("停止済み")).to_be_visible()


async def test_who_may_not_manage_staff_and_tokens_is_told_so(open_page: OpenPage, site: Site) -> None:
    await site.add_person("hanako@shop.example", PASSWORD, role=Role.EDITOR)
    page = await open_page(signed_in=False)
    await page.goto("/admin/settings/staff")
    await sign_in(page, "hanako@shop.example")
    await expect(page.get_by_role("alert")).to_contain_text("スタッフの管理")
    await picture(page, "staff-forbidden")
    assert [] == await violations(page)
    await page.goto("/admin/settings")
    await expect(page.get_by_label("ショップ名")).to_be_disabled()
    await expect(page.get_by_role("link", name="API トークン")).to_have_count(0)


async def test_a_person_sets_up_a_second_factor_and_ends_other_sessions(
    open_page: OpenPage, site: Site
) -> None:
    await site.add_person("hanako@shop.example", PASSWORD, role=Role.SUPPORT)
    other = await open_page(signed_in=False)
    await other.goto("/admin/account")
    await sign_in(other, "hanako@shop.example")
    page = await open_page(signed_in=False)
    await page.goto("/admin/products")
    await sign_in(page, "hanako@shop.example")
    await page.get_by_role("button", name="アカウント").click()
    await page.get_by_role("link", name="アカウントの設定").click()
    await page.get_by_role("button", name="ほかをすべてサインアウト").click()
    await expect(
        page.get_by_role("table", name="サインイン中のブラウザー").locator("tbody tr")
    ).to_have_count(1)
    await page.get_by_role("button", name="認証アプリを設定").click()
    await expect(page.get_by_alt_text("認証アプリに登録する QR コード")).to_be_visible()
    await picture(page, "account-qr")
    assert [] == await violations(page)
    secret = await page.locator("code").inner_text()
    await page.get_by_label("6 桁のコード").fill("000000")
    await page.keyboard.press("Enter")
    await expect(page.locator("#content").get_by_role("alert")).to_be_visible()
    await page.get_by_label("6 桁のコード").fill(pyotp.TOTP(secret.replace(" ", "")).at(site.clock.now()))
    await page.keyboard.press("Enter")
    codes = page.get_by_role("dialog", name="リカバリーコード")
    await expect(codes.get_by_role("listitem")).to_have_count(10)
    await picture(page, "account-codes", whole=False)
    assert [] == await violations(page)
    await codes.get_by_role("button", name="保管しました").click()
    await expect(page.get_by_role("button", name="二段階認証をやめる")).to_be_visible()


async def test_a_role_that_needs_a_second_factor_is_led_to_it_and_then_goes_on(
    open_page: OpenPage, site: Site
) -> None:
    await site.add_person("hanako@shop.example", PASSWORD, role=Role.SUPPORT)
    await update_shop(site.engine, SHOP, second_factor_roles=frozenset({Role.SUPPORT}), actor=TEST)
    page = await open_page(signed_in=False)
    await page.goto("/admin/coupons")
    await page.get_by_label("メールアドレス").fill("hanako@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="二段階認証を設定してください")).to_be_visible()
    await expect(page.get_by_role("navigation")).to_have_count(0)
    await picture(page, "factor-required")
    assert [] == await violations(page)
    await page.get_by_role("button", name="認証アプリを設定").click()
    secret = await page.locator("code").inner_text()
    await page.get_by_label("6 桁のコード").fill(pyotp.TOTP(secret.replace(" ", "")).at(site.clock.now()))
    await page.keyboard.press("Enter")
    codes = page.get_by_role("dialog", name="リカバリーコード")
    await expect(codes.get_by_role("listitem")).to_have_count(10)
    await codes.get_by_role("button", name="保管しました").click()
    await expect(page.get_by_role("heading", name="クーポン", exact=True)).to_be_visible()
    assert page.url.endswith("/admin/coupons")
