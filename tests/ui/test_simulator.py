"""The simulator: a case is filled in, played, explained line by line, compared, kept as a link and as a test."""

import re
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.records import Page as Slice
from engine.model.staff import Role
from tests.service.shop import buy
from tests.ui.conftest import OpenPage
from tests.ui.looks import shows_itself_well, violations
from tests.ui.site import SHOP, Site
from tests.ui.working_copy import change_rules, rules_text

SAMPLE = '/admin/simulator?cart=[["SAMPLE-1",1]]'
BY_TARO = f"{SAMPLE}#email=taro@shop.example"


async def test_a_case_is_filled_in_and_every_line_is_explained(page: Page) -> None:
    await page.goto("/admin/simulator")
    await expect(page.get_by_text("まず 1 件試してみましょう")).to_be_visible()
    await page.get_by_role("combobox", name="商品を追加").fill("おためし")
    await page.get_by_role("option", name="煎茶おためしパック").click()
    await page.get_by_role("combobox", name="お客様のメールアドレス").fill("taro@shop.example")
    await page.get_by_role("button", name=re.compile("^試す")).click()
    coupon = page.get_by_role("article", name="thanks-coupon")
    await expect(coupon.get_by_text("✓ 適用")).to_be_visible()
    await expect(page.get_by_text("クーポン「thanks-coupon」を発行")).to_be_visible()
    shipping = page.get_by_role("article", name="free-shipping")
    await expect(shipping.get_by_text("満たさない")).to_be_visible()
    await expect(shipping.get_by_text("980 JPY")).to_be_visible()
    await expect(page.get_by_role("row", name="合計")).to_contain_text("¥980")
    await expect(page.get_by_text("副作用はありません")).to_be_visible()
    await shows_itself_well(page, "simulator-played")


async def test_nothing_is_stored_by_trying(page: Page, site: Site) -> None:
    await page.goto(BY_TARO)
    await expect(page.get_by_text("クーポン「thanks-coupon」を発行")).to_be_visible()
    await site.work()
    assert () == await site.engine.store.inbox(SHOP, Slice(limit=1))
    assert () == tuple(await site.engine.store.orders_by_id(SHOP, ["simulation"]))


async def test_the_case_stands_in_the_address_and_personal_data_only_in_its_fragment(
    page: Page, open_page: OpenPage
) -> None:
    await page.goto(SAMPLE)
    await page.get_by_role("combobox", name="お客様のメールアドレス").fill("taro@shop.example")
    await page.get_by_label("クーポンコード").fill("ｗｅｌｃｏｍｅ10")
    await page.get_by_role("button", name=re.compile("^試す")).click()
    await expect(page.get_by_role("row", name="割引 welcome")).to_contain_text("−¥98")
    seen, secret = page.url.split("#")
    assert "taro" not in seen
    assert "WELCOME10" in secret
    other = await open_page(locale="en")
    await other.goto(page.url)
    await expect(other.get_by_role("row", name="Discount welcome")).to_contain_text("−¥98")
    await expect(other.get_by_role("combobox", name="Customer's e-mail address")).to_have_value(
        "taro@shop.example"
    )
    await other.get_by_label("Signed in as a member").check()
    await other.get_by_role("button", name=re.compile("^Try")).click()
    await expect(other).to_have_url(re.compile("member=true"))
    await other.go_back()
    await expect(other.get_by_label("Signed in as a member")).not_to_be_checked()


async def test_the_draft_is_compared_with_what_is_live(page: Page, site: Site) -> None:
    await change_rules(site, "cart.total at least 5,000 JPY", "cart.total at least 900 JPY")
    await page.goto(f"{SAMPLE}&shipping=500#email=taro@shop.example")
    await expect(page.get_by_role("row", name="合計")).to_contain_text("¥980")
    await page.get_by_text("両方を比べる").click()
    await expect(page.get_by_text("1 件のルールの結果が変わります")).to_be_visible()
    pays = page.get_by_role("row", name="お支払い")
    await expect(pays.get_by_role("cell")).to_have_text(["¥1,480", "¥980"])
    await expect(page.get_by_role("article", name="free-shipping")).to_have_count(2)
    await shows_itself_well(page, "simulator-compared")


async def test_an_unknown_fact_is_named_and_can_be_filled_in(page: Page, site: Site) -> None:
    await change_rules(site, "if cart.total at least 5,000 JPY", "if customer.last_order_at within 30 days")
    await page.goto('/admin/simulator?cart=[["PACK-1",1]]')
    rule = page.get_by_role("article", name="free-shipping")
    await expect(rule.get_by_text("customer.last_order_at が不明")).to_be_visible()
    await rule.get_by_role("button", name="メールアドレスを入力").click()
    await expect(page.get_by_role("combobox", name="お客様のメールアドレス")).to_be_focused()
    await shows_itself_well(page, "simulator-unknown")


