"""Coupons at the desk: found by what a customer reads out, their life, and what staff do about them with a reason."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.model.staff import Role
from engine.service.sample_week import create_sample_week
from tests.service.shop import TEST, buy, code_of
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import Site
from tests.ui.watch import Watch

SIX_MINUTES = timedelta(minutes=6)
PASSWORD = "rippana-ocha-no-ki"


async def sign_in(page: Page, email: str) -> None:
    """Come in by password on whatever address was opened."""
    await page.get_by_label("メールアドレス").fill(email)
    await page.get_by_role("textbox", name="パスワード").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("navigation", name="メニュー")).to_be_visible()


async def open_first(page: Page) -> None:
    """Go from the list to the life of the only coupon."""
    await page.goto("/admin/coupons")
    await page.get_by_role("table").get_by_role("link").click()
    await expect(page.get_by_role("heading", name="このクーポンの経過")).to_be_visible()


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_a_week_of_coupons_is_listed_and_filtered_by_what_the_address_says(
    open_page: OpenPage, site: Site, locale: Literal["ja", "en"], width: int
) -> None:
    assert isinstance(await create_sample_week(site.engine, "tea", actor=TEST), int)
    page = await open_page(locale=locale, width=width)
    await page.goto("/admin/coupons")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows.first).to_be_visible()
    every = await rows.count()
    await fits_both_sizes(page, f"coupons-{locale}")
    await page.goto("/admin/coupons?state=USED_UP")
    await expect(rows.first).to_be_visible()
    used = await rows.count()
    assert 0 < used < every
    await page.goto("/admin/coupons?state=REVOKED&rule=nothing")
    await expect(page.get_by_role("heading", level=2)).to_be_visible()
    await fits_both_sizes(page, f"coupons-filtered-{locale}")
    await page.goto("/admin/coupons?state=USED_UP")
    await rows.first.get_by_role("link").click()
    await expect(page.get_by_role("heading", level=2).first).to_be_visible()
    await fits_both_sizes(page, f"coupon-{locale}")


@pytest.mark.requirement("S1.7")
async def test_a_coupon_is_found_by_its_code_its_owner_and_its_order(page: Page, site: Site) -> None:
    first = await buy(site.engine, "o-1001", "SAMPLE-1", email="taro@shop.example")
    await buy(site.engine, "o-1002", "SAMPLE-1", email="jiro@shop.example")
    await page.goto("/admin/coupons")
    rows = page.get_by_role("table").locator("tbody tr")
    await expect(rows).to_have_count(2)
    search = page.get_by_role("searchbox")
    for typed in (await code_of(site.engine, first), "taro@shop.example", "ｏ-1001"):
        await search.fill(typed)
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text("taro@shop.example")
        await search.fill("")
        await expect(rows).to_have_count(2)
    await search.fill("nobody@shop.example")
    await expect(page.get_by_role("heading", name="条件に合うクーポンはありません")).to_be_visible()


async def test_a_coupon_is_extended_mailed_again_and_stopped_each_with_a_reason(
    page: Page, site: Site
) -> None:
    await buy(site.engine, "o-1001", "SAMPLE-1")
    await site.work()
    await open_first(page)
    await page.get_by_role("button", name="期限を延ばす").click()
    dialog = page.get_by_role("dialog", name="期限を延ばす")
    await dialog.get_by_label("理由").fill("台風で配達が遅れたため")
    await dialog.get_by_role("button", name="期限を延ばす").click()
    await expect(dialog.get_by_text("いまの期限より後の日付を入力してください。")).to_be_visible()
    await dialog.get_by_label("新しい期限").fill("2026-07-31")
    await picture(page, "coupon-extend", whole=False)
    assert [] == await violations(page)
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("2026/07/31 23:59")).to_be_visible()
    await page.get_by_role("button", name="メールを再送").click()
    await page.get_by_role("dialog").get_by_label("理由").fill("届いていないとの連絡")
    await page.get_by_role("dialog").get_by_role("button", name="メールを再送").click()
    await expect(page.get_by_text("スタッフが再送を依頼")).to_be_visible()
    await page.get_by_role("button", name="停止する").click()
    await page.get_by_role("dialog").get_by_role("button", name="停止する").click()
    await expect(page.get_by_text("理由を入力してください。")).to_be_visible()
    await page.get_by_role("dialog").get_by_label("理由").fill("不正利用の疑い")
    await page.get_by_role("dialog").get_by_role("button", name="停止する").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="停止する")).to_have_count(0)
    await expect(page.get_by_text("理由: 不正利用の疑い")).to_be_visible()
    await picture(page, "coupon-stopped")
    assert [] == await violations(page)


async def test_staff_give_a_coupon_by_hand(page: Page, site: Site) -> None:
    await buy(site.engine, "o-1001", "PACK-1")  # the mail of this rule tells of an order
    await page.goto("/admin/coupons")
    await expect(page.get_by_role("heading", name="クーポンはまだありません")).to_be_visible()
    await page.get_by_role("button", name="クーポンを発行").click()
    dialog = page.get_by_role("dialog", name="クーポンを手動で発行")
    await expect(dialog.get_by_label("どのルールのクーポンか")).not_to_have_value("")
    await picture(page, "coupon-issue", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_label("お客様のメールアドレス").fill("taro@shop.example")
    await dialog.get_by_label("理由").fill("お詫びとして")
    await dialog.get_by_role("button", name="クーポンを発行").click()
    await expect(page.get_by_text("スタッフが手動で発行")).to_be_visible()
    await expect(page.get_by_text("taro@shop.example")).to_be_visible()
    await site.work()


async def test_a_full_code_is_shown_only_to_who_proves_who_they_are(open_page: OpenPage, site: Site) -> None:
    answer = await buy(site.engine, "o-1001", "SAMPLE-1")
    await site.add_person("hanako@shop.example", PASSWORD, role=Role.SUPPORT)
    page = await open_page(signed_in=False)
    await page.goto("/admin/coupons")
    await sign_in(page, "hanako@shop.example")
    await open_first(page)
    site.clock.advance(SIX_MINUTES)
    await page.get_by_role("button", name="コードを表示").click()
    dialog = page.get_by_role("dialog", name="本人確認")
    await dialog.get_by_role("textbox", name="パスワード").fill(PASSWORD)
    await page.keyboard.press("Enter")
    shown = page.get_by_label("コード", exact=True)
    await expect(shown).to_be_visible()
    said = (await shown.inner_text()).replace("-", "")
    assert said == (await code_of(site.engine, answer)).replace("-", "")
    await expect(page.get_by_text("スタッフがコードを表示").first).to_be_visible()
    await picture(page, "coupon-revealed")
    assert [] == await violations(page)


async def test_an_analyst_sees_coupons_without_owners_codes_and_buttons(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    await buy(site.engine, "o-1001", "SAMPLE-1")
    await site.add_person("kazu@shop.example", PASSWORD, role=Role.ANALYST)
    page = await open_page(signed_in=False)
    await page.goto("/admin/coupons")
    await sign_in(page, "kazu@shop.example")
    await expect(page.get_by_role("table").locator("tbody tr")).to_have_count(1)
    await expect(page.get_by_text("taro@shop.example")).to_have_count(0)
    await expect(page.get_by_role("button", name="クーポンを発行")).to_have_count(0)
    await page.get_by_role("table").get_by_role("link").click()
    await expect(page.get_by_role("heading", name="このクーポンの経過")).to_be_visible()
    for name in ("コードを表示", "停止する", "期限を延ばす", "メールを再送"):
        await expect(page.get_by_role("button", name=name)).to_have_count(0)
    assert [] == watch.complaints
