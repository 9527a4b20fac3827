"""The frame around every screen: sign-in, navigation, language."""

from playwright.async_api import Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.watch import Watch


async def test_the_first_screen_opens_for_who_is_signed_in(page: Page) -> None:
    await page.goto("/admin/")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_text("おとく茶舗")).to_be_visible()
    await picture(page, "frame")
    assert [] == await violations(page)
    assert 0 == await overflow(page)


async def test_a_stranger_is_told_how_to_sign_in(open_page: OpenPage, watch: Watch) -> None:
    watch.allow(401, "/admin/graphql")
    page = await open_page(signed_in=False)
    await page.goto("/admin/products")
    await expect(page.get_by_role("heading", name="サインイン")).to_be_visible()
    await picture(page, "sign-in")
    assert [] == await violations(page)


async def test_the_language_is_switched_and_kept(page: Page) -> None:
    await page.goto("/admin/")
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.reload()
    await expect(page.get_by_role("button", name="日本語")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_the_page_lets_no_inline_style_or_script_in(page: Page, watch: Watch) -> None:
    answer = await page.goto("/admin/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "no-store" == answer.headers["cache-control"]
    await page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'b{}'}))"
    )
    await page.wait_for_timeout(100)
    assert ["policy"] == [
        complaint.split(": ")[1] for complaint in watch.complaints if "policy:" in complaint
    ]
    watch.complaints.clear()