async def test_a_draft_with_errors_is_told_with_places_and_what_is_live_can_be_tried(
    page: Page, site: Site
) -> None:
    await change_rules(site, "discount 500 JPY", "discuont 500 JPY")
    await page.goto(BY_TARO)
    told = page.get_by_role("alert")
    await expect(told.get_by_text("下書きにエラーがあるため試せません")).to_be_visible()
    await expect(told.get_by_role("link", name="rules.otoku:23")).to_have_attribute(
        "href", "/admin/rules/rules.otoku?line=23"
    )
    await shows_itself_well(page, "simulator-errors")
    await told.get_by_role("button", name="公開中のルールで試す").click()
    await expect(page.get_by_text("クーポン「thanks-coupon」を発行")).to_be_visible()


async def test_a_real_order_is_played_again(page: Page, site: Site) -> None:
    await buy(site.engine, "1042", "KYUSU-1", shipping=500)
    await page.goto("/admin/simulator")
    await page.get_by_text("実際の注文", exact=True).click()
    await shows_itself_well(page, "simulator-orders")
    await page.get_by_role("button", name="1042 2026").click()
    await page.get_by_role("button", name=re.compile("^試す")).click()
    await expect(page.get_by_role("article", name="free-shipping").get_by_text("✓ 適用")).to_be_visible()
    await expect(page).to_have_url(re.compile("order=.*1042"))
    await page.get_by_label("注文番号").fill("none")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("この内容では試せません")).to_be_visible()


async def test_who_may_not_see_personal_data_cannot_open_orders(open_page: OpenPage, site: Site) -> None:
    await site.add_person("bunseki@shop.example", "rippana-ocha-no-ki", role=Role.ANALYST)
    page = await open_page(signed_in=False)
    await page.goto("/admin/simulator")
    await page.get_by_label("メールアドレス").fill("bunseki@shop.example")
    await page.get_by_role("textbox", name="パスワード").fill("rippana-ocha-no-ki")
    await page.keyboard.press("Enter")
    await page.get_by_text("実際の注文", exact=True).click()
    await expect(page.get_by_text("権限「個人情報の閲覧」が必要です")).to_be_visible()
    await page.goto(SAMPLE)
    await expect(page.get_by_text("副作用はありません")).to_be_visible()
    await expect(page.get_by_role("button", name="テストとして保存")).to_have_count(0)
    assert [] == await violations(page)


async def test_a_result_is_saved_as_a_test_of_the_draft(page: Page, site: Site) -> None:
    await page.goto(BY_TARO)
    await page.get_by_role("button", name="テストとして保存").click()
    dialog = page.get_by_role("dialog", name="テストとして保存")
    await dialog.get_by_label("テストの名前").fill("おためしを買うとクーポン")
    await expect(dialog.get_by_text('test "おためしを買うとクーポン" {')).to_be_visible()
    await shows_itself_well(page, "simulator-save")
    await dialog.get_by_role("button", name="下書きに保存").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("テスト「おためしを買うとクーポン」を下書きに追加しました")).to_be_visible()
    text = await rules_text(site)
    assert 'test "おためしを買うとクーポン" {' in text
    assert 'expect coupon "thanks-coupon" issued' in text.split("おためしを買うとクーポン")[1]


async def test_what_a_test_cannot_say_is_told(page: Page) -> None:
    await page.goto('/admin/simulator?event=cart&cart=[["SAMPLE-1",1]]')
    await page.get_by_role("button", name="テストとして保存").click()
    dialog = page.get_by_role("dialog", name="テストとして保存")
    await expect(dialog.get_by_text("この内容はテストにできません")).to_be_visible()
    await expect(dialog.get_by_role("button", name="下書きに保存")).to_be_disabled()
    assert [] == await violations(page)


async def test_a_case_is_tried_with_the_keyboard_alone(page: Page) -> None:
    await page.goto("/admin/simulator")
    await expect(page.get_by_text("まず 1 件試してみましょう")).to_be_visible()
    await page.get_by_role("combobox", name="商品を追加").focus()
    await page.keyboard.type("kyusu")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("常滑焼の急須 の数量")).to_have_value("1")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("article", name="free-shipping").get_by_text("5,500 JPY")).to_be_visible()
    await page.locator("#content").focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("ArrowRight")
    await expect(page).to_have_url(re.compile("rules=live"))


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_shop_is_offered_cases_of_its_own(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"]
) -> None:
    await buy(site.engine, "1042", "KYUSU-1", shipping=500)
    page = await open_page(locale=locale)
    await page.goto("/admin/simulator")
    sample = page.get_by_role("button", name="1042")
    await expect(sample).to_be_visible()
    await shows_itself_well(page, f"simulator-samples-{locale}")
    await sample.click()
    await expect(page.get_by_role("article", name="free-shipping")).to_be_visible()
    await shows_itself_well(page, f"simulator-order-{locale}")
