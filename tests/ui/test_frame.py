"""The frame around every screen: sign-in, the ended session, navigation, palette, language, policy."""

import re

from playwright.async_api import Page, expect

from engine.model.staff import Role
from engine.service.sessions import SESSION_LIVES
from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.site import Site
from tests.ui.watch import Watch


async def test_the_first_screen_opens_for_who_is_signed_in(page: Page) -> None:
    await page.goto("/admin/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_text("おとく茶舗")).to_be_visible()
    await page.get_by_role("button", name="アカウント").click()
    await expect(page.get_by_text("オーナー")).to_be_visible()
    await picture(page, "account", whole=False)
    assert [] == await violations(page)


async def test_the_owner_of_a_new_shop_chooses_a_password_by_the_printed_link(
    open_page: OpenPage, site: Site
) -> None:
    page = await open_page(locale="ja", signed_in=False)
    await page.goto(await site.first_password_link())
    await page.get_by_label("お名前").fill("店主")
    await page.get_by_label("メールアドレス").fill("owner@shop.example")
    await page.get_by_label("パスワード").fill("rippana-ocha-no-ki")
    await page.get_by_role("button", name="設定してサインイン").click()
    await expect(page.get_by_role("navigation", name="メニュー")).to_be_visible()


async def test_a_stranger_signs_in_by_password_and_stays_where_they_wanted_to_go(
    open_page: OpenPage, site: Site
) -> None:
    await site.add_person("hanako@shop.example", "rippana-ocha-no-ki", role=Role.EDITOR)
    page = await open_page(signed_in=False, width=390)
    await page.goto("/admin/products")
    await expect(page.get_by_role("heading", name="サインイン")).to_be_visible()
    await picture(page, "sign-in-390")
    assert [] == await violations(page)
    assert 0 == await overflow(page)
    await page.get_by_label("メールアドレス").fill("hanako@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill("wrong-password-1")
    await page.get_by_role("button", name="サインイン", exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await picture(page, "sign-in-refused-390")
    assert [] == await violations(page)
    await page.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="商品")).to_be_visible()


async def test_a_session_that_ends_leaves_the_screen_as_it_is(page: Page, site: Site, watch: Watch) -> None:
    watch.allow(401, "/admin/graphql")
    await site.add_person("hanako@shop.example", "rippana-ocha-no-ki", role=Role.EDITOR)
    await page.goto("/admin/parts")
    await page.get_by_label("割引額").fill("７５０")
    site.clock.advance(SESSION_LIVES)
    await page.wait_for_timeout(5_100)  # an answer younger than five seconds is not asked for again
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    dialog = page.get_by_role("dialog", name="サインインの有効期限が切れました")
    await expect(dialog).to_be_visible()
    await picture(page, "session-ended", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_label("メールアドレス").fill("hanako@shop.example")
    await dialog.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_label("割引額")).to_have_value("750")


async def test_the_palette_goes_to_a_screen_by_keyboard_alone(page: Page) -> None:
    await page.goto("/admin/parts")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox")).to_be_focused()
    await page.keyboard.type("prod")
    await expect(page.get_by_role("option", name="商品")).to_have_attribute("aria-selected", "true")
    await picture(page, "palette", whole=False)
    assert [] == await violations(page)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="商品")).to_be_visible()


async def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    await page.goto("/admin/products")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="本文へ移動")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#content")).to_be_focused()


async def test_the_sandbox_opens_from_the_menu_in_a_tab_of_its_own(page: Page) -> None:
    await page.goto("/admin/")
    async with page.expect_popup() as opening:
        await page.get_by_role("navigation").get_by_role("link", name="サンドボックスで試す").click()
    assert (await opening.value).url.endswith("/sandbox/")


async def test_on_a_phone_the_menu_unfolds_and_folds_away_again(open_page: OpenPage) -> None:
    page = await open_page(width=390)
    await page.goto("/admin/parts")
    await page.get_by_role("button", name="メニューを開く").click()
    await picture(page, "menu-390")
    assert [] == await violations(page)
    await page.get_by_role("link", name="商品").click()
    await expect(page.get_by_role("heading", name="商品")).to_be_visible()
    await expect(page.get_by_role("button", name="メニューを開く")).to_be_visible()


async def test_the_language_is_switched_and_kept(page: Page) -> None:
    await page.goto("/admin/")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.reload()
    await expect(page.get_by_role("button", name="日本語")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_an_address_without_a_screen_says_so(page: Page) -> None:
    await page.goto("/admin/nowhere")
    await expect(page.get_by_role("heading", name="ページが見つかりません")).to_be_visible()
    assert [] == await violations(page)


async def test_the_page_lets_no_inline_style_in(page: Page, watch: Watch) -> None:
    answer = await page.goto("/admin/")
    assert answer is not None
    assert "unsafe" not in answer.headers["content-security-policy"]
    async with page.expect_console_message(lambda said: "policy:" in said.text):
        await page.evaluate(
            "document.body.append(Object.assign(document.createElement('style'), {textContent: 'b{}'}))"
        )
    assert [] != [complaint for complaint in watch.complaints if "policy:" in complaint]
    watch.complaints.clear()


async def test_the_palette_finds_a_rule_by_name_and_opens_it(page: Page) -> None:
    await page.goto("/admin/parts")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox")).to_be_focused()
    await page.keyboard.type("thanks-coupon")
    await expect(page.get_by_role("option", name="thanks-coupon").first).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/admin/rules/[^?]+\?rule=thanks-coupon"))
